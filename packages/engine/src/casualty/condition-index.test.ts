import { referenceData } from '@medical-patients/reference-data';
import { expect, it } from 'vitest';
import { KeyedRandom } from '../random/keyed-random.js';
import { ConditionIndex, SITE, WOUND_KINDS } from './condition-index.js';

const { conditions } = referenceData.clinical;
const index = new ConditionIndex(conditions);
/** None, or one of those that a diagnosis can show. */
const PATHWAYS = [0, 1, 2, 4, 8, 16, 32, 64];

/** Ids of all diagnoses that wounds of AIS 6 at a site are given. */
function namesOf(site: number): Set<string> {
  const random = new KeyedRandom('names');
  const names = new Set<string>();
  for (let kind = 0; kind < WOUND_KINDS.length; kind++) {
    for (const pathways of PATHWAYS) {
      random.open(1, kind);
      for (let draw = 0; draw < 20; draw++) {
        const row = index.pick(site, kind, 6, pathways, 1, random);
        names.add(conditions[row].id);
        index.another(site, kind, 6, pathways, 1, row, (other) => {
          names.add(conditions[other].id);
          return false;
        });
      }
    }
  }
  return names;
}

it('a neck is never called a destroyed head, a head is', () => {
  const DESTROYED = 'L53';
  expect(conditions.find(({ id }) => id === DESTROYED)?.display).toBe('Destruction of head');
  expect(namesOf(SITE.head)).toContain(DESTROYED);
  expect(namesOf(SITE.neck)).not.toContain(DESTROYED);
});
