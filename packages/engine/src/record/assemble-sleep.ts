import { type Course, STATION } from './assemble-course.js';

/** From the start of an operation until the patient sleeps (induction and tube, T16, T17). */
const INDUCTION_SECONDS = 300;
/** From the end of an operation until the patient is awake, when no tube stays in. Estimate. */
const EMERGENCE_SECONDS = 1800;
/** Nobody is kept asleep longer for a tube in this record. Estimate; the care of the ventilated assumes the same. */
const TUBE_SECONDS = 48 * 3600;
/** Nothing by mouth before and after an operation. Estimate after common practice (six hours for solids). */
const FAST_BEFORE_SECONDS = 6 * 3600;
const FAST_AFTER_SECONDS = 6 * 3600;

/**
 * Whether the patient is under general anaesthesia or sedated for a tube at a time: on the table, and with a tube in
 * until the first stay in which nobody would be ventilated.
 *
 * @param tubeSeconds when tubes were placed
 */
export function isAsleepAt(course: Course, tubeSeconds: readonly number[], seconds: number): boolean {
  for (let i = 0; i < course.stayCount; i++) {
    const { station, startSeconds, endSeconds } = course.stays[i];
    if (startSeconds > seconds) break;
    if (station !== STATION.surgery || seconds < startSeconds + INDUCTION_SECONDS) continue;
    if (seconds <= endSeconds + EMERGENCE_SECONDS && !isAwakeBy(course, endSeconds, seconds)) return true;
  }
  return isTubeInAt(course, tubeSeconds, seconds);
}

/** Whether a tube that was put in off the table is still in at a time. */
export function isTubeInAt(course: Course, tubeSeconds: readonly number[], seconds: number): boolean {
  for (let i = 0; i < tubeSeconds.length; i++) {
    const placed = tubeSeconds[i];
    if (placed > seconds || seconds - placed > TUBE_SECONDS) continue;
    if (!isAwakeBy(course, placed, seconds)) return true;
  }
  return false;
}

/**
 * Whether a stay for patients who breathe on their own began after `placed` and before `seconds`. The bed in which a
 * Role 1 holds whoever waits for transport is none: nobody there takes a tube out.
 */
function isAwakeBy(course: Course, placed: number, seconds: number): boolean {
  for (let i = 0; i < course.stayCount; i++) {
    const { station, role, startSeconds } = course.stays[i];
    if (startSeconds >= seconds) return false;
    if (startSeconds < placed || (station === STATION.ward && role < 2)) continue;
    if (station === STATION.ward || station === STATION.role1 || station === STATION.outpatient) return true;
  }
  return false;
}

/** Whether nothing may be swallowed at a time, for an operation just before or after. */
export function isFastingAt(course: Course, seconds: number): boolean {
  for (let i = 0; i < course.stayCount; i++) {
    const { station, startSeconds, endSeconds } = course.stays[i];
    if (startSeconds - FAST_BEFORE_SECONDS > seconds) return false;
    if (station === STATION.surgery && seconds <= endSeconds + FAST_AFTER_SECONDS) return true;
  }
  return false;
}
