import type { PeopleTables, Scenario } from '@medical-patients/contract';
import { cumulate, type KeyedRandom } from '../random/keyed-random.js';
import { PURPOSE } from '../random/purposes.js';

/** Draws a casualty's nation, as its row in the people tables, from the front's mix. */
export function createNationPicker(
  scenario: Scenario,
  people: PeopleTables,
  random: KeyedRandom,
): (casualtyNumber: number, front: number) => number {
  const rowOf = new Map<string, number>(people.nations.map(({ alpha3 }, row) => [alpha3, row]));
  const fronts = scenario.fronts.map(({ nations }) => {
    const mix = Object.entries(nations);
    return {
      rows: Uint8Array.from(mix, ([alpha3]) => rowOf.get(alpha3) ?? 0),
      sums: cumulate(mix.map(([, share]) => share ?? 0)),
    };
  });
  return (casualtyNumber, front) => {
    const { rows, sums } = fronts[front];
    random.open(PURPOSE.nation, casualtyNumber);
    return rows[random.pick(sums)];
  };
}
