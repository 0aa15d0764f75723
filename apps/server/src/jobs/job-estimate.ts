import type { CampaignProfile, Scenario } from '@medical-patients/contract';
import type { JobOptions } from '../database/schema.js';

/**
 * Of all casualties, those who die within the first minute, at most: measured 6.3 % where all are battle casualties,
 * 0.7 % with the default mix. A high figure, since it bounds.
 */
const KILLED_AT_ONCE_SHARE = 0.07;
/** Measured on two cores, JSON. */
const PATIENTS_PER_SECOND = 7_000;
/** From the answer to the first casualty. */
const START_SECONDS = 0.3;
const DEFLATE_SECONDS_PER_PATIENT = 0.0001;

/**
 * How many casualties a scenario will have: exactly, where it says so. Who survive the first minute have the killed on
 * top of them, at most so many; rates give a mean, from which a run differs to both sides.
 */
export function expectedPatients(
  { casualties, fronts, days, special_events }: Scenario,
  campaigns: Readonly<Record<string, Pick<CampaignProfile, 'battleMean'>>>,
): number {
  const { total, surviving_injury, rates } = casualties;
  if (total !== null) return total;
  if (surviving_injury !== null) return Math.ceil(surviving_injury * (1 + KILLED_AT_ONCE_SHARE));
  if (rates === null) return 0;
  const atRisk = fronts.reduce((sum, front) => sum + (front.population_at_risk ?? 0), 0);
  const battle = rates.campaign === null ? rates.battle : campaigns[rates.campaign]?.battleMean;
  const perThousandDays = (battle ?? 0) + rates.non_battle_injury + rates.disease;
  const inEvents = special_events.reduce((sum, event) => sum + (event.casualties ?? 0), 0);
  return Math.round((atRisk * days * perThousandDays) / 1000) + inEvents;
}

/** How long a job will take once a worker has it; what its answer says. */
export function estimateSeconds(patients: number, options: JobOptions): number {
  const rendering = (patients * Math.max(1, options.formats.length)) / PATIENTS_PER_SECOND;
  const packing =
    options.compression || options.encryption
      ? patients * options.formats.length * DEFLATE_SECONDS_PER_PATIENT
      : 0;
  return Math.round((START_SECONDS + rendering + packing) * 10) / 10;
}
