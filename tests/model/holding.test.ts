import { describe, expect, it } from 'vitest';
import { EVENT, OUTCOME } from '../../packages/engine/src/record/codes.js';
import type { PlainPath } from '../../packages/engine/src/testing/plain-path.js';
import { pathsOf, planOf, presetScenario, run } from '../support/simulated.js';

const MINUTE = 60;

function pathsWith(...changes: string[]): { paths: PlainPath[]; placeOf: (id: string) => number } {
  const plan = planOf(presetScenario('lsco-battle', ...changes), 'holding');
  const placeOf = (id: string) => plan.places.find(({ scenarioId }) => scenarioId === id)?.index ?? -1;
  return { paths: pathsOf(run(plan)), placeOf };
}

/** Hours from the last arrival at a place until the return to duty from there. */
function returnHours(paths: readonly PlainPath[], place: number): number[] {
  return paths.flatMap(({ outcome, events }) => {
    if (outcome !== OUTCOME.returnedToDuty) return [];
    const end = events.find(({ kind }) => kind === EVENT.returnedToDuty);
    const door = events.findLast(({ kind, place: at }) => kind === EVENT.arrived && at === place);
    if (end === undefined || door === undefined || end.place !== place) return [];
    return [(end.seconds - door.seconds) / MINUTE / 60];
  });
}

describe('the holding time of a facility', () => {
  const role2 = 'r2-left';
  const long = pathsWith();
  const short = pathsWith(`medical.facilities.${role2}.holding_hours=6`);

  it('bounds how long it keeps those who return to duty from there', () => {
    const kept = returnHours(long.paths, long.placeOf(role2));
    expect(Math.max(...kept)).toBeGreaterThan(24);
    // The three days of the evacuation policy count from the end of treatment.
    expect(Math.max(...kept)).toBeLessThan(72 + 4);
    const bounded = returnHours(short.paths, short.placeOf(role2));
    expect(bounded.length).toBeGreaterThan(0);
    expect(Math.max(...bounded)).toBeLessThanOrEqual(6);
  });

  it('sends the others on instead', () => {
    const passedOn = ({ paths, placeOf }: typeof long) =>
      paths.filter(({ events }) =>
        events.some(({ kind, place }) => kind === EVENT.evacuationRequested && place === placeOf(role2)),
      ).length;
    expect(passedOn(short)).toBeGreaterThan(passedOn(long));
  });
});
