import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Agenda } from './agenda.js';

interface Entry {
  readonly time: number;
  readonly priority: number;
  readonly sequence: number;
}

const byOrder = (x: Entry, y: Entry): number =>
  x.time < y.time ? -1 : x.time > y.time ? 1 : x.priority - y.priority || x.sequence - y.sequence;

/** Few times and priorities, so that ties are the rule. */
const scheduling = fc.record({
  time: fc.oneof(
    fc.integer({ min: 0, max: 5 }),
    // A run of forty days: within the ring and far beyond it.
    fc.double({ min: 0, max: 57_600, noNaN: true }),
    fc.double({ noNaN: true }),
  ),
  priority: fc.oneof(fc.integer({ min: -1, max: 1 }), fc.integer({ min: -4095, max: 4095 })),
});
const step = fc.oneof(
  { weight: 3, arbitrary: scheduling },
  { weight: 2, arbitrary: fc.constant('pop' as const) },
);

it('gives, at every moment, the first of what waits as a sort has it', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 400, size: 'max' }),
      fc.integer({ min: 1, max: 8 }),
      (steps, capacity) => {
        const agenda = new Agenda(capacity);
        const waiting: Entry[] = [];
        let sequence = 0;
        const popAndCompare = (): void => {
          waiting.sort(byOrder);
          const wanted = waiting.shift();
          expect(agenda.peekTime()).toBe(wanted === undefined ? Infinity : wanted.time);
          expect(agenda.pop()).toBe(wanted !== undefined);
          if (wanted === undefined) return;
          const payload = [agenda.time, agenda.kind, agenda.a, agenda.b];
          expect(payload).toEqual([wanted.time, wanted.sequence % 7, wanted.sequence, -wanted.sequence | 0]);
        };
        for (const action of steps) {
          if (action === 'pop') popAndCompare();
          else {
            agenda.schedule(action.time, action.priority, sequence % 7, sequence, -sequence | 0);
            waiting.push({ ...action, sequence: sequence++ });
          }
          expect(agenda.size).toBe(waiting.length);
        }
        while (waiting.length > 0) popAndCompare();
        expect(agenda.pop()).toBe(false);
      },
    ),
    { numRuns: 300 },
  );
});
