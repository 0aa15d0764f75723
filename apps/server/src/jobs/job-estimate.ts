import type { Scenario } from '@medical-patients/contract';
import type { JobOptions } from '../database/schema.js';

/** Battle casualties a day per 1,000 that a named campaign comes to at most: a high estimate, for limits only. */
const CAMPAIGN_BATTLE_RATE = 3;
/** Measured on two cores, JSON. */
const PATIENTS_PER_SECOND = 7_000;
/** From the answer to the first casualty. */
const START_SECONDS = 0.3;
const DEFLATE_SECONDS_PER_PATIENT = 0.0001;

/**
 * How many casualties a scenario will have: exactly, where it says so, else from its rates. A scenario that counts
 * survivors has the killed on top of them.
 */
export function expectedPatients({ casualties, fronts, days }: Scenario): number {
  const { total, surviving_injury, rates } = casualties;
  if (total !== null) return total;
  if (surviving_injury !== null) return surviving_injury;
  if (rates === null) return 0;
  const atRisk = fronts.reduce((sum, front) => sum + (front.population_at_risk ?? 0), 0);
  const perThousandDays = (rates.battle ?? CAMPAIGN_BATTLE_RATE) + rates.non_battle_injury + rates.disease;
  return Math.round((atRisk * days * perThousandDays) / 1000);
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
