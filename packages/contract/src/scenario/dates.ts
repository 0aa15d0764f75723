/** Days of a month in the proleptic Gregorian calendar; month from 1. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*([Zz]|[+-]\d{2}(?::?\d{2})?)?)?$/;

export type DateReading =
  | { readonly ok: true; readonly canonical: string }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads an ISO 8601 date or date-time and writes it in UTC with seconds. Without an offset it is UTC,
 * without a time midnight. Years 1900 to 2200; fractions of a second are dropped.
 */
export function readDate(text: string): DateReading {
  const match = ISO.exec(text.trim());
  if (match === null) {
    return { ok: false, reason: 'is not a date such as 2026-06-01 or 2026-06-01T06:00:00Z' };
  }
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (year < 1900 || year > 2200) return { ok: false, reason: 'is outside the years 1900 to 2200' };
  if (month < 1 || month > 12) return { ok: false, reason: `has no month ${month}` };
  if (day < 1 || day > daysInMonth(year, month)) {
    return { ok: false, reason: `does not exist: that month has ${daysInMonth(year, month)} days` };
  }
  if (hour > 23 || minute > 59 || second > 59)
    return { ok: false, reason: 'has a time of day that does not exist' };
  const offset = offsetMinutes(match[7]);
  if (offset === null) return { ok: false, reason: 'has an offset from UTC that does not exist' };
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute - offset, second));
  return { ok: true, canonical: utc.toISOString().replace('.000Z', 'Z') };
}

function offsetMinutes(zone: string | undefined): number | null {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || 0);
  if (hours > 14 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
