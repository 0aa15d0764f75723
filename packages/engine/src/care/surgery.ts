import type { SurgeryKind } from '@medical-patients/contract';
import type { Casualty } from '../casualty/casualty.js';
import { isSpecialist } from '../casualty/specialist.js';
import { pow } from '../random/det-pow.js';
import { PURPOSE } from '../random/purposes.js';
import { COMPLICATION, EVENT, FLAG, INTERVENTION, PATHWAY } from '../record/codes.js';
import { RESOURCE } from '../summary/resource-figures.js';
import { SURGERY_WORDS } from '../summary/words.js';
import type { Facility } from './facility.js';
import { STEP, type Theatre } from './theatre.js';

const KIND = {
  laparotomy: 0,
  thoracotomy: 1,
  vascular: 2,
  neurosurgery: 4,
  softTissue: 5,
  amputation: 7,
} as const;
/** The definitive operation by the number of the one for damage control; the other kinds have one name for both. */
const DEFINITIVE = (['laparotomy', 'thoracotomy', 'vascular'] as const).map((word) =>
  SURGERY_WORDS.indexOf(word),
);

/** ISS bands of operating times: mild, moderate, severe, critical (5.2, F:79). */
const MILD_ISS = 8;
const MODERATE_ISS = 15;
const SEVERE_ISS = 24;
/** Blood loss from which damage control comes before definitive repair. Estimate after 5.2. */
const DAMAGE_CONTROL_VOLUME = 0.82;
/** Deaths after an operation come within this; lognormal median in hours. Estimate. */
const LATE_DEATH_MEDIAN_HOURS = 6;
const LATE_DEATH_SIGMA = 0.8;
/** Health at the beginning of a decline after an operation, of 20. Estimate. */
const DECLINE_HEALTH = 17;
/** What a late operation costs is paid by then: who lives through a day without one is stable. Estimate. */
const MOST_DELAY_HOURS = 24;
/** A wound infection shows this long after the operation, and within so much more. Estimate. */
const INFECTION_FROM_HOURS = 18;
const INFECTION_WITHIN_HOURS = 54;
const ROLE_2 = 2;
const NEUROSURGERY_ROLE = 3;
const BLEEDING_PATHWAYS =
  (1 << PATHWAY.limbBleeding) | (1 << PATHWAY.junctionalBleeding) | (1 << PATHWAY.torsoBleeding);

/** Whether the casualty needs an operation that this role can do. */
export function needsTable(t: Theatre, casualty: Casualty, role: number): boolean {
  const brainOnly = casualty.needsNeurosurgery && (casualty.surgicalNeed & ~(1 << PATHWAY.brain)) === 0;
  if (brainOnly && role < NEUROSURGERY_ROLE) return false;
  if (casualty.surgicalNeed !== 0) return role >= 2;
  if (casualty.needsSpecialist && role >= t.specialistRole) return true;
  return casualty.needsWoundSurgery && !casualty.has(FLAG.operated) && role >= 2;
}

/** Whether nothing but jaw or eye is left to operate on. */
export function isForSpecialist(casualty: Casualty): boolean {
  return casualty.needsSpecialist && casualty.surgicalNeed === 0 && !casualty.needsWoundSurgery;
}

/**
 * Decides what is operated on, and how: damage control or the definitive operation. That holds until the casualty
 * leaves the table.
 *
 * @returns the kind as its number in SURGERY_WORDS: it takes as long as its name says
 */
export function planOperation(t: Theatre, casualty: Casualty): number {
  const kind = mainOperation(t, casualty);
  const definitive = DEFINITIVE[kind];
  casualty.isDamageControl =
    !isForSpecialist(casualty) &&
    (isExhausted(casualty) || (definitive !== undefined && othersWait(t.facilityOf(casualty))));
  return casualty.isDamageControl ? kind : (definitive ?? kind);
}

/** What is operated on, by the name that it has as damage control. */
function mainOperation(t: Theatre, casualty: Casualty): number {
  const { brain, bleeding } = casualty.body;
  if (brain.isLethal && t.facilityOf(casualty).role >= NEUROSURGERY_ROLE) return KIND.neurosurgery;
  if (bleeding.torsoFlow * bleeding.torsoControl > 0) {
    return hasThoracicBleeding(t, casualty) ? KIND.thoracotomy : KIND.laparotomy;
  }
  if (isForSpecialist(casualty)) return kindByWounds(t, casualty, true);
  const isAgain = casualty.has(FLAG.operated);
  // What calls for another operation is infected: it is opened and cleaned.
  const kind = isAgain ? KIND.softTissue : kindByWounds(t, casualty, false);
  // A tourniquet holds a limb until the first operation; after it the limb bleeds or does not.
  const limb = bleeding.limbFlow * (isAgain ? bleeding.limbControl : 1);
  const bleeds = bleeding.junctionalFlow * bleeding.junctionalControl + limb > 0;
  return bleeds && kind !== KIND.amputation ? KIND.vascular : kind;
}

function kindByWounds(t: Theatre, casualty: Casualty, isForSpecialists: boolean): number {
  const word = wordByWounds(t, casualty, isForSpecialists);
  if (word === null) return KIND.softTissue;
  const kind = SURGERY_WORDS.indexOf(word);
  // A spine that is hurt too is left to a higher role.
  const isForHigher = kind === KIND.neurosurgery && t.facilityOf(casualty).role < NEUROSURGERY_ROLE;
  return isForHigher ? KIND.softTissue : kind;
}

/** What the condition calls for; with jaw or eye hurt too, the worst wound that this team operates on. */
function wordByWounds(t: Theatre, casualty: Casualty, isForSpecialists: boolean): SurgeryKind | null {
  if (!casualty.needsSpecialist) return t.conditions[casualty.conditionRow].surgeryKind;
  for (let i = 0; i < casualty.log.woundCount; i++) {
    const condition = t.conditions[casualty.log.woundRow(i)];
    if (condition.surgeryKind !== null && isSpecialist(condition) === isForSpecialists) {
      return condition.surgeryKind;
    }
  }
  return null;
}

function hasThoracicBleeding(t: Theatre, casualty: Casualty): boolean {
  for (let i = 0; i < casualty.log.woundCount; i++) {
    const isBleeder = (casualty.log.woundPathways(i) & (1 << PATHWAY.torsoBleeding)) !== 0;
    if (isBleeder) return t.conditions[casualty.log.woundRow(i)].region === 'thorax';
  }
  return false;
}

/** Bleeding that is not controlled, or, at the first operation, a loss too deep for definitive repair. */
function isExhausted(casualty: Casualty): boolean {
  const { bleeding } = casualty.body;
  if (bleeding.flowPerHour > 0) return true;
  return !casualty.has(FLAG.operated) && bleeding.lowestVolume < DAMAGE_CONTROL_VOLUME;
}

/**
 * Damage control for tactical reasons: where the next ones wait for the table, Role 2 leaves repair to the roles behind
 * it. Source: F:21, 43 % of the casualties at Role 2 in Ukraine, often so.
 */
function othersWait(facility: Facility): boolean {
  return facility.role === ROLE_2 && facility.queues[RESOURCE.operatingTable].length > 0;
}

/** Minutes on the table. */
export function operatingMinutes(t: Theatre, casualty: Casualty): number {
  const { timing } = t;
  t.random.open(PURPOSE.surgery, casualty.number, casualty.operations * 2);
  const mean = casualty.isDamageControl
    ? timing.damageControlMinutes
    : casualty.iss <= MILD_ISS
      ? timing.operationMildMinutes
      : casualty.iss <= MODERATE_ISS
        ? timing.operationModerateMinutes
        : casualty.iss <= SEVERE_ISS
          ? timing.operationSevereMinutes
          : timing.operationCriticalMinutes;
  // Published are means; the median of a lognormal lies below its mean.
  return t.random.logNormal(
    mean * (1 - (timing.operationSigma * timing.operationSigma) / 2),
    timing.operationSigma,
  );
}

/** Bleeding that an operation did not stop: the casualty stays on the table. */
export function stillBleeds(casualty: Casualty): boolean {
  return casualty.body.bleeding.flowPerHour > 0 && (casualty.surgicalNeed & BLEEDING_PATHWAYS) !== 0;
}

/** The surgeon is done: closes what could be closed. What stays open goes on, and the casualty may come back. */
export function endOperation(t: Theatre, casualty: Casualty): void {
  const { body } = casualty;
  const { care, random, now } = t;
  const role = t.facilityOf(casualty).role;
  random.open(PURPOSE.surgery, casualty.number, casualty.operations * 2 + 1);
  casualty.operations++;
  const { bleeding } = body;
  let open = 0;
  if (bleeding.torsoFlow > 0) {
    if (random.bernoulli(care.surgeryTorso)) bleeding.torsoControl = 0;
    else open |= 1 << PATHWAY.torsoBleeding;
  }
  if (bleeding.junctionalFlow > 0) {
    if (random.bernoulli(care.surgeryJunctional)) bleeding.junctionalControl = 0;
    else open |= 1 << PATHWAY.junctionalBleeding;
  }
  if (bleeding.limbFlow > 0) {
    if (random.bernoulli(care.surgeryLimb)) bleeding.limbControl = 0;
    else open |= 1 << PATHWAY.limbBleeding;
  }
  let isComplete = open === 0;
  const tau = care.recoveryTauHours * 60;
  if (body.sepsis.isLethal) {
    const days = (now - casualty.injuryMinutes) / 1440;
    const works = random.bernoulli(care.surgerySepsis - care.surgerySepsisLoss * Math.min(1, days * days));
    if (works) body.sepsis.close(now, tau);
    else isComplete = false;
  }
  if (body.brain.isLethal && role >= NEUROSURGERY_ROLE) {
    if (!casualty.has(FLAG.unsurvivable) && random.bernoulli(care.surgeryBrain)) body.brain.close(now, tau);
    casualty.needsNeurosurgery = false;
  }
  if (body.other.isLethal) body.other.close(now, tau);
  casualty.surgicalNeed = open | (casualty.needsNeurosurgery ? 1 << PATHWAY.brain : 0);
  casualty.flags |= FLAG.operated;
  casualty.hasRested = false;
  casualty.needsWoundSurgery = false;
  if (role >= t.specialistRole) casualty.needsSpecialist = false;
  bleeding.update(now);
  t.intervene(casualty, INTERVENTION.operation, isComplete);
  t.scheduleDeath(casualty);
}

/** Whether a bed in intensive care is called for. */
export function needsIntensiveCare(casualty: Casualty): boolean {
  const { body } = casualty;
  return (
    casualty.niss >= 16 ||
    body.bleeding.lowestVolume < 0.7 ||
    body.brain.isActive ||
    body.burn.isLethal ||
    (casualty.severity === 2 && casualty.trueTriage === 0)
  );
}

/**
 * Death after an operation although everything was closed: by the depth of shock and the injury's severity; worse
 * without intensive care. Drawn once, after the first operation. Source: starting parameters.
 */
export function drawPostOperativeDeath(t: Theatre, casualty: Casualty, hasIcu: boolean): void {
  const { care, random } = t;
  if (casualty.hadOperationRisk || casualty.niss === 0 || casualty.body.other.isLethal) return;
  casualty.hadOperationRisk = true;
  random.open(PURPOSE.complications, casualty.number, 1);
  if (!random.bernoulli(riskOfDeath(t, casualty, hasIcu))) return;
  const hours = random.logNormal(LATE_DEATH_MEDIAN_HOURS, LATE_DEATH_SIGMA);
  // Who was that deep in shock dies of the bleeding, if late.
  const isShocked = casualty.body.bleeding.lowestVolume < care.postOperativeVolumeFloor;
  const cause = isShocked ? casualty.body.bleedingCause() : PATHWAY.postOperative;
  casualty.body.decline(t.now, hours * 60, cause, DECLINE_HEALTH);
  t.scheduleDeath(casualty);
}

/** Wounds that call for an operation and have had none for a day are as dangerous as an operation as late as that. */
export function planDeterioration(t: Theatre, casualty: Casualty): void {
  if (casualty.surgicalNeed === 0 && !casualty.needsWoundSurgery) return;
  t.scheduleAid(STEP.deteriorate, casualty, t.now + MOST_DELAY_HOURS * 60);
}

/** A day is over without an operation: the risk that it would have brought by now, once. */
export function deteriorate(t: Theatre, casualty: Casualty): void {
  if (casualty.has(FLAG.operated) || casualty.hadOperationRisk || casualty.body.sepsis.isLethal) return;
  casualty.hadOperationRisk = true;
  t.random.open(PURPOSE.complications, casualty.number, 1);
  if (!t.random.bernoulli(riskOfDeath(t, casualty, true))) return;
  const hours = t.random.logNormal(LATE_DEATH_MEDIAN_HOURS, LATE_DEATH_SIGMA);
  casualty.body.openable('sepsis').open(t.now, DECLINE_HEALTH, hours * 60);
  casualty.surgicalNeed |= 1 << PATHWAY.sepsis;
  t.scheduleDeath(casualty);
}

function riskOfDeath({ care, now }: Theatre, casualty: Casualty, hasIcu: boolean): number {
  const depth = Math.max(
    0,
    (care.postOperativeVolumeFloor - casualty.body.bleeding.lowestVolume) / care.postOperativeVolumeRange,
  );
  const delayHours = Math.min(MOST_DELAY_HOURS, (now - casualty.injuryMinutes) / 60);
  const delay = delayHours / care.postOperativeDelayHours;
  let probability =
    care.postOperativeVolumeFactor * depth * depth +
    care.postOperativeNissFactor *
      pow(casualty.niss / 9, care.postOperativeNissExponent) *
      (1 + delay * delay) +
    care.ischaemiaDeathPerHour *
      Math.max(0, Math.min(MOST_DELAY_HOURS, casualty.ischaemiaHours) - care.ischaemiaHours);
  if (!hasIcu && needsIntensiveCare(casualty))
    probability = probability * care.withoutIcuFactor + care.withoutIcuAdd;
  if (!casualty.hadBlood && casualty.body.bleeding.lowestVolume < care.earlyBloodTrigger)
    probability = probability * care.withoutBloodFactor + care.withoutBloodAdd;
  return Math.min(0.95, probability);
}

/** Infection of a wound whose operation came late, and a bleeding that begins again. */
export function drawComplications(t: Theatre, casualty: Casualty): void {
  if (!t.scenario.medical.care.complications) return;
  const { care, random } = t;
  random.open(PURPOSE.complications, casualty.number, 2);
  const hours = (t.now - casualty.injuryMinutes) / 60;
  const infected = random.bernoulli(Math.min(care.infectionMax, care.infectionPerHour * hours));
  const rebleeds = random.bernoulli(care.rebleedingProbability);
  if (infected) {
    const hours = INFECTION_FROM_HOURS + random.uniform() * INFECTION_WITHIN_HOURS;
    casualty.infectionAtMinutes = t.now + hours * 60;
    t.scheduleAid(STEP.infection, casualty, casualty.infectionAtMinutes);
  }
  const { bleeding } = casualty.body;
  if (rebleeds && bleeding.torsoFlow > 0) {
    t.log(casualty, EVENT.complication, COMPLICATION.rebleeding);
    bleeding.torsoControl = Math.max(bleeding.torsoControl, 0.2);
    casualty.surgicalNeed |= 1 << PATHWAY.torsoBleeding;
    bleeding.update(t.now);
    t.scheduleDeath(casualty);
  }
}
