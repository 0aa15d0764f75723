import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WaitQueue } from './wait-queue.js';

interface Waiting {
  readonly category: number;
  readonly slot: number;
  readonly stamp: number;
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ push: fc.integer({ min: 0, max: 3 }) }) },
  { weight: 2, arbitrary: fc.constant('shift' as const) },
  { weight: 1, arbitrary: fc.constant('peek' as const) },
  { weight: 2, arbitrary: fc.record({ leave: fc.nat() }) },
);

/** The line as a sort has it: by category, then arrival. */
function inOrder(waiting: readonly Waiting[]): Waiting[] {
  return waiting.toSorted((x, y) => x.category - y.category || x.stamp - y.stamp);
}

it('serves by category, then arrival, whoever else leaves', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (steps) => {
      const queue = new WaitQueue();
      let waiting: Waiting[] = [];
      let stamp = 0;
      const isWaiting = (slot: number, given: number): boolean =>
        waiting.some((each) => each.slot === slot && each.stamp === given);
      for (const action of steps) {
        if (action === 'shift') {
          const [first] = inOrder(waiting);
          expect(queue.shift(isWaiting)).toBe(first?.slot ?? -1);
          waiting = waiting.filter((each) => each !== first);
        } else if (action === 'peek') {
          expect(queue.peek(isWaiting)).toBe(inOrder(waiting)[0]?.slot ?? -1);
        } else if ('push' in action) {
          // Slots are reused, so the same one may stand in line again under another stamp.
          const slot = stamp % 40;
          waiting = waiting.filter((each) => {
            if (each.slot === slot) queue.forget();
            return each.slot !== slot;
          });
          waiting.push({ category: action.push, slot, stamp: ++stamp });
          queue.push(action.push, slot, stamp);
        } else if (waiting.length > 0) {
          waiting.splice(action.leave % waiting.length, 1);
          queue.forget();
        }
        expect(queue.length).toBe(waiting.length);
        const visited: number[] = [];
        queue.forEach(isWaiting, (slot) => {
          visited.push(slot);
          return true;
        });
        expect(visited).toEqual(inOrder(waiting).map(({ slot }) => slot));
      }
    }),
    { numRuns: 150 },
  );
});

const everyoneWaits = (): boolean => true;

it('stops visiting when told to', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 60 }),
      fc.nat(70),
      (categories, most) => {
        const queue = new WaitQueue();
        categories.forEach((category, i) => {
          queue.push(category, i, i + 1);
        });
        let visits = 0;
        queue.forEach(everyoneWaits, () => ++visits < most);
        expect(visits).toBe(Math.min(categories.length, Math.max(1, most)));
        expect(queue.length).toBe(categories.length);
      },
    ),
  );
});
