/** Dates of the Gregorian calendar without the host's `Date`: whole numbers in, whole numbers out. */

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:T|$)/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days in a month (1 to 12) of a year. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : DAYS_IN_MONTH[month - 1];
}

/**
 * The date of an ISO 8601 date or date-time, as written; a time of day or zone is not looked at.
 *
 * @throws RangeError if the text does not begin with a date of the calendar
 */
export function parseCivilDate(iso: string): CivilDate {
  const match = DATE.exec(iso);
  const date = match && { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  if (
    !date ||
    date.month < 1 ||
    date.month > 12 ||
    date.day < 1 ||
    date.day > daysInMonth(date.year, date.month)
  ) {
    throw new RangeError(`"${iso}" does not begin with a date`);
  }
  return date;
}

/** `YYYY-MM-DD`. */
export function formatCivilDate({ year, month, day }: CivilDate): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Day 01 of the month that lies `months` before the month of `date`. */
export function firstOfMonthBefore(date: CivilDate, months: number): CivilDate {
  const index = date.year * 12 + date.month - 1 - months;
  return { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1, day: 1 };
}

/** Completed years between a birth date and a day. A birthday on 29 February counts from 1 March in common years. */
export function completedYears(birth: CivilDate, on: CivilDate): number {
  const before = on.month < birth.month || (on.month === birth.month && on.day < birth.day);
  return on.year - birth.year - (before ? 1 : 0);
}

const DATE_TIME = /^\d{4}-\d\d-\d\d(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|([+-])(\d\d):(\d\d))?)?$/;

/** Days from 1970-01-01 to a date; negative before. */
export function daysSinceEpoch({ year, month, day }: CivilDate): number {
  // Years that begin in March, so that the leap day is the last; then 400-year cycles of 146,097 days.
  const shifted = month > 2 ? year : year - 1;
  const fromMarch = month > 2 ? month - 3 : month + 9;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return 365 * shifted + leapDays + Math.floor((153 * fromMarch + 2) / 5) + day - 1 - 719_468;
}

/**
 * Seconds from 1970-01-01T00:00:00Z to an ISO 8601 date or date-time. Without a zone it is UTC; fractions are dropped.
 *
 * @throws RangeError if the text is neither
 */
export function isoToEpochSeconds(iso: string): number {
  const date = parseCivilDate(iso);
  const match = DATE_TIME.exec(iso);
  if (match === null) throw new RangeError(`"${iso}" is not a date-time`);
  const [hour, minute, second, offsetHours, offsetMinutes] = [1, 2, 3, 5, 6].map((at) =>
    Number(match[at] ?? 0),
  );
  if (hour > 23 || minute > 59 || second > 59 || offsetHours > 23 || offsetMinutes > 59) {
    throw new RangeError(`"${iso}" is not a date-time`);
  }
  const offset = (offsetHours * 60 + offsetMinutes) * (match[4] === '-' ? -60 : 60);
  return daysSinceEpoch(date) * 86_400 + hour * 3600 + minute * 60 + second - offset;
}
