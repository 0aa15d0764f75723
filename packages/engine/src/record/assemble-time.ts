const SECONDS_PER_DAY = 86_400;
/**
 * Texts that are kept, a power of two. Timeline, readings, triage and care of a record name the same instants, so that
 * more than half of its sixty texts are there already.
 */
const RECENT = 512;

/** Writes instants of a run as ISO 8601 text in UTC. */
export interface IsoClock {
  /** `YYYY-MM-DDThh:mm:ssZ` of a time in whole seconds since the scenario's start. */
  write(seconds: number): string;
  /** Hour of the day, 0 to 23. */
  hourOf(seconds: number): number;
}

/**
 * A clock that starts at `startEpochSeconds` (seconds since 1970, UTC). The text of a day and of a minute is made once:
 * a record holds dozens of times, nearly all on the days that the record before it used.
 */
export function createIsoClock(startEpochSeconds: number): IsoClock {
  const days = new Map<number, string>();
  const minutes = Array.from(
    { length: 1440 },
    (_, i) => `${twoDigits(Math.floor(i / 60))}:${twoDigits(i % 60)}:`,
  );
  const seconds = Array.from({ length: 60 }, (_, i) => `${twoDigits(i)}Z`);
  const recentSeconds = new Float64Array(RECENT).fill(Number.NaN);
  const recentTexts: string[] = Array.from({ length: RECENT }, () => '');
  let lastDay = Number.NaN;
  let lastPrefix = '';

  function prefixOf(day: number): string {
    if (day !== lastDay) {
      let prefix = days.get(day);
      if (prefix === undefined) {
        prefix = `${isoDate(day)}T`;
        days.set(day, prefix);
      }
      lastDay = day;
      lastPrefix = prefix;
    }
    return lastPrefix;
  }

  function make(since: number): string {
    const at = startEpochSeconds + since;
    const day = Math.floor(at / SECONDS_PER_DAY);
    const rest = at - day * SECONDS_PER_DAY;
    const minute = Math.floor(rest / 60);
    return joined(prefixOf(day), minutes[minute], seconds[rest - minute * 60]);
  }

  return {
    write(since) {
      const slot = since & (RECENT - 1);
      if (recentSeconds[slot] !== since) {
        recentSeconds[slot] = since;
        recentTexts[slot] = make(since);
      }
      return recentTexts[slot];
    },
    hourOf(since) {
      const at = startEpochSeconds + since;
      return Math.floor((at - Math.floor(at / SECONDS_PER_DAY) * SECONDS_PER_DAY) / 3600);
    },
  };
}

/**
 * `day` (11 characters), `minute` (6) and `second` (3) as one flat string. `+` would make a tree of the three, which V8
 * flattens when it is first read and goes through ever after: records took 6 % longer to assemble and write (mean of
 * two runs each of json, classic and csv, both ways in turn).
 */
function joined(day: string, minute: string, second: string): string {
  return String.fromCharCode(
    day.charCodeAt(0),
    day.charCodeAt(1),
    day.charCodeAt(2),
    day.charCodeAt(3),
    day.charCodeAt(4),
    day.charCodeAt(5),
    day.charCodeAt(6),
    day.charCodeAt(7),
    day.charCodeAt(8),
    day.charCodeAt(9),
    day.charCodeAt(10),
    minute.charCodeAt(0),
    minute.charCodeAt(1),
    minute.charCodeAt(2),
    minute.charCodeAt(3),
    minute.charCodeAt(4),
    minute.charCodeAt(5),
    second.charCodeAt(0),
    second.charCodeAt(1),
    second.charCodeAt(2),
  );
}

/** Minutes since the injury with one decimal, from whole seconds. */
export function minutesSince(injurySeconds: number, seconds: number): number {
  return Math.round((seconds - injurySeconds) / 6) / 10;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/**
 * `YYYY-MM-DD` of a day counted from 1970-01-01 in the Gregorian calendar.
 *
 * Source: H. Hinnant, "chrono-compatible low-level date algorithms" (civil_from_days).
 */
export function isoDate(daysSince1970: number): string {
  const shifted = daysSince1970 + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}
