import { MedpatError } from '@medical-patients/runner';

/**
 * The whole number of an option; `1,440` and `1_440` are taken too. Without limits where the scenario has its own, which
 * says so with everything else that is wrong.
 *
 * @throws MedpatError `bad-arguments` for anything else
 */
export function wholeNumber(
  option: string,
  text: string,
  minimum = Number.MIN_SAFE_INTEGER,
  maximum = Number.MAX_SAFE_INTEGER,
): number {
  const digits = text.trim().replace(/(?<=\d)[,_](?=\d{3})/g, '');
  const value = /^[+-]?\d+$/.test(digits) ? Number(digits) : Number.NaN;
  if (Number.isNaN(value))
    throw new MedpatError('bad-arguments', `${option} takes a whole number, not "${text}".`);
  if (value < minimum || value > maximum) {
    throw new MedpatError(
      'bad-arguments',
      `${option} takes a number from ${formatCount(minimum)} to ${formatCount(maximum)}, not ${text}.`,
    );
  }
  return value;
}

/** 1440 → `1,440`; the same on every machine. */
export function formatCount(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A figure with at most one decimal place; `–` where there is none. */
export function formatFigure(value: number | null): string {
  if (value === null) return '–';
  if (Number.isInteger(value)) return formatSigned(value);
  const [whole = '0', fraction = '0'] = Math.abs(value).toFixed(1).split('.');
  const sign = value < 0 && (whole !== '0' || fraction !== '0') ? '-' : '';
  return `${sign}${formatCount(Number(whole))}.${fraction}`;
}

function formatSigned(value: number): string {
  return value < 0 ? `-${formatCount(-value)}` : formatCount(value);
}

/** 1234567 → `1.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}

/** Seconds for people: `0.84 s`, `75 s`. */
export function formatSeconds(seconds: number): string {
  return seconds < 10 ? `${seconds.toFixed(2)} s` : `${seconds.toFixed(0)} s`;
}
