import type { Casualty } from '../casualty/casualty.js';
import { PURPOSE } from '../random/purposes.js';
import { CLASS, EVENT, FLAG, HOLDING, INTERVENTION, NONE, PATHWAY } from '../record/codes.js';
import { RESOURCE } from '../summary/resource-figures.js';
import { closeMedicalPathways } from './aid.js';
import { drawCrushSyndrome, findIschaemia, noteSepsis, noteShock } from './complications.js';
import { decideDisposition, keepsFor, takeBed } from './disposition.js';
import type { Facility } from './facility.js';
import { beginRounds, makeRounds } from './observation.js';
import { leaveTheatre } from './outcome.js';
import { beginResuscitation, giveBlood, releaseTourniquet, suspendDeath } from './resuscitation.js';
import {
  drawComplications,
  drawPostOperativeDeath,
  endOperation,
  isForSpecialist,
  needsIntensiveCare,
  needsTable,
  operatingMinutes,
  planOperation,
  stillBleeds,
} from './surgery.js';
import { STEP, type Theatre } from './theatre.js';

const ROLE_4 = 4;
const EXPECTANT = 3;
/** T2 stays half as long in the bay (simulation model, section 5). */
const URGENT_SHARE = 0.5;
/** Waiting operations a table, from which others are better done elsewhere: about a night's work. Estimate. */
const BACKLOG_A_TABLE = 5;
/** Someone who would live this long untreated can be moved before an operation. Estimate. */
const MOVABLE_MINUTES = 720;

/** Comes through the door. */
export function arrive(t: Theatre, casualty: Casualty, facility: Facility, vehicle: number): void {
  casualty.facility = facility.index;
  casualty.place = facility.place;
  casualty.visits++;
  casualty.arrivedMinutes = t.now;
  t.logWithReading(casualty, EVENT.arrived, 0, vehicle);
  if (!casualty.hasReachedMtf) noteShock(t, casualty);
  noteSepsis(t, casualty);
  casualty.hasReachedMtf = true;
  if (facility.role === ROLE_4) {
    leaveTheatre(t, casualty);
    return;
  }
  beginRounds(casualty, t.now);
  if (casualty.has(FLAG.contaminated) && !casualty.has(FLAG.decontaminated)) {
    const { decontamination } = t.plan.referenceData.evidence;
    const minutes = casualty.has(FLAG.ambulatory)
      ? decontamination.walkingMinutes
      : decontamination.litterMinutes;
    t.scheduleNext(STEP.decontaminated, casualty, t.now + minutes);
    return;
  }
  goToTriage(t, casualty);
}

export function decontaminated(t: Theatre, casualty: Casualty): void {
  casualty.flags |= FLAG.decontaminated;
  t.logWithReading(casualty, EVENT.decontaminated);
  t.intervene(casualty, INTERVENTION.decontamination, true);
  goToTriage(t, casualty);
}

function goToTriage(t: Theatre, casualty: Casualty): void {
  const minutes = t.scenario.medical.care.triage_minutes;
  // With a bay free nobody waits for the category before the team begins.
  if (t.facilityOf(casualty).isFree(RESOURCE.resuscitationBay)) suspendDeath(t, casualty, minutes);
  t.scheduleNext(STEP.triaged, casualty, t.now + minutes);
}

/** The category is given; the casualty seeks the place that goes with it. */
export function triaged(t: Theatre, casualty: Casualty): void {
  const facility = t.facilityOf(casualty);
  const truth = t.triage.truth(casualty, t.now);
  let assessed = t.triage.assess(casualty, truth, t.now, true, casualty.visits, t.random);
  const { mascal_expectant, diversion_queue_threshold } = t.scenario.medical;
  const isHopeless = casualty.has(FLAG.unsurvivable);
  if (mascal_expectant && isHopeless && facility.waiting >= diversion_queue_threshold) assessed = EXPECTANT;
  casualty.assessed = assessed;
  t.logWithReading(casualty, EVENT.triaged, assessed, truth, 1);
  const isLight = casualty.has(FLAG.outpatient) || assessed === 2;
  seek(t, casualty, isLight ? RESOURCE.treatmentPlace : RESOURCE.resuscitationBay);
}

/** Takes a place of this kind, or the next best that the facility has, or waits for it. */
export function seek(t: Theatre, casualty: Casualty, wanted: number): void {
  const facility = t.facilityOf(casualty);
  let resource = wanted;
  if (!facility.has(resource)) {
    if (resource === RESOURCE.treatmentPlace) resource = RESOURCE.resuscitationBay;
    else if (resource === RESOURCE.resuscitationBay) resource = RESOURCE.treatmentPlace;
  }
  if (!facility.has(resource)) {
    // A facility of beds only: the ward's own staff see to the casualty.
    decideDisposition(t, casualty);
    return;
  }
  if (facility.isFree(resource) && facility.queues[resource].length === 0) {
    t.figures.waited(facility.index, resource, 0);
    occupy(t, casualty, facility, resource);
    return;
  }
  const queue = facility.queues[resource];
  casualty.awaited = resource;
  casualty.waitStamp = t.stamp();
  casualty.waitingSinceMinutes = t.now;
  queue.push(casualty.assessed, casualty.slot, casualty.waitStamp);
  facility.queueChanged(resource, t.now);
  t.log(casualty, EVENT.holding, HOLDING_OF[resource]);
}

const HOLDING_OF = [
  HOLDING.treatmentPlace,
  HOLDING.resuscitationBay,
  HOLDING.operatingTable,
  HOLDING.bed,
  HOLDING.bed,
  HOLDING.bed,
];

/** A place has become free: whoever is first in line takes it. */
export function serveQueue(t: Theatre, facility: Facility, resource: number): void {
  const queue = facility.queues[resource];
  while (facility.isFree(resource)) {
    const slot = queue.shift(t.isWaiting);
    if (slot < 0) return;
    const casualty = t.casualties[slot];
    const waited = t.now - casualty.waitingSinceMinutes;
    casualty.waitStamp = 0;
    casualty.awaited = NONE;
    if (resource === RESOURCE.operatingTable) casualty.tableWaitMinutes += waited;
    else casualty.bedWaitMinutes += waited;
    facility.queueChanged(resource, t.now);
    t.figures.waited(facility.index, resource, waited);
    occupy(t, casualty, facility, resource);
  }
}

/** Moves into a free place, gives the old one back and begins what is done there. */
function occupy(t: Theatre, casualty: Casualty, facility: Facility, resource: number): void {
  makeRounds(t, casualty);
  facility.take(resource, t.now);
  t.releaseHeld(casualty);
  casualty.held = resource;
  if (resource === RESOURCE.treatmentPlace) beginTreatment(t, casualty);
  else if (resource === RESOURCE.resuscitationBay) beginBay(t, casualty);
  else if (resource === RESOURCE.operatingTable) beginOperation(t, casualty);
}

/** Bleeding with a loss of a fifth already: the pulse tells, and a treatment place is not made for it. */
function bleedsIntoShock(t: Theatre, casualty: Casualty): boolean {
  const { bleeding } = casualty.body;
  return bleeding.flowPerHour > 0 && bleeding.volumeAt(t.now) < t.care.earlyBloodTrigger;
}

function beginTreatment(t: Theatre, casualty: Casualty): void {
  drawCrushSyndrome(t, casualty);
  noteSepsis(t, casualty);
  t.logWithReading(casualty, EVENT.treatmentStarted);
  const { timing } = t;
  t.random.open(PURPOSE.care, casualty.number, casualty.visits * 8 + 3);
  const minutes = t.random.triangular(timing.treatmentMin, timing.treatmentMode, timing.treatmentMax);
  if (casualty.casualtyClass === CLASS.battleInjury) beginResuscitation(t, casualty);
  t.scheduleNext(STEP.treated, casualty, t.now + minutes);
}

export function treated(t: Theatre, casualty: Casualty): void {
  t.random.open(PURPOSE.care, casualty.number, casualty.visits * 8 + 4);
  closeMedicalPathways(t, casualty, t.care.role1AirwayChest);
  t.scheduleDeath(casualty);
  t.logWithReading(casualty, EVENT.treatmentEnded);
  if (bleedsIntoShock(t, casualty) && t.facilityOf(casualty).has(RESOURCE.resuscitationBay)) {
    casualty.assessed = 0;
    seek(t, casualty, RESOURCE.resuscitationBay);
    return;
  }
  goOn(t, casualty);
}

function beginBay(t: Theatre, casualty: Casualty): void {
  drawCrushSyndrome(t, casualty);
  noteSepsis(t, casualty);
  t.logWithReading(casualty, EVENT.resuscitationStarted);
  const { timing } = t;
  t.random.open(PURPOSE.care, casualty.number, casualty.visits * 8 + 5);
  const whole = t.random.triangular(
    timing.resuscitationMin,
    timing.resuscitationMode,
    timing.resuscitationMax,
  );
  const minutes = casualty.assessed === 0 ? whole : whole * URGENT_SHARE;
  beginResuscitation(t, casualty);
  giveBlood(t, casualty);
  suspendDeath(t, casualty, minutes);
  t.scheduleNext(STEP.resuscitated, casualty, t.now + minutes);
}

export function resuscitated(t: Theatre, casualty: Casualty): void {
  t.random.open(PURPOSE.care, casualty.number, casualty.visits * 8 + 4);
  closeMedicalPathways(t, casualty, t.care.role1AirwayChest);
  t.scheduleDeath(casualty);
  t.logWithReading(casualty, EVENT.resuscitationEnded);
  goOn(t, casualty);
}

/** To the table if an operation is due and can be done here, else on. */
function goOn(t: Theatre, casualty: Casualty): void {
  const facility = t.facilityOf(casualty);
  if (
    !facility.hasTable ||
    !needsTable(t, casualty, facility.role) ||
    isBetterElsewhere(t, casualty, facility)
  ) {
    decideDisposition(t, casualty);
    return;
  }
  if (!facility.isFree(RESOURCE.operatingTable) || facility.queues[RESOURCE.operatingTable].length > 0) {
    // Nobody blocks a bay while waiting for a table: a bed, or a litter in the corridor.
    if (casualty.held !== RESOURCE.icuBed && !takeBed(t, casualty, facility)) t.releaseHeld(casualty);
  }
  seek(t, casualty, RESOURCE.operatingTable);
}

/** Whether the tables here are so far behind that someone who does not bleed is better moved to the next ones. */
function isBetterElsewhere(t: Theatre, casualty: Casualty, facility: Facility): boolean {
  const { body } = casualty;
  if (body.bleeding.flowPerHour > 0 || body.deathAtMinutes - t.now < MOVABLE_MINUTES) return false;
  if (facility.tableBacklog < BACKLOG_A_TABLE) return false;
  return facility.onward.some((index) => {
    const next = t.facilities[index];
    return next.hasTable && next.tableBacklog < facility.tableBacklog;
  });
}

function beginOperation(t: Theatre, casualty: Casualty): void {
  const kind = planOperation(t, casualty);
  drawCrushSyndrome(t, casualty);
  noteSepsis(t, casualty);
  t.logWithReading(casualty, EVENT.surgeryStarted, kind, casualty.isDamageControl ? 1 : 0);
  releaseTourniquet(t, casualty);
  findIschaemia(t, casualty);
  operate(t, casualty);
}

/** Also when an operation has not stopped the bleeding: then it goes on, on the same table. */
function operate(t: Theatre, casualty: Casualty): void {
  const minutes = operatingMinutes(t, casualty);
  suspendDeath(t, casualty, minutes);
  t.scheduleNext(STEP.operated, casualty, t.now + minutes);
}

export function operated(t: Theatre, casualty: Casualty): void {
  const facility = t.facilityOf(casualty);
  const isSpecialist = isForSpecialist(casualty);
  endOperation(t, casualty);
  if (stillBleeds(casualty)) {
    operate(t, casualty);
    return;
  }
  t.logWithReading(casualty, EVENT.surgeryEnded);
  const [least, most] = t.scenario.medical.care.table_turnover_minutes;
  t.releaseHeld(casualty, t.now + least + (most - least) * t.random.uniform());
  // A head injury that only a higher role can operate on cannot wait in intensive care: it goes on at once.
  const wantsIcu = needsIntensiveCare(casualty) && !casualty.needsNeurosurgery;
  const hasIcu = wantsIcu && facility.isFree(RESOURCE.icuBed);
  // An operation of jaw or eye alone kills nobody, however late it comes, and the face heals well. Estimate.
  if (!isSpecialist) {
    drawPostOperativeDeath(t, casualty, hasIcu || !wantsIcu);
    drawComplications(t, casualty);
  }
  if (!hasIcu) {
    decideDisposition(t, casualty);
    return;
  }
  facility.take(RESOURCE.icuBed, t.now);
  casualty.held = RESOURCE.icuBed;
  t.logWithReading(casualty, EVENT.admittedIcu);
  const { timing } = t;
  t.random.open(PURPOSE.care, casualty.number, casualty.visits * 8 + 6);
  const hours = t.random.triangular(timing.icuMinHours, timing.icuModeHours, timing.icuMaxHours);
  t.scheduleNext(STEP.icuOver, casualty, t.now + Math.min(hours * 60, keepsFor(t, casualty, facility)));
}

/** Stable enough to leave intensive care; a re-bleeding goes back to the table first. */
export function leaveIcu(t: Theatre, casualty: Casualty): void {
  casualty.hasRested = true;
  t.read(casualty);
  noteSepsis(t, casualty);
  goOn(t, casualty);
}

/** Looks again at someone too ill to be moved: treats what can be treated, back to the table if that helps. */
export function reassess(t: Theatre, casualty: Casualty): void {
  const facility = t.facilityOf(casualty);
  const { body } = casualty;
  t.random.open(PURPOSE.care, casualty.number, 1_000_000 + Math.floor(t.now));
  t.read(casualty);
  closeMedicalPathways(t, casualty, t.care.role1AirwayChest);
  if (body.bleeding.flowPerHour > 0) casualty.surgicalNeed |= 1 << body.bleedingCause();
  if (body.sepsis.isLethal) casualty.surgicalNeed |= 1 << PATHWAY.sepsis;
  noteSepsis(t, casualty, 0);
  t.scheduleDeath(casualty);
  if (facility.hasTable && casualty.surgicalNeed !== 0 && needsTable(t, casualty, facility.role)) {
    seek(t, casualty, RESOURCE.operatingTable);
  } else {
    decideDisposition(t, casualty);
  }
}
