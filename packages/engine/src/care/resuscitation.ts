import type { Casualty } from '../casualty/casualty.js';
import { PURPOSE } from '../random/purposes.js';
import { CLASS, FLAG, INTERVENTION } from '../record/codes.js';
import { closeMedicalPathways } from './aid.js';
import type { Theatre } from './theatre.js';

/** A limb closed at Role 1 bleeds no more; the rest by share of the flow (starting parameters). */
const CLOSED = 0;
/** Sub-stream of PURPOSE.care; those of visits begin at 8, and blood on the way has 0. */
const WOUND_LOSS_STREAM = 7;
/** One unit of whole blood as a fraction of normal volume (8.5 T27). */
const UNIT_VOLUME = 0.09;

/**
 * What a physician does at once on starting: control of bleeding, airway, chest. At Role 1 with what there is, from
 * Role 2 on as damage control resuscitation.
 */
export function beginResuscitation(t: Theatre, casualty: Casualty): void {
  const facility = t.facilityOf(casualty);
  const { bleeding } = casualty.body;
  const { care, random } = t;
  random.open(PURPOSE.care, casualty.number, casualty.visits * 8 + 1);
  const isDamageControl = facility.role >= 2;
  const { tourniquet_available } = t.scenario.medical.care;
  // A physician turns a tourniquet into a dressing or a ligature.
  releaseTourniquet(t, casualty);
  if (bleeding.limbFlow > 0 && bleeding.limbControl > CLOSED) {
    const closes = random.bernoulli(care.role1LimbCloses);
    if (closes) bleeding.limbControl = CLOSED;
    t.intervene(
      casualty,
      tourniquet_available ? INTERVENTION.tourniquet : INTERVENTION.pressureDressing,
      closes,
    );
  }
  if (bleeding.junctionalFlow > 0 && bleeding.junctionalControl > 0) {
    const closes = random.bernoulli(care.role1JunctionalCloses);
    const open = isDamageControl ? care.resuscitationJunctionalFlow : care.role1JunctionalFlow;
    const share = closes ? CLOSED : open;
    if (share < bleeding.junctionalControl) {
      bleeding.junctionalControl = share;
      t.intervene(
        casualty,
        isDamageControl ? INTERVENTION.junctionalTourniquet : INTERVENTION.woundPacking,
        true,
      );
    }
  }
  if (bleeding.torsoFlow > 0 && bleeding.torsoControl > 0) {
    const share = isDamageControl ? care.role1TorsoFlow * care.resuscitationTorsoFlow : care.role1TorsoFlow;
    bleeding.torsoControl = Math.min(bleeding.torsoControl, share);
  }
  closeMedicalPathways(t, casualty, care.role1AirwayChest);
  if (casualty.body.burn.isLethal) treatBurn(t, casualty, facility.role);
  bleeding.update(t.now);
  t.scheduleDeath(casualty);
}

/** The limb is perfused again: how long it was not is settled. */
export function releaseTourniquet(t: Theatre, casualty: Casualty): void {
  if (casualty.tourniquets === 0 || casualty.ischaemiaHours > 0) return;
  casualty.ischaemiaHours = (t.now - casualty.tourniquetMinutes) / 60;
}

/**
 * Active resuscitation for `minutes`, in a bay or on a table: while it lasts nobody dies who can be saved. Blood, where
 * there is any, keeps up with the flow and makes up part of the loss; without it, bleeding goes on as it was.
 */
export function suspendDeath(t: Theatre, casualty: Casualty, minutes: number): void {
  const { body } = casualty;
  if (!casualty.has(FLAG.unsurvivable)) body.suspendCourses(t.now, minutes);
  if (t.scenario.medical.care.blood_available) {
    const gain = t.facilityOf(casualty).role === 1 ? t.care.role1Volume : t.care.resuscitationVolume;
    const volume = body.bleeding.volumeAt(t.now);
    const needsBlood = body.bleeding.flowPerHour > 0 || volume < t.care.earlyBloodTrigger;
    // Whoever arrives as good as in arrest is given blood, but it comes too late to keep up.
    if (needsBlood && volume >= t.care.resuscitableVolume)
      body.bleeding.hold(t.now, minutes, Math.min(t.care.resuscitationVolumeCap, volume + gain));
  }
  t.scheduleDeath(casualty);
}

/** Blood in the bay, by what has been lost: one unit at Role 1, from Role 2 on what is needed. */
export function giveBlood(t: Theatre, casualty: Casualty): void {
  const { bleeding } = casualty.body;
  // The same at every visit: what the wounds cost is asked once, and what was given for it counts.
  t.random.open(PURPOSE.care, casualty.number, WOUND_LOSS_STREAM);
  if (!t.scenario.medical.care.blood_available) return;
  if (casualty.casualtyClass !== CLASS.battleInjury && bleeding.flowPerHour === 0) return;
  const volume = bleeding.volumeAt(t.now);
  if (t.facilityOf(casualty).role === 1) {
    if (volume < t.care.earlyBloodTrigger) countUnits(t, casualty, 1);
    return;
  }
  const units = unitsNeeded(t, casualty, 1 - Math.min(volume, bleeding.lowestVolume));
  if (units > 0) countUnits(t, casualty, units);
}

/** Blood from the crew of the vehicle, when volume is low. */
export function giveEarlyBlood(t: Theatre, casualty: Casualty): void {
  const { bleeding } = casualty.body;
  const { care, random } = t;
  const { blood_available, prehospital_blood_probability } = t.scenario.medical.care;
  if (!blood_available || casualty.hadBlood || bleeding.volumeAt(t.now) >= care.earlyBloodTrigger) return;
  random.open(PURPOSE.care, casualty.number, 0);
  if (!random.bernoulli(prehospital_blood_probability)) return;
  if (t.now - casualty.injuryMinutes <= care.earlyBloodMinutes) bleeding.clotting *= care.earlyBloodFlow;
  bleeding.transfuse(t.now, care.earlyBloodVolume, care.resuscitationVolumeCap);
  countUnits(t, casualty, 2);
  t.scheduleDeath(casualty);
}

function countUnits(t: Theatre, casualty: Casualty, units: number): void {
  casualty.hadBlood = true;
  casualty.bloodUnits = Math.min(255, casualty.bloodUnits + units);
  t.intervene(casualty, INTERVENTION.wholeBlood, true, units);
}

/**
 * Units of whole blood by the loss: the measured one, plus what large wounds and their operation cost beyond it
 * (starting parameters).
 */
function unitsNeeded(t: Theatre, casualty: Casualty, measuredLoss: number): number {
  const { care, random } = t;
  let loss = measuredLoss;
  for (let i = 0; i < casualty.log.woundCount; i++) {
    const ais = casualty.log.woundAis(i);
    if (ais === 3) loss += random.exponential(care.bloodWoundAis3);
    else if (ais === 4) loss += random.exponential(care.bloodWoundAis4);
    else if (ais >= 5) loss += random.exponential(care.bloodWoundAis5);
  }
  if (loss <= care.bloodTrigger) return 0;
  const units = care.bloodPerLoss * (loss / UNIT_VOLUME) * Math.min(1, 0.35 + loss);
  return Math.max(0, Math.round(units) - casualty.bloodUnits);
}

/** Fluid and dressings turn hours into days; from Role 2 on most are over the shock. The others become septic. */
function treatBurn(t: Theatre, casualty: Casualty, role: number): void {
  const { burn } = casualty.body;
  if (casualty.visits <= 1) burn.stretch(t.now, t.care.burnCareStretch);
  if (role < 2) return;
  const health = burn.healthAt(t.now);
  const minutesLeft = burn.deathAtMinutes - t.now;
  burn.close(t.now, t.care.recoveryTauHours * 60);
  if (t.random.bernoulli(t.care.burnCareCloses) || casualty.body.sepsis.isLethal) return;
  casualty.body.openable('sepsis').open(t.now, health, minutesLeft);
}
