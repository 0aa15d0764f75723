import type { Casualty } from '../casualty/casualty.js';
import { PURPOSE } from '../random/purposes.js';
import { AGENT_WORDS, CLASS, EVENT, FLAG, INTERVENTION, PATHWAY } from '../record/codes.js';
import { STEP, type Theatre } from './theatre.js';

/** Later than this tranexamic acid harms (F:61). */
const TRANEXAMIC_ACID_MINUTES = 180;
/** It takes so long to see what is wrong and to say it over the radio. Estimate. */
const SHORTEST_REQUEST_MINUTES = 1;
/** Sub-streams of PURPOSE.aid. */
const PLAN = 0;
const BUDDY = 1;
const MEDIC = 2;
/** Recovery of breathing once the airway is clear or the chest relieved. Estimate. */
const BREATHING_TAU_MINUTES = 25;
/** Casualties whom neither comrade nor medic reaches are found after this; lognormal. Estimate. */
const FOUND_MEDIAN_MINUTES = 35;
const FOUND_SIGMA = 0.8;
const NERVE = AGENT_WORDS.indexOf('nerve');

/** Plans what happens at the point of injury: self or buddy aid, the medic, or being found late. */
export function planAid(t: Theatre, casualty: Casualty): void {
  const { care } = t.scenario.medical;
  const { random } = t;
  random.open(PURPOSE.aid, casualty.number, PLAN);
  const hasBuddy = random.bernoulli(care.buddy_aid_probability);
  const buddyMinutes = random.logNormal(care.buddy_aid_delay.median_minutes, care.buddy_aid_delay.sigma);
  const hasMedic = random.bernoulli(care.medic_probability);
  const medicMinutes = random.logNormal(care.medic_delay.median_minutes, care.medic_delay.sigma);
  const foundMinutes = random.logNormal(FOUND_MEDIAN_MINUTES, FOUND_SIGMA);
  const at = (minutes: number) => t.now + minutes * t.aidDelayFactor;
  if (casualty.casualtyClass !== CLASS.battleInjury) {
    // Accident and illness happen among one's own, away from the enemy: the medic sees them at sick call.
    t.scheduleAid(STEP.medic, casualty, at(t.care.medicAtSickCallMinutes * (0.5 + random.uniform())));
    return;
  }
  if (hasBuddy) t.scheduleAid(STEP.buddyAid, casualty, at(buddyMinutes));
  if (hasMedic) t.scheduleAid(STEP.medic, casualty, at(medicMinutes));
  if (!hasBuddy && !hasMedic) t.scheduleAid(STEP.found, casualty, at(foundMinutes));
}

/** Self or buddy aid: bleeding and airway with what everyone carries. */
export function giveBuddyAid(t: Theatre, casualty: Casualty): void {
  if (casualty.hasDeparted || casualty.hadMedic) return;
  const { care } = t.scenario.medical;
  const { random } = t;
  random.open(PURPOSE.aid, casualty.number, BUDDY);
  const isSelf = casualty.has(FLAG.ambulatory);
  t.logWithReading(casualty, isSelf ? EVENT.selfAid : EVENT.buddyAid);
  casualty.hadFirstAid = true;
  stopLimbBleeding(t, casualty, false);
  packWound(t, casualty, care.packing_success.buddy);
  clearAirway(t, casualty, care.airway_success.buddy, INTERVENTION.airwayPosition);
  injectAntidote(t, casualty);
  afterAid(t, casualty);
}

/** The medic: MARCH in order, with better hands and more kit. */
export function giveMedicAid(t: Theatre, casualty: Casualty): void {
  if (casualty.hasDeparted) return;
  const { care } = t.scenario.medical;
  const { random } = t;
  random.open(PURPOSE.aid, casualty.number, MEDIC);
  t.logWithReading(casualty, EVENT.medicArrived);
  casualty.hadMedic = true;
  casualty.hadFirstAid = true;
  if (casualty.casualtyClass === CLASS.battleInjury) {
    stopLimbBleeding(t, casualty, true);
    packWound(t, casualty, care.packing_success.medic);
    clearAirway(t, casualty, care.airway_success.medic, INTERVENTION.nasopharyngealAirway);
    relieveChest(t, casualty);
    giveTranexamicAcid(t, casualty);
    injectAntidote(t, casualty);
  }
  assessByMedic(t, casualty);
  afterAid(t, casualty);
}

/** Nobody came: whoever finds the casualty does what a comrade would. */
export function beFound(t: Theatre, casualty: Casualty): void {
  if (casualty.hasDeparted) return;
  t.log(casualty, EVENT.found);
  giveBuddyAid(t, casualty);
}

function assessByMedic(t: Theatre, casualty: Casualty): void {
  const truth = t.triage.truth(casualty, t.now);
  casualty.assessed = t.triage.assess(casualty, truth, t.now, false, 0, t.random);
  t.logWithReading(casualty, EVENT.triaged, casualty.assessed, truth, 0);
  t.transport.reassessed(casualty);
}

/** Brings the death up to date and asks for evacuation once. */
function afterAid(t: Theatre, casualty: Casualty): void {
  casualty.body.bleeding.update(t.now);
  t.scheduleDeath(casualty);
  if (casualty.isRequested) return;
  casualty.isRequested = true;
  if (!casualty.hadMedic) casualty.assessed = t.triage.presume(casualty);
  const { evacuation_request_delay: delay } = t.scenario.medical.care;
  t.random.open(PURPOSE.evacuation, casualty.number, 0);
  const minutes = Math.max(SHORTEST_REQUEST_MINUTES, t.random.logNormal(delay.median_minutes, delay.sigma));
  t.scheduleAid(STEP.request, casualty, t.now + minutes * t.evacuationDelayFactor);
}

function stopLimbBleeding(t: Theatre, casualty: Casualty, isMedic: boolean): void {
  const { bleeding } = casualty.body;
  if (bleeding.limbFlow === 0 || bleeding.limbControl === 0) return;
  const { care } = t.scenario.medical;
  if (!care.tourniquet_available) {
    bleeding.limbControl = Math.min(bleeding.limbControl, t.care.pressureFlow);
    t.intervene(casualty, INTERVENTION.pressureDressing, true);
    return;
  }
  const isCorrection = casualty.tourniquets > 0;
  const holds = t.random.bernoulli(
    isMedic && isCorrection ? t.care.tourniquetCorrection : care.tourniquet_success,
  );
  if (casualty.tourniquets === 0) casualty.tourniquetMinutes = t.now;
  casualty.tourniquets++;
  bleeding.limbControl = holds ? 0 : Math.min(bleeding.limbControl, t.care.misappliedFlow);
  t.intervene(casualty, isCorrection ? INTERVENTION.tourniquetCorrection : INTERVENTION.tourniquet, holds);
}

function packWound(t: Theatre, casualty: Casualty, probability: number): void {
  const { bleeding } = casualty.body;
  if (bleeding.junctionalFlow === 0 || bleeding.junctionalControl <= t.care.packedFlow) return;
  const works = t.random.bernoulli(probability);
  if (works) bleeding.junctionalControl = t.care.packedFlow;
  t.intervene(casualty, INTERVENTION.woundPacking, works);
}

function clearAirway(t: Theatre, casualty: Casualty, probability: number, how: number): void {
  const { airway } = casualty.body;
  if (!airway.isLethal) return;
  const works = t.random.bernoulli(probability);
  if (works) airway.close(t.now, BREATHING_TAU_MINUTES);
  t.intervene(casualty, how, works);
}

function relieveChest(t: Theatre, casualty: Casualty): void {
  const { chest } = casualty.body;
  if (!chest.isLethal) return;
  const works = t.random.bernoulli(t.scenario.medical.care.needle_success);
  // Buys time: without a drain the tension comes back.
  if (works) chest.delay(t.now, t.care.needleMinutes);
  t.intervene(casualty, INTERVENTION.needleDecompression, works);
}

function giveTranexamicAcid(t: Theatre, casualty: Casualty): void {
  const { bleeding } = casualty.body;
  const bleeds = bleeding.limbFlow + bleeding.junctionalFlow + bleeding.torsoFlow > 0;
  const isLate = t.now - casualty.injuryMinutes > TRANEXAMIC_ACID_MINUTES;
  if (!bleeds || isLate || casualty.hadTxa || !t.random.bernoulli(t.scenario.medical.care.txa_probability))
    return;
  casualty.hadTxa = true;
  bleeding.clotting *= t.care.txaFlow;
  t.intervene(casualty, INTERVENTION.tranexamicAcid, true);
}

function injectAntidote(t: Theatre, casualty: Casualty): void {
  const { agent } = casualty.body;
  if (casualty.agent !== NERVE || !agent.isLethal) return;
  const works = t.random.bernoulli(t.care.antidoteSurvival);
  if (works) agent.close(t.now, t.care.recoveryTauHours * 60);
  t.intervene(casualty, INTERVENTION.antidote, works);
}

/** Pathways a physician can close without a table: airway, chest, agents, and the courses of disease. */
export function closeMedicalPathways(t: Theatre, casualty: Casualty, probability: number): void {
  const { body } = casualty;
  const { random } = t;
  if (body.airway.isLethal) {
    const works = random.bernoulli(probability);
    if (works) body.airway.close(t.now, BREATHING_TAU_MINUTES);
    t.intervene(
      casualty,
      random.bernoulli(0.3) ? INTERVENTION.surgicalAirway : INTERVENTION.intubation,
      works,
    );
  }
  if (body.chest.isLethal) {
    const works = random.bernoulli(probability);
    if (works) body.chest.close(t.now, BREATHING_TAU_MINUTES);
    t.intervene(casualty, INTERVENTION.chestDrain, works);
  }
  const role = t.facilityOf(casualty).role;
  if (role < casualty.roleNeeded && (casualty.pathways & (1 << PATHWAY.agent)) === 0) return;
  if (body.agent.isLethal && random.bernoulli(probability))
    body.agent.close(t.now, t.care.recoveryTauHours * 60);
  if (body.other.isLethal && random.bernoulli(probability))
    body.other.close(t.now, t.care.recoveryTauHours * 60);
}
