import type { CheckBand, CheckClass, Verdict } from '@medical-patients/contract';
import type { Measure } from './measure.js';
import type { ChosenBand } from './select-band.js';

/** Fewest cases for a verdict where the check names none (estimate: below, an interval is wider than any band). */
const DEFAULT_MINIMUM_N = 30;
/** What must hold without exception can be judged by a single case. */
const STRUCTURAL_MINIMUM_N = 1;

function isInside(value: number, band: CheckBand): boolean {
  return (band.low === null || value >= band.low) && (band.high === null || value <= band.high);
}

function overlaps(measure: Measure, band: CheckBand): boolean {
  if (measure.low === null || measure.high === null) return false;
  return (band.low === null || measure.high >= band.low) && (band.high === null || measure.low <= band.high);
}

/**
 * Pass when the value lies inside the band; warn when only its interval reaches it, when a wider band holds it, or
 * when the band is soft; else fail (calibration, section 0, rule 5).
 */
export function verdictOf(measure: Measure, chosen: ChosenBand, minimumN: number | null): Verdict {
  const { band, outer } = chosen;
  if (measure.value === null) return measure.note === undefined ? 'too-few' : 'not-applicable';
  const fewest = band.class === 'structural' ? STRUCTURAL_MINIMUM_N : (minimumN ?? DEFAULT_MINIMUM_N);
  if (measure.n < fewest) return 'too-few';
  const { value } = measure;
  if (isInside(value, band)) return 'pass';
  if (outer.some((wider) => isInside(value, wider))) return 'warn';
  if (band.class === 'soft' || overlaps(measure, band)) return 'warn';
  return 'fail';
}

/** The verdict as it may be quoted. Weak evidence is never called validation (calibration 10.1). */
export function verdictText(verdict: Verdict, bandClass: CheckClass, isWeak: boolean): string {
  if (bandClass === 'structural' && verdict === 'pass') return 'holds without exception';
  if (bandClass === 'structural' && verdict === 'fail') return 'broken';
  switch (verdict) {
    case 'pass':
      return isWeak ? 'within a plausible band (weak evidence)' : 'inside the published band';
    case 'warn':
      return isWeak
        ? 'outside the plausible band (weak evidence)'
        : bandClass === 'soft'
          ? 'outside a soft band'
          : 'outside the band, but its interval reaches it';
    case 'fail':
      return isWeak ? 'outside the plausible band (weak evidence)' : 'outside the published band';
    case 'too-few':
      return 'too few cases for a verdict';
    case 'not-applicable':
      return 'not applicable';
  }
}
