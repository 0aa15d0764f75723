import type { SignCurve, VitalProfile } from '@medical-patients/contract';

/** Positions of the signs in arrays of signs. */
export const SIGN = {
  /** Beats per minute. */
  heartRate: 0,
  /** mmHg. */
  systolic: 1,
  /** Breaths per minute. */
  respiratoryRate: 2,
  /** Percent. */
  spo2: 3,
  /** Points of the Glasgow Coma Scale. */
  gcs: 4,
  /** Degrees Celsius. */
  temperature: 5,
} as const;
export const SIGN_COUNT = 6;

/** A table has one row for each 500th of the severity: every hundredth, where curves bend, has a row of its own. */
export const TABLE_STEPS = 500;

/** The value of a curve: straight between its points, flat outside. */
export function readCurve(curve: SignCurve, at: number): number {
  const first = curve[0];
  if (at <= first[0]) return first[1];
  for (let i = 1; i < curve.length; i++) {
    const [to, value] = curve[i];
    if (at > to) continue;
    const [from, before] = curve[i - 1];
    return before + ((value - before) * (at - from)) / (to - from);
  }
  return curve[curve.length - 1][1];
}

/**
 * A profile as a table: row `i` holds the six signs at severity `i / 500`. Signs that the profile does not drive hold
 * the healthy value, temperature a change.
 */
export function tabulateProfile(profile: VitalProfile, healthy: Float64Array): Float64Array {
  const curves: readonly (SignCurve | undefined)[] = [
    profile.heartRate,
    profile.systolic,
    profile.respiratoryRate,
    profile.spo2,
    profile.gcs,
    profile.temperature,
  ];
  const table = new Float64Array((TABLE_STEPS + 1) * SIGN_COUNT);
  for (let sign = 0; sign < SIGN_COUNT; sign++) {
    const curve = curves[sign];
    const unchanged = sign === SIGN.temperature ? 0 : healthy[sign];
    for (let step = 0; step <= TABLE_STEPS; step++) {
      table[step * SIGN_COUNT + sign] = curve ? readCurve(curve, step / TABLE_STEPS) : unchanged;
    }
  }
  return table;
}
