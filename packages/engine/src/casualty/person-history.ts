import type { History, PeopleTables, Prevalence } from '@medical-patients/contract';
import { cumulate, type KeyedRandom } from '../random/keyed-random.js';
import { PURPOSE } from '../random/purposes.js';

/** Sub-streams of the history, so that a longer table of problems does not move the medication. */
const SUB = { problems: 0, medications: 1 } as const;

/**
 * Independent yes/no draws over a table with few draws: from any entry on, the position of the next "yes" has a known
 * distribution, so a person without findings costs one number.
 */
class Findings {
  /** Probability that entries 0 … i are all absent; index 0 stands for "before the first". */
  private readonly noneUpTo: Float64Array;

  constructor(probabilities: readonly number[]) {
    this.noneUpTo = new Float64Array(probabilities.length + 1);
    this.noneUpTo[0] = 1;
    for (let i = 0; i < probabilities.length; i++) {
      this.noneUpTo[i + 1] = this.noneUpTo[i] * (1 - probabilities[i]);
    }
  }

  /** The next entry present at or after `from`, or −1. */
  next(from: number, uniform: number): number {
    const none = this.noneUpTo;
    const last = none.length - 1;
    const target = (1 - uniform) * none[from];
    if (target <= none[last]) return -1;
    let i = from;
    while (none[i + 1] >= target) i++;
    return i;
  }
}

/** Draws a medical history. Codings and the lists of those without findings are shared between records. */
export interface HistoryFactory {
  draw(random: KeyedRandom, casualtyNumber: number, female: boolean, into: History): void;
}

const probabilitiesOf = (entries: readonly Prevalence[], sex: 'male' | 'female') =>
  entries.map(({ probability }) => probability[sex]);

/** @throws RangeError if a problem names a medication that is not in the table, or a probability is not below 1 */
export function createHistoryFactory(people: PeopleTables): HistoryFactory {
  const { allergies, medications, problems } = people;
  for (const { id, probability } of [...medications.entries, ...problems.entries]) {
    for (const p of [probability.male, probability.female]) {
      if (!(p >= 0 && p < 1)) throw new RangeError(`probability of ${id} is ${p}`);
    }
  }
  const none: History['allergies'] = [allergies.none];
  const allergyLists = allergies.entries.map(({ coding }): History['allergies'] => [coding]);
  const nothing: History['problems'] = [];
  const medicationOf = problems.entries.map(({ id, medication }) => {
    if (medication === null) return -1;
    const at = medications.entries.findIndex((entry) => entry.id === medication.id);
    if (at < 0) throw new RangeError(`problem ${id} names the unknown medication ${medication.id}`);
    return at;
  });
  const tables = (['male', 'female'] as const).map((sex) => ({
    allergies: cumulate(probabilitiesOf(allergies.entries, sex)),
    problems: new Findings(probabilitiesOf(problems.entries, sex)),
    medications: new Findings(probabilitiesOf(medications.entries, sex)),
  }));

  return {
    draw(random, casualtyNumber, female, into) {
      const table = tables[female ? 1 : 0];
      into.allergies = none;
      into.problems = nothing;
      into.medications = nothing;

      random.open(PURPOSE.history, casualtyNumber, SUB.problems);
      const u = random.uniform();
      const sums = table.allergies;
      if (u < sums[sums.length - 1]) {
        let i = 0;
        while (sums[i] <= u) i++;
        into.allergies = allergyLists[i];
      }
      for (let i = table.problems.next(0, random.uniform()); i >= 0; ) {
        const { coding, medication } = problems.entries[i];
        if (into.problems === nothing) into.problems = [];
        into.problems.push(coding);
        // Both draws happen for every problem, so that a changed share of medication moves nothing else.
        if (random.uniform() < (medication?.probability ?? 0))
          add(into, medications.entries[medicationOf[i]]);
        i = table.problems.next(i + 1, random.uniform());
      }

      random.open(PURPOSE.history, casualtyNumber, SUB.medications);
      for (let i = table.medications.next(0, random.uniform()); i >= 0; ) {
        add(into, medications.entries[i]);
        i = table.medications.next(i + 1, random.uniform());
      }
    },
  };

  function add(history: History, { coding }: Prevalence): void {
    if (history.medications === nothing) history.medications = [];
    if (!history.medications.includes(coding)) history.medications.push(coding);
  }
}
