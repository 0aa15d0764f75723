import type { Condition, VitalProfile, VitalProfiles } from '@medical-patients/contract';
import { oncePer } from '../compile/once-per.js';
import { SIGN, SIGN_COUNT, TABLE_STEPS, tabulateProfile } from './vital-signs-table.js';

/** The order of the tables of systemic processes: `VitalState.profile`. */
export const SYSTEMIC = {
  general: 0,
  burn: 1,
  sepsis: 2,
  nerveAgent: 3,
  blisterAgent: 4,
  chokingAgent: 5,
  radiation: 6,
} as const;

/** What the signs are read from. Severities run from 0 (healthy) to 1 (dead). */
export interface VitalState {
  /** Blood volume, fraction of normal. */
  volume: number;
  airway: number;
  /** Tension pneumothorax. */
  chest: number;
  brain: number;
  /** Burn, sepsis, agent, disease, or several injuries together. */
  systemic: number;
  /** Which systemic process: SYSTEMIC. Not read while `condition` is set. */
  profile: number;
  /** Row of the condition whose own signs the systemic process shows; −1 for none. */
  condition: number;
  /** 1 under the stress of combat, 0 at ease in a bed. */
  arousal: number;
}

/** Turns the state of the body into signs. */
export interface VitalModel {
  /**
   * The signs of this state in an average person, without noise: for each sign the worst over all processes. Heart
   * rate, pressure and breathing can be driven both ways; there each side has its worst, and as a sign sinks below the
   * healthy value the low side takes over (at 60 % of it and less the high side has no say): an arrest stays an arrest.
   *
   * @param out receives six numbers in the order of SIGN
   */
  noiseFreeSigns(state: VitalState, out: Float64Array): void;
}

/** Below this fraction of the healthy value the low side of a sign decides alone. Estimate. */
const LOW_SIDE_ALONE = 0.6;

const profileTablesOf = oncePer((profiles: VitalProfiles) => {
  const { systemic } = profiles;
  const stressed = signArray(profiles.stressed);
  const tabulate = (profile: VitalProfile) => tabulateProfile(profile, stressed);
  return {
    stressed,
    calm: signArray(profiles.calm),
    bleedingTable: tabulate(profiles.bleeding),
    airwayTable: tabulate(profiles.airway),
    chestTable: tabulate(profiles.chest),
    brainTable: tabulate(profiles.brain),
    systemicTables: [
      systemic.general,
      systemic.burn,
      systemic.sepsis,
      systemic['nerve-agent'],
      systemic['blister-agent'],
      systemic['choking-agent'],
      systemic.radiation,
    ].map(tabulate),
  };
});

/** Row by row the signs of each condition, in the order of SIGN. */
const conditionSignsOf = oncePer((conditions: readonly Condition[]) => {
  const table = new Float64Array(conditions.length * SIGN_COUNT);
  for (let row = 0; row < conditions.length; row++) {
    const { heartRate, sbp, respiratoryRate, spo2, gcs, temperature } = conditions[row].vitals;
    table.set([heartRate, sbp, respiratoryRate, spo2, gcs, temperature], row * SIGN_COUNT);
  }
  return table;
});

/** Reads the profiles into tables. `conditions` are the rows that `VitalState.condition` counts. */
export function createVitalModel(profiles: VitalProfiles, conditions: readonly Condition[]): VitalModel {
  const { stressed, calm, bleedingTable, airwayTable, chestTable, brainTable, systemicTables } =
    profileTablesOf(profiles);
  const conditionSigns = conditionSignsOf(conditions);
  const { conditionSeverity, conditionLimit } = profiles;
  const [mergesFrom, mergesTo] = profiles.conditionMerges;

  const high = new Float64Array(SIGN_COUNT);
  const low = new Float64Array(SIGN_COUNT);

  function reset(): void {
    for (let sign = 0; sign < SIGN.temperature; sign++) {
      high[sign] = stressed[sign];
      low[sign] = stressed[sign];
    }
    high[SIGN.temperature] = 0;
    low[SIGN.temperature] = 0;
  }

  function admit(sign: number, value: number): void {
    if (value > high[sign]) high[sign] = value;
    if (value < low[sign]) low[sign] = value;
  }

  function admitProfile(table: Float64Array, severity: number): void {
    const x = Math.min(severity, 1) * TABLE_STEPS;
    const step = x < TABLE_STEPS ? Math.floor(x) : TABLE_STEPS - 1;
    const part = x - step;
    const at = step * SIGN_COUNT;
    for (let sign = 0; sign < SIGN_COUNT; sign++) {
      const before = table[at + sign];
      admit(sign, before + part * (table[at + SIGN_COUNT + sign] - before));
    }
  }

  /** A condition's row grows with the severity; past the onset of severe cases it passes into the general profile. */
  function admitCondition(row: number, severity: number): void {
    const scale = Math.min(severity / conditionSeverity, conditionLimit);
    const past = (severity - mergesFrom) / (mergesTo - mergesFrom);
    const general = past > 0 ? Math.min(past, 1) : 0;
    const x = Math.min(severity, 1) * TABLE_STEPS;
    const step = x < TABLE_STEPS ? Math.floor(x) : TABLE_STEPS - 1;
    const table = systemicTables[SYSTEMIC.general];
    const at = step * SIGN_COUNT;
    for (let sign = 0; sign < SIGN_COUNT; sign++) {
      const healthy = sign === SIGN.temperature ? 0 : stressed[sign];
      let value = healthy + conditionSigns[row * SIGN_COUNT + sign] * scale;
      if (general > 0) {
        const before = table[at + sign];
        const severe = before + (x - step) * (table[at + SIGN_COUNT + sign] - before);
        value += general * (severe - value);
      }
      admit(sign, value);
    }
  }

  /** Both sides of a sign in one value; the shift to ease shrinks with what is left of the sign. */
  function combine(sign: number, ease: number): number {
    const healthy = stressed[sign];
    const left = low[sign] / healthy;
    const say = left >= 1 ? 1 : left <= LOW_SIDE_ALONE ? 0 : (left - LOW_SIDE_ALONE) / (1 - LOW_SIDE_ALONE);
    return low[sign] + (high[sign] - healthy) * say + ease * (calm[sign] - healthy) * left;
  }

  return {
    noiseFreeSigns(state, out) {
      reset();
      if (state.volume < 1) admitProfile(bleedingTable, 1 - state.volume);
      if (state.airway > 0) admitProfile(airwayTable, state.airway);
      if (state.chest > 0) admitProfile(chestTable, state.chest);
      if (state.brain > 0) admitProfile(brainTable, state.brain);
      if (state.systemic > 0) {
        if (state.condition >= 0) admitCondition(state.condition, state.systemic);
        else admitProfile(systemicTables[state.profile], state.systemic);
      }
      const ease = 1 - state.arousal;
      out[SIGN.heartRate] = combine(SIGN.heartRate, ease);
      out[SIGN.systolic] = combine(SIGN.systolic, ease);
      out[SIGN.respiratoryRate] = combine(SIGN.respiratoryRate, ease);
      out[SIGN.spo2] = low[SIGN.spo2];
      out[SIGN.gcs] = Math.max(low[SIGN.gcs], 3);
      out[SIGN.temperature] =
        stressed[SIGN.temperature] +
        ease * (calm[SIGN.temperature] - stressed[SIGN.temperature]) +
        high[SIGN.temperature] +
        low[SIGN.temperature];
    },
  };
}

function signArray(values: VitalProfiles['stressed']): Float64Array {
  return Float64Array.of(
    values.heartRate,
    values.systolic,
    values.respiratoryRate,
    values.spo2,
    15,
    values.temperature,
  );
}
