import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeyedRandom } from '../random/keyed-random.js';
import { CasualtyStream } from './casualty-stream.js';
import { IncidentList } from './incidents.js';

const incident = fc.record({
  startMinutes: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.double({ min: 0, max: 1000, noNaN: true })),
  spreadMinutes: fc.integer({ min: 0, max: 200 }),
  size: fc.integer({ min: 0, max: 30 }),
});
const outbreak = fc.record({
  startMinutes: fc.integer({ min: 0, max: 3 }).map((day) => day * 1440),
  spreadMinutes: fc.integer({ min: 1, max: 9 }).map((days) => days * 1440),
  size: fc.integer({ min: 0, max: 30 }),
  outbreak: fc.constant(1),
});
const HOURS = Float64Array.from({ length: 24 }, (_, hour) => hour + 1);

function listOf(
  rows: readonly { startMinutes: number; spreadMinutes: number; size: number; outbreak?: number }[],
): IncidentList {
  const list = new IncidentList();
  for (const row of rows)
    list.add({ outbreak: 0, ...row, front: 0, casualtyClass: 0, warfare: 0, massCasualty: 0, severity: 1 });
  return list;
}

it('walks every casualty of every incident once, in order of time, inside its incident', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(incident, outbreak), { maxLength: 60 }), fc.nat(), (rows, seed) => {
      const incidents = listOf(rows).sorted();
      const stream = new CasualtyStream(
        incidents,
        new KeyedRandom(seed),
        (row) => incidents.size[row],
        HOURS,
      );
      const seen = new Map<string, number>();
      let before = 0;
      let number = 0;
      while (stream.next()) {
        expect(stream.number).toBe(++number);
        expect(stream.timeMinutes).toBeGreaterThanOrEqual(before);
        before = stream.timeMinutes;
        const start = incidents.startMinutes[stream.incident];
        expect(stream.timeMinutes).toBeGreaterThanOrEqual(start);
        expect(stream.timeMinutes).toBeLessThanOrEqual(start + incidents.spreadMinutes[stream.incident]);
        const key = `${stream.incident}/${stream.position}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
      expect(number).toBe(rows.reduce((sum, { size }) => sum + size, 0));
      expect([...seen.values()].every((count) => count === 1)).toBe(true);
      expect(stream.next()).toBe(false);
    }),
    { numRuns: 200 },
  );
});

it('hurts the same casualties at the same times when incidents elsewhere are added', () => {
  fc.assert(
    fc.property(fc.array(incident, { minLength: 1, maxLength: 20 }), incident, (rows, other) => {
      const timesOf = (all: readonly (typeof other)[]): number[][] => {
        const incidents = listOf(all).sorted();
        const stream = new CasualtyStream(incidents, new KeyedRandom(7), (row) => incidents.size[row], HOURS);
        const times: number[][] = rows.map(() => []);
        while (stream.next()) times[incidents.key[stream.incident]]?.push(stream.timeMinutes);
        return times;
      };
      expect(timesOf([...rows, other])).toEqual(timesOf(rows));
    }),
    { numRuns: 100 },
  );
});
