import { createPersonFactory } from '../casualty/person.js';
import type { Plan } from '../compile/plan.js';
import { KeyedRandom } from '../random/keyed-random.js';
import { CLASS_WORDS } from '../record/codes.js';
import type { DrawPerson } from './summary-tally.js';

/** Blood groups in the order of the counters, which is that of the nations' weights. */
const BLOOD_GROUPS = ['O+', 'A+', 'B+', 'AB+', 'O-', 'A-', 'B-', 'AB-'];

/** Draws the persons of a run again, for the demographic checks: those that the records show. */
export function createPersonSampler(plan: Plan): DrawPerson {
  const persons = createPersonFactory(plan.referenceData.people, plan.scenario.start);
  const random = new KeyedRandom(plan.seed);
  return (number, nation, casualtyClass) => {
    const { identity } = persons.draw(random, number, nation, CLASS_WORDS[casualtyClass]);
    return {
      male: identity.sex === 'male',
      age: identity.age,
      bloodGroup: BLOOD_GROUPS.indexOf(identity.blood_group),
    };
  };
}
