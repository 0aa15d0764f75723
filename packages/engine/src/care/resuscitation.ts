import type { Casualty } from '../casualty/casualty.js';
import { PURPOSE } from '../random/purposes.js';
import { CLASS, INTERVENTION } from '../record/codes.js';
import { closeMedicalPathways } from './aid.js';
import type { Theatre } from './theatre.js';

/** A limb closed at Role 1 bleeds no more; the rest by share of the flow (starting parameters). */
const CLOSED = 0;
/** One unit of whole blood as a fraction of normal volume (8.5 T27), and what of it stays in the vessels. Estimate. */
const UNIT_VOLUME = 0.09;
const RETAINED = 0.75;

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
    const share = isDamageControl ? care.resuscitationJunctionalFlow : care.role1JunctionalFlow;
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
  if (casualty.body.burn.isLethal) stretchBurn(t, casualty);
  bleeding.update(t.now);
  t.scheduleDeath(casualty);
}

/** Blood and fluid at the end of the stay in the bay. */
export function endResuscitation(t: Theatre, casualty: Casualty): void {
  const facility = t.facilityOf(casualty);
  const { bleeding } = casualty.body;
  const { care, random } = t;
  random.open(PURPOSE.care, casualty.number, casualty.visits * 8 + 2);
  if (casualty.casualtyClass !== CLASS.battleInjury && bleeding.flowPerHour === 0) return;
  const hasBlood = t.scenario.medical.care.blood_available;
  const volume = bleeding.volumeAt(t.now);
  if (facility.role === 1) {
    if (volume < care.earlyBloodTrigger && hasBlood) transfuse(t, casualty, 1, care.role1Volume);
  } else if (hasBlood) {
    const units = unitsNeeded(t, casualty, 1 - Math.min(volume, bleeding.lowestVolume));
    if (units > 0) transfuse(t, casualty, units, care.resuscitationVolume);
  }
  t.scheduleDeath(casualty);
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
  transfuse(t, casualty, 2, care.earlyBloodVolume);
  t.scheduleDeath(casualty);
}

function transfuse(t: Theatre, casualty: Casualty, units: number, volume: number): void {
  casualty.hadBlood = true;
  casualty.bloodUnits = Math.min(255, casualty.bloodUnits + units);
  casualty.body.bleeding.transfuse(
    t.now,
    Math.max(volume, Math.min(units, 4) * UNIT_VOLUME * RETAINED),
    t.care.resuscitationVolumeCap,
  );
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
    const ais = casualty.woundAis[i];
    if (ais === 3) loss += random.exponential(care.bloodWoundAis3);
    else if (ais === 4) loss += random.exponential(care.bloodWoundAis4);
    else if (ais >= 5) loss += random.exponential(care.bloodWoundAis5);
  }
  if (loss <= care.bloodTrigger) return 0;
  const units = care.bloodPerLoss * (loss / UNIT_VOLUME) * Math.min(1, 0.35 + loss);
  return Math.max(0, Math.round(units) - casualty.bloodUnits);
}

function stretchBurn(t: Theatre, casualty: Casualty): void {
  const isFirst = casualty.visits <= 1;
  if (isFirst) casualty.body.burn.stretch(t.now, t.care.burnCareStretch);
}
