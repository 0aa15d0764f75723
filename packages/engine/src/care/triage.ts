import type { Scenario } from '@medical-patients/contract';
import type { Casualty } from '../casualty/casualty.js';
import { SYSTEMIC, type VitalModel, type VitalState } from '../physiology/vital-signs.js';
import { arousalAt, chooseSystemicProfile } from '../physiology/vital-signs-channel.js';
import { SIGN, SIGN_COUNT } from '../physiology/vital-signs-table.js';
import type { KeyedRandom } from '../random/keyed-random.js';
import { PURPOSE } from '../random/purposes.js';
import { CLASS, FLAG } from '../record/codes.js';

/** Minutes to death without further care below which a casualty needs a life-saving intervention now. Estimate. */
const IMMEDIATE_MINUTES = 360;
/** After the operation: whoever was this badly hurt stays under close care (T2). Estimate. */
const SEVERE_NISS = 16;
/** A physician who examines finds what the signs do not show in three of four (under-triage of T1 0.25; starting parameters). */
const EXAMINATION_FINDS = 0.75;
/** Visible bleeding at this flow or more is catastrophic: half the volume in an hour. Estimate. */
const CATASTROPHIC_FLOW_PER_HOUR = 0.7;

/** Truth and assessment of triage categories, 0 for T1 to 3 for T4. */
export class TriageTool {
  readonly #vitals: VitalModel;
  readonly #isSieve: boolean;
  readonly #error: number;
  readonly #signs = new Float64Array(SIGN_COUNT);
  readonly #state: VitalState = {
    volume: 1,
    airway: 0,
    chest: 0,
    brain: 0,
    systemic: 0,
    profile: SYSTEMIC.general,
    condition: -1,
    arousal: 1,
  };

  /** Overwritten for each casualty: what the channel of the record is chosen by. */
  readonly #facts = { casualtyClass: 0, woundCount: 0, agent: 0, pathways: 0, conditionRow: 0 };

  constructor(vitals: VitalModel, scenario: Scenario) {
    this.#vitals = vitals;
    this.#isSieve = scenario.medical.care.triage_tool === 'military_sieve';
    this.#error = scenario.medical.care.assessor_error;
  }

  /** What the casualty needs now: by the untreated course at first, by what is left to do later. */
  truth(casualty: Casualty, nowMinutes: number): number {
    if (casualty.has(FLAG.unsurvivable)) return 3;
    const left = casualty.body.deathAtMinutes - nowMinutes;
    if (left <= IMMEDIATE_MINUTES) return 0;
    if (casualty.casualtyClass === CLASS.battleInjury) {
      if (casualty.has(FLAG.operated)) return Number.isFinite(left) || casualty.niss >= SEVERE_NISS ? 1 : 2;
      // A tourniquet that holds does not make a T3: the need is that of the untreated course until it is dealt with.
      const isStabilised = casualty.surgicalNeed === 0 && !Number.isFinite(left) && casualty.hasReachedMtf;
      return isStabilised ? Math.max(1, casualty.trueTriage) : casualty.trueTriage;
    }
    return Number.isFinite(left) ? Math.min(1, casualty.trueTriage) : Math.max(1, casualty.trueTriage);
  }

  /**
   * The category an assessor gives.
   *
   * @param isPhysician examines, rather than reads signs alone
   * @param visit station number, for the random stream
   */
  assess(
    casualty: Casualty,
    truth: number,
    nowMinutes: number,
    isPhysician: boolean,
    visit: number,
    random: KeyedRandom,
  ): number {
    random.open(PURPOSE.triage, casualty.number, visit);
    const slip = random.uniform();
    const finds = random.uniform();
    let category = this.#bySigns(casualty, nowMinutes);
    if (isPhysician) {
      if (truth === 0 && category !== 0 && finds < EXAMINATION_FINDS) category = 0;
      else if ((truth === 1 || truth === 2) && category === 0 && finds < EXAMINATION_FINDS) category = truth;
      else if (truth === 2 && category === 1 && finds < EXAMINATION_FINDS) category = 2;
    }
    if (slip < this.#error / 2) return Math.max(0, category - 1);
    if (slip < this.#error) return Math.min(2, category + 1);
    return category;
  }

  /** What a comrade sees who asks for evacuation: bleeding under a tourniquet or not, walking or not. */
  presume(casualty: Casualty): number {
    const { bleeding } = casualty.body;
    if (casualty.tourniquets > 0 || bleeding.junctionalFlow > 0 || bleeding.limbFlow > 0) return 0;
    return casualty.has(FLAG.ambulatory) ? 2 : 1;
  }

  /** Military sieve or MPTT-24 (4.2): signs, and bleeding one can see. */
  #bySigns(casualty: Casualty, nowMinutes: number): number {
    const { body } = casualty;
    const { bleeding } = body;
    const visible =
      (bleeding.limbFlow * bleeding.limbControl + bleeding.junctionalFlow * bleeding.junctionalControl) *
      bleeding.clotting;
    const isTourniqueted = casualty.tourniquets > 0 && !casualty.has(FLAG.operated);
    if (visible >= CATASTROPHIC_FLOW_PER_HOUR || isTourniqueted) return 0;
    const state = this.#state;
    state.volume = bleeding.volumeAt(nowMinutes);
    state.airway = body.airway.severityAt(nowMinutes);
    state.chest = body.chest.severityAt(nowMinutes);
    state.brain = body.brain.severityAt(nowMinutes);
    state.systemic = body.systemicAt(nowMinutes);
    const facts = this.#facts;
    facts.casualtyClass = casualty.casualtyClass;
    facts.woundCount = casualty.log.woundCount;
    facts.agent = casualty.agent;
    facts.pathways = casualty.pathways;
    facts.conditionRow = casualty.conditionRow;
    chooseSystemicProfile(facts, state);
    state.arousal = arousalAt(casualty.casualtyClass, nowMinutes - casualty.injuryMinutes);
    const signs = this.#signs;
    this.#vitals.noiseFreeSigns(state, signs);
    const rate = signs[SIGN.respiratoryRate];
    const pulse = signs[SIGN.heartRate];
    const gcs = signs[SIGN.gcs];
    if (casualty.has(FLAG.ambulatory) && gcs >= 14.5 && pulse <= 120) return 2;
    const isImmediate = this.#isSieve
      ? rate < 10 || rate > 29 || pulse > 120 || gcs < 9
      : rate < 12 || rate >= 24 || pulse > 100 || gcs < 14;
    return isImmediate ? 0 : 1;
  }
}
