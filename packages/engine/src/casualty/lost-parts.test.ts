import { referenceData } from '@medical-patients/reference-data';
import { describe, expect, it } from 'vitest';
import { LostParts } from './lost-parts.js';

const { conditions } = referenceData.clinical;
const rowOf = (id: string): number => conditions.findIndex((condition) => condition.id === id);
const rowsOf = (...ids: string[]): Uint16Array => Uint16Array.from(ids, rowOf);
const parts = new LostParts(conditions);
const [LEFT, RIGHT] = [1, 2];
const [ABOVE_KNEE, BELOW_KNEE, FOREARM, FEMUR, TIBIA, HAND_BURN, GLOBE, CORNEA, SCRATCH] = [
  'B01',
  'B02',
  'B03',
  'B10',
  'B11',
  'B47',
  'B38',
  'B39',
  'B07',
];

/** Sides after settling, of wounds that all were drawn on the left. */
function settle(...ids: string[]): number[] {
  const sides = new Uint8Array(ids.length).fill(LEFT);
  parts.settleSides(rowsOf(...ids), sides, ids.length);
  return [...sides];
}

describe('the side of a wound', () => {
  it.each([
    ['below a stump is the other one', [ABOVE_KNEE, TIBIA], [LEFT, RIGHT]],
    ['of a part that the stump has lost too', [ABOVE_KNEE, FEMUR], [LEFT, RIGHT]],
    ['above the stump stays', [BELOW_KNEE, FEMUR], [LEFT, LEFT]],
    ['that may be anywhere on the limb stays', [ABOVE_KNEE, SCRATCH], [LEFT, LEFT]],
    ['of another limb stays', [ABOVE_KNEE, HAND_BURN], [LEFT, LEFT]],
    ['of the hand goes with the forearm', [FOREARM, HAND_BURN], [LEFT, RIGHT]],
    ['of a second amputation is the other one', [ABOVE_KNEE, BELOW_KNEE], [LEFT, RIGHT]],
    ['does not depend on the order of the wounds', [TIBIA, ABOVE_KNEE], [RIGHT, LEFT]],
    ['of a scratched eye is not that of the ruptured one', [CORNEA, GLOBE], [RIGHT, LEFT]],
  ])('%s', (_, ids, sides) => {
    expect(settle(...ids)).toEqual(sides);
  });
});

describe('the name of a wound', () => {
  function rename(...ids: string[]): { rows: string[]; asked: number[] } {
    const rows = rowsOf(...ids);
    const asked: number[] = [];
    parts.rename(rows, ids.length, (wound, fits) => {
      asked.push(wound);
      const other = ['B10', 'B05', 'B07'].map(rowOf).find(fits);
      return other ?? rows[wound];
    });
    return { rows: [...rows].map((row) => conditions[row].id), asked };
  }

  it('stays while one side has a place for it', () => {
    expect(rename(ABOVE_KNEE, TIBIA, BELOW_KNEE).asked).toEqual([1]);
    expect(rename(ABOVE_KNEE, TIBIA, TIBIA, SCRATCH).asked).toEqual([]);
    expect(rename(FOREARM, ABOVE_KNEE, HAND_BURN).asked).toEqual([]);
  });

  it('changes where both limbs are gone, to one that fits what is left', () => {
    // Below one knee the thigh is left.
    expect(rename(ABOVE_KNEE, BELOW_KNEE, TIBIA).rows).toEqual([ABOVE_KNEE, BELOW_KNEE, FEMUR]);
    expect(rename(ABOVE_KNEE, ABOVE_KNEE, TIBIA).rows).toEqual([ABOVE_KNEE, ABOVE_KNEE, SCRATCH]);
  });

  it('is not a third amputation of a leg', () => {
    expect(rename(ABOVE_KNEE, BELOW_KNEE, BELOW_KNEE).rows).toEqual([ABOVE_KNEE, BELOW_KNEE, FEMUR]);
  });
});

it('only diagnoses with a side lie on a part that can be lost', () => {
  for (const { id, part, lateral } of conditions) if (part !== null) expect(lateral, id).toBe(true);
  expect(conditions.filter(({ part }) => part?.isLost).map(({ id }) => id)).toEqual([
    ABOVE_KNEE,
    BELOW_KNEE,
    FOREARM,
    GLOBE,
  ]);
});
