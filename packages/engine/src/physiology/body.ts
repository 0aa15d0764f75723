import { PATHWAY } from '../record/codes.js';
import { Bleeding, type BleedingParameters } from './bleeding.js';
import { Process } from './process.js';

const PROCESS_NAMES = ['airway', 'chest', 'brain', 'burn', 'sepsis', 'agent', 'other'] as const;
export type ProcessName = (typeof PROCESS_NAMES)[number];
/** Stands for every pathway that was never opened: always idle, shared, 200 bytes saved for each. */
const NEVER_OPENED = new Process();

/**
 * Everything that can kill one casualty: bleeding and the other pathways, each with its own time. Death is the first to
 * reach its limit. Treatments change a process and then ask for the new time of death.
 */
export class Body {
  readonly bleeding: Bleeding;
  airway: Process = NEVER_OPENED;
  chest: Process = NEVER_OPENED;
  brain: Process = NEVER_OPENED;
  burn: Process = NEVER_OPENED;
  sepsis: Process = NEVER_OPENED;
  agent: Process = NEVER_OPENED;
  /** Disease, non-battle courses, and injuries that no other process covers. */
  other: Process = NEVER_OPENED;
  /** What a death by `other` is put down to. */
  otherCause: number = PATHWAY.other;
  /** A death without a course: at once, or in an attacked vehicle. */
  suddenDeathAtMinutes = Number.POSITIVE_INFINITY;
  suddenCause: number = PATHWAY.other;

  constructor(parameters: BleedingParameters, minorLossCurve: Float64Array) {
    this.bleeding = new Bleeding(parameters, minorLossCurve);
  }

  start(nowMinutes: number, triadFactor: number): void {
    this.bleeding.start(nowMinutes, triadFactor);
    for (const name of PROCESS_NAMES) if (this[name] !== NEVER_OPENED) this[name].clear();
    this.otherCause = PATHWAY.other;
    this.suddenDeathAtMinutes = Number.POSITIVE_INFINITY;
  }

  /** The process of a pathway, to open it. Most casualties open one or two of the seven. */
  openable(name: ProcessName): Process {
    if (this[name] === NEVER_OPENED) this[name] = new Process();
    return this[name];
  }

  /** Minute of death if nothing changes; Infinity if none is due. */
  get deathAtMinutes(): number {
    return Math.min(
      this.suddenDeathAtMinutes,
      this.bleeding.deathAtMinutes,
      this.airway.deathAtMinutes,
      this.chest.deathAtMinutes,
      this.brain.deathAtMinutes,
      this.burn.deathAtMinutes,
      this.sepsis.deathAtMinutes,
      this.agent.deathAtMinutes,
      this.other.deathAtMinutes,
    );
  }

  /** The pathway that reaches its limit first, as `PATHWAY`. */
  causeOfDeath(): number {
    const at = this.deathAtMinutes;
    if (this.suddenDeathAtMinutes === at) return this.suddenCause;
    if (this.bleeding.deathAtMinutes === at) return this.bleedingCause();
    if (this.airway.deathAtMinutes === at) return PATHWAY.airway;
    if (this.chest.deathAtMinutes === at) return PATHWAY.tensionPneumothorax;
    if (this.brain.deathAtMinutes === at) return PATHWAY.brain;
    if (this.burn.deathAtMinutes === at) return PATHWAY.burn;
    if (this.sepsis.deathAtMinutes === at) return PATHWAY.sepsis;
    if (this.agent.deathAtMinutes === at) return PATHWAY.agent;
    return this.otherCause;
  }

  dieSuddenly(atMinutes: number, cause: number): void {
    this.suddenDeathAtMinutes = atMinutes;
    this.suddenCause = cause;
  }

  /** Begins a decline towards death by `cause`; the signs follow it. */
  decline(nowMinutes: number, minutesToDeath: number, cause: number, health: number): void {
    const present = this.other.healthAt(nowMinutes);
    this.openable('other').open(nowMinutes, Math.min(health, present), minutesToDeath);
    this.otherCause = cause;
  }

  /** Severity of the systemic channel, 0 to 1: the worst of burn, sepsis, agent and the rest. */
  systemicAt(nowMinutes: number): number {
    return Math.max(
      this.burn.severityAt(nowMinutes),
      this.sepsis.severityAt(nowMinutes),
      this.agent.severityAt(nowMinutes),
      this.other.severityAt(nowMinutes),
    );
  }

  /** The bleeding that still contributes most. */
  bleedingCause(): number {
    const b = this.bleeding;
    // After control, the untreated flows say where the blood went.
    const isOpen = b.isBleeding;
    const limb = b.limbFlow * (isOpen ? b.limbControl : 1);
    const junctional = b.junctionalFlow * (isOpen ? b.junctionalControl : 1);
    const torso = b.torsoFlow * (isOpen ? b.torsoControl : 1);
    if (torso >= junctional && torso >= limb) return PATHWAY.torsoBleeding;
    return junctional >= limb ? PATHWAY.junctionalBleeding : PATHWAY.limbBleeding;
  }
}
