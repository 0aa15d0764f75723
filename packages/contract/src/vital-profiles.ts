/**
 * How the state of the body shows: vital signs as functions of the open processes. The table itself lives in
 * reference data (`data/model/vital-profiles.json`).
 */

/** A curve through `[at, value]` points, straight between them and flat outside. `at` rises strictly. */
export type SignCurve = readonly (readonly [at: number, value: number])[];

/**
 * Which of the signs one process drives, and how far, along its severity (0 healthy, 1 dead) or, for bleeding, along
 * the blood volume lost (0 to 1). Values are those of a person whose signs are `VitalProfiles.stressed`; a sign left
 * out is not driven.
 */
export interface VitalProfile {
  /** Beats per minute. */
  readonly heartRate?: SignCurve;
  /** mmHg. */
  readonly systolic?: SignCurve;
  /** Breaths per minute. */
  readonly respiratoryRate?: SignCurve;
  /** Percent. */
  readonly spo2?: SignCurve;
  /** Points of the Glasgow Coma Scale. */
  readonly gcs?: SignCurve;
  /** Change in degrees Celsius. */
  readonly temperature?: SignCurve;
  readonly source: string;
}

/** Systemic processes with a profile of their own; diseases and non-battle conditions add their row's signs. */
export const SYSTEMIC_PROFILES = [
  'general',
  'burn',
  'sepsis',
  'nerve-agent',
  'blister-agent',
  'choking-agent',
  'radiation',
] as const;
export type SystemicProfile = (typeof SYSTEMIC_PROFILES)[number];

/** One value for each sign that is measured with a number. */
export interface SignValues {
  /** Beats per minute. */
  readonly heartRate: number;
  /** mmHg. */
  readonly systolic: number;
  /** Breaths per minute. */
  readonly respiratoryRate: number;
  /** Percent. */
  readonly spo2: number;
  /** Degrees Celsius. */
  readonly temperature: number;
}

/** Profiles, offsets between people, measurement noise, and what is derived from the signs. */
export interface VitalProfiles {
  readonly source: string;
  readonly licence: string;
  /** Day the table was made or last checked, ISO 8601. */
  readonly date: string;
  /** Signs of a healthy soldier under the stress of combat (3.1, no blood lost). */
  readonly stressed: SignValues;
  /** Signs of a healthy soldier at ease in a bed (7.1, heart rate raised: see the source text). */
  readonly calm: SignValues;
  /** Standard deviation between people, along the blood volume lost (3.1). */
  readonly spread: {
    readonly heartRate: SignCurve;
    readonly systolic: SignCurve;
    readonly respiratoryRate: SignCurve;
    readonly spo2: SignCurve;
    readonly temperature: SignCurve;
  };
  /** A person's offset lies within this many standard deviations. */
  readonly offsetLimit: number;
  /** Standard deviation of one measurement. */
  readonly noise: SignValues;
  /** Diastolic pressure along the systolic one, mmHg. */
  readonly diastolic: SignCurve;
  /** Standard deviation of the diastolic pressure between people at a given systolic one, mmHg. */
  readonly diastolicSpread: number;
  /** Least pulse pressure of a living patient, mmHg (3.1). */
  readonly leastPulsePressure: number;
  readonly bleeding: VitalProfile;
  readonly airway: VitalProfile;
  readonly chest: VitalProfile;
  readonly brain: VitalProfile;
  readonly systemic: Readonly<Record<SystemicProfile, VitalProfile>>;
  /** Severity at which a condition shows the signs of its catalogue row (worst point of a moderate case). */
  readonly conditionSeverity: number;
  /** The most a condition's row is multiplied by. */
  readonly conditionLimit: number;
  /** Between these severities a condition's signs pass into those of the general profile. */
  readonly conditionMerges: readonly [from: number, to: number];
  /** Shift of the body temperature out of doors by environment, degrees Celsius. */
  readonly environment: Readonly<Record<string, number>>;
  /** The share of that shift that is left under a roof. */
  readonly indoorShare: number;
  /** Usual [eye, verbal, motor] parts of each total, key 3 to 15, the most usual first. */
  readonly glasgow: Readonly<
    Record<string, readonly (readonly [eye: number, verbal: number, motor: number])[]>
  >;
  /** Pain by the worst AIS severity, 0 to 6. */
  readonly painByAis: readonly number[];
  readonly painSpread: number;
  /** Days after which half of the pain is gone. */
  readonly painHalvesInDays: number;
  /** What relieves pain, by ATC prefix or procedure id. */
  readonly painRelief: readonly PainRelief[];
}

/** How much pain a medicine or procedure takes away, and for how long (8.5, 8.6). */
export interface PainRelief {
  /** Beginning of the ATC code, or the id of a procedure. */
  readonly of: string;
  /** Points of the scale 0 to 10. */
  readonly points: number;
  readonly hours: number;
}
