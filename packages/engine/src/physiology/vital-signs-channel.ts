import { CLASS, PATHWAY } from '../record/codes.js';
import { SYSTEMIC, type VitalState } from './vital-signs.js';

/** What a care path and a casualty under simulation both say about the systemic channel. */
export interface ChannelFacts {
  readonly casualtyClass: number;
  readonly woundCount: number;
  readonly agent: number;
  readonly pathways: number;
  readonly conditionRow: number;
}

const BURN = 1 << PATHWAY.burn;
const SEPSIS = 1 << PATHWAY.sepsis;
/** By agent number: none, nerve, mustard, choking, radiation. */
const AGENT_PROFILES = [
  SYSTEMIC.general,
  SYSTEMIC.nerveAgent,
  SYSTEMIC.blisterAgent,
  SYSTEMIC.chokingAgent,
  SYSTEMIC.radiation,
] as const;

/**
 * Chooses how the systemic channel of this casualty shows: an agent, disease and accident by their own signs, then
 * burn, sepsis, or several injuries. The simulation and the record use the same choice.
 */
export function chooseSystemicProfile(facts: ChannelFacts, state: VitalState): void {
  const isWhole = facts.casualtyClass !== CLASS.battleInjury || facts.woundCount === 0;
  state.condition = facts.agent === 0 && isWhole ? facts.conditionRow : -1;
  if (facts.agent > 0) state.profile = AGENT_PROFILES[facts.agent] ?? SYSTEMIC.general;
  else if ((facts.pathways & BURN) !== 0) state.profile = SYSTEMIC.burn;
  else if ((facts.pathways & SEPSIS) !== 0) state.profile = SYSTEMIC.sepsis;
  else state.profile = SYSTEMIC.general;
}

const MINUTES_OF_ALARM = 60;
const MINUTES_TO_EASE = 720;
/** How far the wounded are from ease once settled, and the sick from the first. Estimates. */
const SETTLED = 0.2;
const ACCIDENT = 0.6;
const ILLNESS = 0.3;

/** Stress on the scale of `VitalState.arousal`: full for an hour after a battle injury, then falling for half a day. Estimate. */
export function arousalAt(casualtyClass: number, minutesSinceInjury: number): number {
  if (casualtyClass === CLASS.disease) return ILLNESS;
  const peak = casualtyClass === CLASS.battleInjury ? 1 : ACCIDENT;
  const past = (minutesSinceInjury - MINUTES_OF_ALARM) / MINUTES_TO_EASE;
  return peak - (peak - SETTLED) * Math.min(1, Math.max(0, past));
}
