import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIsoClock, isoDate, minutesSince } from './assemble-time.js';

describe('the clock of records', () => {
  it('writes any instant as the host does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_102_444_800 }),
        fc.integer({ min: 0, max: 40_000_000 }),
        (start, since) => {
          const clock = createIsoClock(start);
          const host = new Date((start + since) * 1000);
          expect(clock.write(since)).toBe(`${host.toISOString().slice(0, 19)}Z`);
          expect(clock.hourOf(since)).toBe(host.getUTCHours());
        },
      ),
    );
  });

  it('knows leap years', () => {
    expect(isoDate(11_016)).toBe('2000-02-29');
    expect(isoDate(11_017)).toBe('2000-03-01');
    expect(isoDate(47_540)).toBe('2100-02-28');
    expect(isoDate(47_541)).toBe('2100-03-01');
  });

  it('counts minutes with one decimal', () => {
    expect(minutesSince(100, 100)).toBe(0);
    expect(minutesSince(100, 136)).toBe(0.6);
    expect(minutesSince(0, 86_401)).toBe(1440);
  });
});
