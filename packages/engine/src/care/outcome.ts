import { type Casualty, NOWHERE } from '../casualty/casualty.js';
import { CLASS, COMPLICATION, EVENT, FLAG, NONE, OUTCOME, PATHWAY, PREVENTABILITY } from '../record/codes.js';
import { noteSepsis } from './complications.js';
import { makeRounds } from './observation.js';
import type { Theatre } from './theatre.js';

/** A wait from which on it counts as the reason of a death. Estimate. */
const LONG_WAIT_MINUTES = 30;
const GOLDEN_HOUR_MINUTES = 60;
/** When signs are taken on the ward, hours after admission: often at first, then daily. Estimate. */
const OBSERVATION_HOURS = [1, 4, 12, 24, 48, 72] as const;
/** Readings of someone who was admitted (design of the outputs: at least ten). */
const LEAST_READINGS = 10;

export function die(t: Theatre, casualty: Casualty): void {
  const cause = casualty.body.causeOfDeath();
  leaveQueues(t, casualty);
  casualty.cause = cause;
  casualty.preventability = preventability(t, casualty, cause);
  // Whoever dies of it in a facility dies with the diagnosis, seen before or not.
  if (cause === PATHWAY.sepsis && casualty.facility !== NOWHERE) noteSepsis(t, casualty, 0);
  t.logWithReading(casualty, EVENT.died);
  t.releaseHeld(casualty);
  t.settle(casualty, outcomeOfDeath(casualty), t.now);
}

/**
 * Dies later in the bed held, of what nobody here can change. Like a return to duty the course is written ahead: a
 * casualty who lingers for weeks would hold back the records of everyone hurt later.
 */
export function dieLater(t: Theatre, casualty: Casualty): void {
  const at = casualty.body.deathAtMinutes;
  if (at > t.horizonMinutes) {
    stayInCare(t, casualty);
    return;
  }
  casualty.cause = casualty.body.causeOfDeath();
  casualty.preventability = preventability(t, casualty, casualty.cause);
  writeRounds(t, casualty, at);
  casualty.log.addEvent(Math.floor(at * 60), EVENT.died, 0, casualty.place, 0, 0);
  t.readAt(casualty, at);
  t.releaseHeld(casualty, at);
  t.settle(casualty, outcomeOfDeath(casualty), at);
}

function outcomeOfDeath(casualty: Casualty): number {
  if (casualty.casualtyClass !== CLASS.battleInjury) return OUTCOME.diedNonBattle;
  return casualty.hasReachedMtf ? OUTCOME.dow : OUTCOME.kia;
}

/** Returns to duty now, or later from the bed held: nothing can change the course any more. */
export function returnToDuty(t: Theatre, casualty: Casualty, atMinutes: number): void {
  if (atMinutes > t.horizonMinutes) {
    stayInCare(t, casualty);
    return;
  }
  writeRounds(t, casualty, atMinutes);
  casualty.log.addEvent(Math.floor(atMinutes * 60), EVENT.returnedToDuty, 0, casualty.place, 0, 0);
  t.readAt(casualty, atMinutes);
  t.releaseHeld(casualty, atMinutes);
  t.settle(casualty, OUTCOME.returnedToDuty, atMinutes);
}

/** Writes ahead what is observed from now until the end of the stay. */
function writeRounds(t: Theatre, casualty: Casualty, untilMinutes: number): void {
  const stayMinutes = untilMinutes - t.now;
  const rounds = OBSERVATION_HOURS.filter((hours) => hours * 60 < stayMinutes).length;
  // A short stay has closer rounds: whoever was admitted leaves with a full chart.
  const missing = Math.max(0, LEAST_READINGS - 1 - casualty.readings - rounds);
  for (let round = 0; round < rounds + missing; round++) {
    const after =
      missing > 0 ? ((round + 1) / (rounds + missing + 1)) * stayMinutes : OBSERVATION_HOURS[round] * 60;
    logInfectionBefore(casualty, t.now + after);
    t.readAt(casualty, t.now + after);
  }
  logInfectionBefore(casualty, untilMinutes);
}

/** The course is written ahead here, so an infection that shows in the meantime is written in its turn. */
function logInfectionBefore(casualty: Casualty, atMinutes: number): void {
  const at = casualty.infectionAtMinutes;
  if (at >= atMinutes) return;
  casualty.infectionAtMinutes = Number.POSITIVE_INFINITY;
  const { place, log } = casualty;
  log.addEvent(Math.floor(at * 60), EVENT.complication, COMPLICATION.woundInfection, place, 0, 0);
}

/** Handed over to Role 4: out of the theatre. */
export function leaveTheatre(t: Theatre, casualty: Casualty): void {
  t.logWithReading(casualty, EVENT.handedOver);
  t.settle(casualty, OUTCOME.evacuated, t.now);
}

/** Still in care when the run ends. */
export function stayInCare(t: Theatre, casualty: Casualty): void {
  makeRounds(t, casualty);
  leaveQueues(t, casualty);
  t.releaseHeld(casualty, t.horizonMinutes);
  t.settle(casualty, OUTCOME.inCare, t.horizonMinutes);
}

/** Takes the casualty out of whatever queue it stands in and notes how long it waited. */
function leaveQueues(t: Theatre, casualty: Casualty): void {
  if (casualty.waitStamp === 0) return;
  casualty.waitStamp = 0;
  const waited = t.now - casualty.waitingSinceMinutes;
  if (casualty.awaited === NONE) {
    casualty.vehicleWaitMinutes += waited;
    t.transport.forget(casualty.place);
    return;
  }
  const facility = t.facilityOf(casualty);
  facility.queues[casualty.awaited].forget();
  facility.queueChanged(casualty.awaited, t.now);
  t.figures.waited(facility.index, casualty.awaited, waited);
  casualty.awaited = NONE;
}

function preventability(t: Theatre, casualty: Casualty, cause: number): number {
  if (casualty.has(FLAG.unsurvivable)) return PREVENTABILITY.none;
  if (cause === PATHWAY.postOperative || cause === PATHWAY.transportAttack)
    return PREVENTABILITY.complication;
  const pendingWait = casualty.waitStamp === 0 ? 0 : t.now - casualty.waitingSinceMinutes;
  const vehicle = casualty.vehicleWaitMinutes + (casualty.facility === NOWHERE ? pendingWait : 0);
  const longest = Math.max(vehicle, casualty.tableWaitMinutes, casualty.bedWaitMinutes);
  const isBleeding = cause <= PATHWAY.torsoBleeding;
  if (isBleeding && !t.scenario.medical.care.blood_available && casualty.hasReachedMtf)
    return PREVENTABILITY.noBlood;
  if (longest >= LONG_WAIT_MINUTES) {
    if (longest === vehicle) return PREVENTABILITY.noVehicle;
    return longest === casualty.tableWaitMinutes ? PREVENTABILITY.noTable : PREVENTABILITY.noBed;
  }
  return t.now - casualty.injuryMinutes > GOLDEN_HOUR_MINUTES ? PREVENTABILITY.delay : PREVENTABILITY.none;
}
