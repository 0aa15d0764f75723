import { type Casualty, NOWHERE } from '../casualty/casualty.js';
import { PURPOSE } from '../random/purposes.js';
import { COMPLICATION, COMPLICATION_CONDITIONS, EVENT } from '../record/codes.js';
import { MAY_BE_CRUSH, ONLY_CRUSH } from './crush-table.js';
import type { Theatre } from './theatre.js';

/** A loss of 30 % of the volume and more is shock of class III (3.1). */
const SHOCK_VOLUME = 0.7;
/** Severity from which sepsis shows itself to whoever looks. Estimate. */
const MANIFEST_SEPSIS = 0.35;
/** Crushed muscle that is freed or treated later than this may poison the kidneys. Estimate after 6.7. */
const CRUSH_MINUTES = 120;
/** Leaves crush syndrome at 2 to 5 % of the casualties of a collapse (6.7). */
const CRUSH_SYNDROME_PROBABILITY = 0.2;
const LEAST_CRUSH_AIS = 3;
/** Sub-streams of PURPOSE.complications; surgery has 1 and 2. */
const CRUSH_STREAM = 3;
const ISCHAEMIA_STREAM = 4;
/**
 * Of limbs longer under a tourniquet than muscle stands; and of these, dead muscle rather than a tight compartment.
 * Estimates.
 */
const ISCHAEMIA_SHARE = 0.25;
const DEAD_MUSCLE_SHARE = 0.5;

/** Shock from loss of blood, as the first treatment facility finds it at the door. */
export function noteShock(t: Theatre, casualty: Casualty): void {
  if (casualty.body.bleeding.volumeAt(t.now) < SHOCK_VOLUME) {
    note(t, casualty, COMPLICATION.hypovolaemicShock);
  }
}

/** Sepsis, the first time that someone sees it: at a door or on the table once it is manifest. */
export function noteSepsis(t: Theatre, casualty: Casualty, leastSeverity = MANIFEST_SEPSIS): void {
  const { sepsis } = casualty.body;
  if (!sepsis.isLethal || sepsis.severityAt(t.now) < leastSeverity) return;
  note(t, casualty, COMPLICATION.sepsis);
}

/** Crush syndrome, where the first treatment begins late. Call before that treatment is logged. */
export function drawCrushSyndrome(t: Theatre, casualty: Casualty): void {
  if (t.now - casualty.injuryMinutes <= CRUSH_MINUTES || !isCrushed(t, casualty)) return;
  if (hasBeenTreated(casualty)) return;
  t.random.open(PURPOSE.complications, casualty.number, CRUSH_STREAM);
  if (!t.random.bernoulli(CRUSH_SYNDROME_PROBABILITY)) return;
  const id = COMPLICATION_CONDITIONS[COMPLICATION.crushSyndrome];
  const condition = t.conditions.find((row) => row.id === id);
  if (condition === undefined || !note(t, casualty, COMPLICATION.crushSyndrome)) return;
  // Kidneys that fail need a facility with dialysis.
  casualty.roleNeeded = Math.max(casualty.roleNeeded, condition.roleNeeded);
}

function hasBeenTreated({ log }: Casualty): boolean {
  return (
    log.has(EVENT.treatmentStarted) || log.has(EVENT.resuscitationStarted) || log.has(EVENT.surgeryStarted)
  );
}

/** A severe wound of limb or pelvis that only crushing causes, or that crushing can where the mechanism mostly crushes. */
function isCrushed(t: Theatre, casualty: Casualty): boolean {
  const { byCondition, byMechanism } = t.crush;
  const least = byMechanism[casualty.mechanism] === 1 ? MAY_BE_CRUSH : ONLY_CRUSH;
  for (let wound = 0; wound < casualty.log.woundCount; wound++) {
    if (casualty.log.woundAis(wound) < LEAST_CRUSH_AIS) continue;
    if (byCondition[casualty.log.woundRow(wound)] >= least) return true;
  }
  return false;
}

/**
 * What a limb long under a tourniquet has come to, as the surgeon finds it on opening: so that the fasciotomy is part of
 * the operation.
 */
export function findIschaemia(t: Theatre, casualty: Casualty): void {
  if (casualty.ischaemiaHours <= t.care.ischaemiaHours) return;
  t.random.open(PURPOSE.complications, casualty.number, ISCHAEMIA_STREAM);
  if (!t.random.bernoulli(ISCHAEMIA_SHARE)) return;
  const isDead = t.random.bernoulli(DEAD_MUSCLE_SHARE);
  note(t, casualty, isDead ? COMPLICATION.limbIschaemia : COMPLICATION.compartment);
}

/** Logs a complication once. @returns whether it is new */
function note(t: Theatre, casualty: Casualty, complication: number): boolean {
  if (!t.scenario.medical.care.complications || casualty.log.has(EVENT.complication, complication)) {
    return false;
  }
  t.log(casualty, EVENT.complication, complication);
  return true;
}

/** A wound infection shows, if the casualty is in a facility where someone looks at the wound. */
export function noteInfection(t: Theatre, casualty: Casualty): void {
  casualty.infectionAtMinutes = Number.POSITIVE_INFINITY;
  if (casualty.facility === NOWHERE) return;
  note(t, casualty, COMPLICATION.woundInfection);
}
