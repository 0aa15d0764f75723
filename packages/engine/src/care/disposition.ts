import type { Casualty } from '../casualty/casualty.js';
import { EVENT, FLAG, HOLDING, NONE } from '../record/codes.js';
import { RESOURCE } from '../summary/resource-figures.js';
import type { Facility } from './facility.js';
import { dieLater, returnToDuty, stayInCare } from './outcome.js';
import { needsTable } from './surgery.js';
import { STEP, type Theatre } from './theatre.js';

const MINUTES_PER_DAY = 1440;
/** Whoever would be fit within this needs no bed. Estimate. */
const SHORT_STAY_MINUTES = 120;
const REASSESS_MINUTES = 720;
const ROLE_4 = 4;

/** Treatment here is over: back to duty from here, or on to the next facility. */
export function decideDisposition(t: Theatre, casualty: Casualty): void {
  const facility = t.facilityOf(casualty);
  if (casualty.has(FLAG.outpatient)) {
    returnToDuty(t, casualty, t.now);
    return;
  }
  const fitAt = Math.max(t.now, casualty.injuryMinutes + casualty.recoveryDays * MINUTES_PER_DAY);
  const isIll = Number.isFinite(casualty.body.deathAtMinutes);
  if (!isIll && canReturnFrom(t, casualty, facility, fitAt - t.now)) {
    if (fitAt - t.now <= SHORT_STAY_MINUTES || takeBed(t, casualty, facility)) {
      returnToDuty(t, casualty, fitAt);
      return;
    }
  }
  if (isIll && isHighestInTheatre(t, facility)) {
    stayForCare(t, casualty, facility);
    return;
  }
  if (facility.onward.length > 0) {
    awaitTransport(t, casualty, facility);
    return;
  }
  if (!takeBed(t, casualty, facility)) t.log(casualty, EVENT.holding, HOLDING.bed);
  if (casualty.returnsToDuty && !casualty.needsSpecialist) returnToDuty(t, casualty, fitAt);
  else stayInCare(t, casualty);
}

/** Whether all further evacuation leaves the theatre: for that, a casualty has to be stable. */
function isHighestInTheatre(t: Theatre, facility: Facility): boolean {
  return facility.onward.every((index) => t.facilities[index].role === ROLE_4);
}

/** Too ill to leave: intensive care if there is a bed, and another look every twelve hours. */
function stayForCare(t: Theatre, casualty: Casualty, facility: Facility): void {
  if (casualty.held !== RESOURCE.icuBed) {
    if (facility.isFree(RESOURCE.icuBed)) {
      facility.take(RESOURCE.icuBed, t.now);
      t.releaseHeld(casualty);
      casualty.held = RESOURCE.icuBed;
      t.logWithReading(casualty, EVENT.admittedIcu);
    } else if (!takeBed(t, casualty, facility)) {
      t.log(casualty, EVENT.holding, HOLDING.bed);
      t.releaseHeld(casualty);
    }
  }
  if (isBeyondCare(t, casualty, facility)) dieLater(t, casualty);
  else t.scheduleNext(STEP.reassess, casualty, t.now + REASSESS_MINUTES);
}

/** Whether what kills is out of reach of all that a reassessment can do: an injury of the brain, a burn. */
function isBeyondCare(t: Theatre, casualty: Casualty, facility: Facility): boolean {
  const { bleeding, airway, chest, sepsis, agent, other } = casualty.body;
  const isTreatable =
    bleeding.flowPerHour > 0 ||
    airway.isLethal ||
    chest.isLethal ||
    sepsis.isLethal ||
    agent.isLethal ||
    other.isLethal;
  return !isTreatable && !(facility.hasTable && needsTable(t, casualty, facility.role));
}

/** Recovery within the role's evacuation policy, with nothing left that only a higher role can do. */
function canReturnFrom(t: Theatre, casualty: Casualty, facility: Facility, minutes: number): boolean {
  const { role_1, role_2, role_3 } = t.scenario.medical.evacuation_policy_days;
  const policyDays = facility.role === 1 ? role_1 : facility.role === 2 ? role_2 : role_3;
  const isTreated =
    !casualty.needsWoundSurgery || casualty.has(FLAG.operated) || casualty.log.woundCount === 0;
  return (
    casualty.returnsToDuty &&
    !casualty.needsSpecialist &&
    casualty.roleNeeded <= facility.role &&
    isTreated &&
    minutes <= Math.min(policyDays * MINUTES_PER_DAY, keepsFor(t, casualty, facility))
  );
}

/** Minutes that the facility may keep the casualty from now on; its holding time counts from the door. */
export function keepsFor(t: Theatre, casualty: Casualty, facility: Facility): number {
  return Math.max(0, casualty.arrivedMinutes + facility.holdingMinutes - t.now);
}

/** A ward bed, else a holding bed. False when there is none; the casualty then stays where it is. */
export function takeBed(t: Theatre, casualty: Casualty, facility: Facility): boolean {
  if (casualty.held === RESOURCE.wardBed || casualty.held === RESOURCE.holdingBed) return true;
  const first = facility.role === 1 ? RESOURCE.holdingBed : RESOURCE.wardBed;
  const second = first === RESOURCE.wardBed ? RESOURCE.holdingBed : RESOURCE.wardBed;
  for (const resource of [first, second]) {
    if (!facility.isFree(resource)) continue;
    facility.take(resource, t.now);
    t.releaseHeld(casualty);
    casualty.held = resource;
    t.logWithReading(casualty, EVENT.admittedWard, resource);
    return true;
  }
  return false;
}

/** Rests until fit to be moved, then asks for transport. */
function awaitTransport(t: Theatre, casualty: Casualty, facility: Facility): void {
  const hasBed = takeBed(t, casualty, facility);
  if (!hasBed) {
    t.log(casualty, EVENT.holding, HOLDING.bed);
    // Nobody blocks a bay or a table for want of a bed: the casualty waits on a litter.
    if (casualty.held !== NONE && casualty.held !== RESOURCE.icuBed) t.releaseHeld(casualty);
  }
  const mustRest = casualty.has(FLAG.operated) && !casualty.hasRested && !casualty.needsNeurosurgery;
  const rest = mustRest ? Math.min(t.timing.wardStableHours * 60, keepsFor(t, casualty, facility)) : 0;
  if (mustRest) casualty.hasRested = true;
  t.scheduleNext(STEP.stable, casualty, t.now + rest);
}
