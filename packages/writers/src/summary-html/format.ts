/** Numbers as a commander reads them. All are plain text. */

const NONE = '–';
/** Keeps a number and its unit on one line. */
const NBSP = '\u00a0';

/** A count with thousands separators: `1,440`. */
export function formatCount(value: number | null): string {
  if (value === null) return NONE;
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** At most `digits` decimals, none where they are 0. */
export function formatNumber(value: number | null, digits = 1): string {
  if (value === null) return NONE;
  if (Math.abs(value) >= 1_000) return formatCount(value);
  return String(Number(value.toFixed(digits)));
}

/** Percent 0 to 100. */
export function formatPercent(value: number | null): string {
  return value === null ? NONE : `${formatNumber(value, Math.abs(value) < 10 ? 1 : 0)}${NBSP}%`;
}

/** A fraction 0 to 1 as percent. */
export function formatShare(value: number | null): string {
  return formatPercent(value === null ? null : value * 100);
}

export function shareOf(part: number, whole: number): string {
  return formatPercent(whole === 0 ? null : (100 * part) / whole);
}

/** Minutes in the largest unit that still says something: `45 min`, `3 h 20 min`, `2.5 days`. */
export function formatMinutes(minutes: number | null): string {
  if (minutes === null) return NONE;
  if (minutes < 10) return `${formatNumber(minutes)}${NBSP}min`;
  const whole = Math.round(minutes);
  if (whole < 120) return `${whole}${NBSP}min`;
  if (whole < 2_880) {
    const rest = whole % 60;
    const hours = Math.floor(whole / 60);
    return rest === 0 ? `${hours}${NBSP}h` : `${hours}${NBSP}h${NBSP}${rest}${NBSP}min`;
  }
  return `${formatNumber(whole / 1_440)}${NBSP}days`;
}

/** A slug as words: `operating-table` becomes `Operating table`. */
export function formatSlug(slug: string): string {
  const words = slug.replace(/[-_]/g, ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`.replace(/\b(icu|mtf|dcs)\b/gi, (word) =>
    word.toUpperCase(),
  );
}
