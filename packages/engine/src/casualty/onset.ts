import type { CareName, Condition, PhysiologyName } from '@medical-patients/contract';
import { exp } from '../random/det-math.js';
import type { KeyedRandom } from '../random/keyed-random.js';
import { PURPOSE } from '../random/purposes.js';
import { MAX_WOUNDS } from '../record/care-path.js';
import { CLASS, FLAG, PATHWAY } from '../record/codes.js';
import type { BattleHits, HitVerdict } from './battle-hit.js';
import type { Casualty } from './casualty.js';
import { type ConditionIndex, SITE, WOUND_KINDS } from './condition-index.js';
import type { Illness } from './illness.js';
import { injurySeverityScore, issRegions, newInjurySeverityScore } from './severity-scores.js';
import { isSpecialist } from './specialist.js';

/** ATLS class of a loss of blood volume after an hour (3.1). */
const CLASS_LOSSES = [0.15, 0.3, 0.4] as const;
/** Wounds from this severity up bleed visibly, class I, even without an open vessel. Estimate. */
const OOZING_AIS = 2;
const HIGHEST_WALKING_AIS = 2;
/** Pathways an operation closes. */
const SURGICAL_PATHWAYS =
  (1 << PATHWAY.limbBleeding) |
  (1 << PATHWAY.junctionalBleeding) |
  (1 << PATHWAY.torsoBleeding) |
  (1 << PATHWAY.sepsis) |
  (1 << PATHWAY.brain);

/** Severity of a second wound, in an attacked vehicle. Estimate. */
const SECOND_WOUND_AIS = 3;
/** True category by the time to an untreated death: a life-saving intervention is due well before it. Estimate. */
const IMMEDIATE_MINUTES = 360;

/** Settles everything about a casualty at the moment of injury: what is hurt, how it will run untreated, what it needs. */
export class Onset {
  readonly #hits: BattleHits;
  readonly #illness: Illness;
  readonly #index: ConditionIndex;
  readonly #conditions: readonly Condition[];
  readonly #issRegion: Uint8Array;
  readonly #regions = new Uint8Array(MAX_WOUNDS);
  readonly #care: Readonly<Record<CareName, number>>;
  readonly #physiology: Readonly<Record<PhysiologyName, number>>;

  constructor(
    hits: BattleHits,
    illness: Illness,
    index: ConditionIndex,
    conditions: readonly Condition[],
    care: Readonly<Record<CareName, number>>,
    physiology: Readonly<Record<PhysiologyName, number>>,
  ) {
    this.#hits = hits;
    this.#illness = illness;
    this.#index = index;
    this.#conditions = conditions;
    this.#issRegion = issRegions(conditions);
    this.#care = care;
    this.#physiology = physiology;
  }

  /**
   * @param key of the incident's random streams
   * @param position of the casualty within the incident
   * @param severity the incident's factor on the scenario's severity
   */
  befall(casualty: Casualty, key: number, position: number, severity: number, random: KeyedRandom): void {
    if (casualty.casualtyClass !== CLASS.battleInjury) {
      this.#illness.befall(casualty, key, position, random);
    } else if (this.#hits.wounds(casualty.mechanism)) {
      this.wound(
        casualty,
        key,
        position,
        this.#hits.verdict(key, position, casualty.mechanism, severity, random),
        random,
      );
    } else {
      this.#illness.expose(casualty, key, position, random);
    }
  }

  /** A battle hit, also a second one in an attacked vehicle. */
  wound(casualty: Casualty, key: number, position: number, verdict: HitVerdict, random: KeyedRandom): void {
    const count = this.#hits.strike(casualty, key, position, verdict, random);
    const wounds = this.#hits.drawn;
    const { body } = casualty;
    let pathways = casualty.pathways;
    for (let i = 0; i < count; i++) {
      pathways |= wounds.pathways[i];
      this.#regions[i] = this.#issRegion[wounds.rows[i]];
    }
    if (body.airway.isLethal) pathways |= 1 << PATHWAY.airway;
    casualty.pathways = pathways;
    casualty.iss = injurySeverityScore(wounds.ais, this.#regions, count);
    casualty.niss = newInjurySeverityScore(wounds.ais, count);
    casualty.conditionRow = wounds.rows[0];
    this.#logWounds(casualty, count, key, position, random);
    this.#settleNeeds(casualty, count, random);
    body.bleeding.minorLoss = Math.min(
      this.#physiology.minorLossMax,
      0.008 * Math.sqrt(casualty.niss) * Math.min(3, count),
    );
    body.bleeding.update(casualty.injuryMinutes);
  }

  /** Hit again in an attacked vehicle: one more wound of a limb, which bleeds. The record lists it with the others. */
  woundAgain(casualty: Casualty, nowMinutes: number, random: KeyedRandom): void {
    const { log, body } = casualty;
    const count = log.woundCount;
    if (count >= MAX_WOUNDS) return;
    const bit = 1 << PATHWAY.limbBleeding;
    const row = this.#index.pick(
      SITE.lowerLimb,
      WOUND_KINDS.indexOf('fragment'),
      SECOND_WOUND_AIS,
      bit,
      1,
      random,
    );
    body.bleeding.openLimb(
      nowMinutes,
      random.logNormal(this.#physiology.limbFlowMedian, this.#physiology.limbFlowSigma),
    );
    casualty.pathways |= bit;
    casualty.surgicalNeed |= bit;
    const wounds = this.#hits.drawn;
    wounds.takeFrom(log);
    wounds.ais[count] = SECOND_WOUND_AIS;
    wounds.rows[count] = row;
    wounds.sides[count] = 1 + random.integer(2);
    this.#index.lostParts.settleSides(wounds.rows, wounds.sides, count + 1, count);
    log.addWound(row, this.#index.regionOf[row], wounds.sides[count], SECOND_WOUND_AIS, 2, bit);
    for (let i = 0; i <= count; i++) this.#regions[i] = this.#issRegion[wounds.rows[i]];
    casualty.iss = injurySeverityScore(wounds.ais, this.#regions, count + 1);
    casualty.niss = newInjurySeverityScore(wounds.ais, count + 1);
  }

  #logWounds(casualty: Casualty, count: number, key: number, position: number, random: KeyedRandom): void {
    const { bleeding } = casualty.body;
    const flow = bleeding.limbFlow + bleeding.junctionalFlow + bleeding.torsoFlow;
    const open = flow > 0 ? this.#bleedingClass(flow) : 0;
    random.open(PURPOSE.wounds, key, 0x70000000 + position);
    const wounds = this.#hits.drawn;
    const { sides } = wounds;
    for (let i = 0; i < count; i++) {
      sides[i] = this.#conditions[wounds.rows[i]].lateral ? 1 + random.integer(2) : 0;
    }
    const { lostParts } = this.#index;
    if (lostParts.isAny(wounds.rows, count)) lostParts.settleSides(wounds.rows, sides, count);
    for (let i = 0; i < count; i++) {
      const condition = this.#conditions[wounds.rows[i]];
      const isBleeder = (wounds.pathways[i] & 7) !== 0;
      const oozes = wounds.ais[i] >= OOZING_AIS && condition.bleedingClassMax > 0;
      casualty.log.addWound(
        wounds.rows[i],
        this.#index.regionOf[wounds.rows[i]],
        sides[i],
        wounds.ais[i],
        isBleeder ? open : oozes ? 1 : 0,
        wounds.pathways[i] & 255,
      );
    }
  }

  /** ATLS class an hour after wounding at this untreated flow. */
  #bleedingClass(flowPerHour: number): number {
    const loss = 1 - exp(-flowPerHour * (1 + this.#physiology.triadPerHour));
    let bleedingClass = 1;
    for (const limit of CLASS_LOSSES) if (loss > limit) bleedingClass++;
    return bleedingClass;
  }

  #settleNeeds(casualty: Casualty, count: number, random: KeyedRandom): void {
    const wounds = this.#hits.drawn;
    const worst = wounds.ais[0];
    const hasPathway = casualty.pathways !== 0;
    casualty.surgicalNeed = casualty.pathways & SURGICAL_PATHWAYS;
    casualty.needsNeurosurgery = (casualty.pathways & (1 << PATHWAY.brain)) !== 0;
    let roleNeeded = 1;
    let woundSurgery = false;
    let needsSpecialist = false;
    let canWalk = worst <= HIGHEST_WALKING_AIS && !hasPathway;
    for (let i = 0; i < count; i++) {
      const condition = this.#conditions[wounds.rows[i]];
      const ais = wounds.ais[i];
      if (isSpecialist(condition)) needsSpecialist ||= ais >= 2;
      else if (ais >= 3 || (isMoreThanScratch(condition, ais) && condition.needsSurgery)) woundSurgery = true;
      if (isMoreThanScratch(condition, ais) || hasPathway)
        roleNeeded = Math.max(roleNeeded, condition.roleNeeded);
      if (ais >= 2 && condition.region === 'lower_limb') canWalk = false;
    }
    casualty.needsWoundSurgery = woundSurgery;
    casualty.needsSpecialist = needsSpecialist;
    casualty.roleNeeded = roleNeeded;
    if (canWalk) casualty.flags |= FLAG.ambulatory;
    if (casualty.surgicalNeed !== 0 || woundSurgery || needsSpecialist) casualty.flags |= FLAG.needsSurgery;
    this.#settleRecovery(casualty, count, worst, hasPathway, random);
    const death = casualty.body.deathAtMinutes - casualty.injuryMinutes;
    casualty.trueTriage = casualty.has(FLAG.unsurvivable)
      ? 3
      : death <= IMMEDIATE_MINUTES
        ? 0
        : casualty.surgicalNeed !== 0 || worst >= 3 || Number.isFinite(death)
          ? 1
          : 2;
  }

  /** Lightly wounded return by a published distribution; the others take the longest of their wounds' recoveries. */
  #settleRecovery(
    casualty: Casualty,
    count: number,
    worst: number,
    hasPathway: boolean,
    random: KeyedRandom,
  ): void {
    const care = this.#care;
    const wounds = this.#hits.drawn;
    random.open(PURPOSE.recovery, casualty.number);
    if (worst <= HIGHEST_WALKING_AIS && !hasPathway) {
      const median = worst === 1 ? care.returnAis1Days : care.returnAis2Days;
      // Of wounds that are more than a scratch the catalogue says who returns, and how soon at the earliest.
      let least = 0;
      let returns = true;
      for (let i = 0; i < count; i++) {
        const condition = this.#conditions[wounds.rows[i]];
        if (!isMoreThanScratch(condition, wounds.ais[i])) continue;
        const { recoveryDays, returnsToDuty } = condition;
        least = Math.max(least, recoveryDays[0]);
        returns &&= returnsToDuty;
      }
      casualty.recoveryDays = Math.max(least, random.logNormal(median, care.returnSigma));
      casualty.returnsToDuty = returns;
      return;
    }
    const draw = random.uniform();
    let days = 0;
    for (let i = 0; i < count; i++) {
      if (wounds.ais[i] < 3 && wounds.pathways[i] === 0) continue;
      const [least, , most] = this.#conditions[wounds.rows[i]].recoveryDays;
      days = Math.max(days, least + draw * (most - least));
    }
    casualty.recoveryDays = days;
    casualty.returnsToDuty = false;
  }
}

/** Whether the catalogue says what a wound needs. An amputated finger may be AIS 1 (8.3), and is no scratch. */
function isMoreThanScratch({ needsSurgery, part }: Condition, ais: number): boolean {
  return ais >= 2 || (needsSurgery && part !== null);
}
