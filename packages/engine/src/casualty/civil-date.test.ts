import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  completedYears,
  daysInMonth,
  daysSinceEpoch,
  firstOfMonthBefore,
  formatCivilDate,
  isLeapYear,
  isoToEpochSeconds,
  parseCivilDate,
} from './civil-date.js';

describe('civil dates', () => {
  test.each([
    [2000, true],
    [1900, false],
    [2024, true],
    [2026, false],
  ])('leap year %i: %s', (year, leap) => {
    expect(isLeapYear(year)).toBe(leap);
    expect(daysInMonth(year, 2)).toBe(leap ? 29 : 28);
  });

  test('reads dates and date-times and refuses the rest', () => {
    expect(parseCivilDate('2026-06-01T00:00:00Z')).toEqual({ year: 2026, month: 6, day: 1 });
    expect(parseCivilDate('2024-02-29')).toEqual({ year: 2024, month: 2, day: 29 });
    for (const bad of [
      '2026-13-01',
      '2026-02-29',
      '2026-00-10',
      '2026-01-32',
      '1 June 2026',
      '',
      '2026-06-011',
    ]) {
      expect(() => parseCivilDate(bad)).toThrow(RangeError);
    }
  });

  test('agrees with the host calendar', () => {
    const days = fc.integer({ min: -20_000, max: 60_000 });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 1200 }), (day, months) => {
        const host = new Date(day * 86_400_000);
        const iso = host.toISOString().slice(0, 10);
        const date = parseCivilDate(iso);
        expect(formatCivilDate(date)).toBe(iso);
        expect(daysSinceEpoch(date)).toBe(day);
        const expected = new Date(Date.UTC(host.getUTCFullYear(), host.getUTCMonth() - months, 1));
        expect(formatCivilDate(firstOfMonthBefore(date, months))).toBe(expected.toISOString().slice(0, 10));
      }),
    );
  });

  test('counts completed years', () => {
    const born = parseCivilDate('2000-06-15');
    expect(completedYears(born, parseCivilDate('2026-06-14'))).toBe(25);
    expect(completedYears(born, parseCivilDate('2026-06-15'))).toBe(26);
    expect(completedYears(born, parseCivilDate('2027-01-01'))).toBe(26);
    expect(completedYears(parseCivilDate('2004-02-29'), parseCivilDate('2026-02-28'))).toBe(21);
    expect(completedYears(parseCivilDate('2004-02-29'), parseCivilDate('2026-03-01'))).toBe(22);
  });

  test.each([
    '1970-01-01T00:00:00Z',
    '2026-06-01T00:00:00Z',
    '2024-02-29T23:59:59Z',
    '1969-12-31T23:59:59Z',
    '2026-06-01T01:30:00+02:00',
    '2026-06-01T22:30:00-05:30',
    '2026-06-01',
  ])('counts the seconds to %s', (iso) => {
    expect(isoToEpochSeconds(iso)).toBe(Date.parse(iso) / 1000);
  });

  test.each(['2026-06-01T24:00:00Z', '2026-06-01T10:60:00Z', '2026-06-01T10Z', '2026-06-01T10:00:00 Z'])(
    'refuses %s',
    (iso) => {
      expect(() => isoToEpochSeconds(iso)).toThrow(RangeError);
    },
  );
});
