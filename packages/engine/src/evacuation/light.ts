import type { Plan } from '../compile/plan.js';

/** Dawn and dusk, hours of the day. Estimate: the middle of the year's range in temperate latitudes. */
const DAWN_HOUR = 6;
const DUSK_HOUR = 20;
const MINUTES_PER_DAY = 1440;

export function isLight(plan: Plan, nowMinutes: number): boolean {
  const hour = minuteOfDay(plan, nowMinutes) / 60;
  return hour >= DAWN_HOUR && hour < DUSK_HOUR;
}

/**
 * Whether a vehicle may set out.
 *
 * @param needsDaylight moves between dawn and dusk only
 * @param isExposed on the ground forward of the first facility, where contested movement counts
 */
export function mayMove(plan: Plan, nowMinutes: number, needsDaylight: boolean, isExposed: boolean): boolean {
  if (needsDaylight && !isLight(plan, nowMinutes)) return false;
  return !(
    isExposed &&
    plan.scenario.medical.contested.daylight_movement === 'none' &&
    isLight(plan, nowMinutes)
  );
}

/** The next dawn or dusk after now. */
export function nextLightChange(plan: Plan, nowMinutes: number): number {
  const minute = minuteOfDay(plan, nowMinutes);
  const next =
    minute < DAWN_HOUR * 60
      ? DAWN_HOUR * 60
      : minute < DUSK_HOUR * 60
        ? DUSK_HOUR * 60
        : DAWN_HOUR * 60 + MINUTES_PER_DAY;
  return nowMinutes + next - minute;
}

function minuteOfDay(plan: Plan, nowMinutes: number): number {
  return (plan.startEpochSeconds / 60 + nowMinutes) % MINUTES_PER_DAY;
}
