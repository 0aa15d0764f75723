import { PATHWAY } from '../record/codes.js';
import type { Bleeding } from './bleeding.js';
import { Process } from './process.js';

export type ProcessName = 'airway' | 'chest' | 'brain' | 'burn' | 'sepsis' | 'agent' | 'other';
/** Stands for every pathway that is not open: always idle, shared, 200 bytes and a far read saved for each. */
const NOT_OPEN = new Process();

/**
 * Everything that can kill one casualty: bleeding and the other pathways, each with its own time. Death is the first to
 * reach its limit. Treatments change a process and then ask for the new time of death.
 */
export class Body {
  readonly bleeding: Bleeding;
  airway: Process = NOT_OPEN;
  chest: Process = NOT_OPEN;
  brain: Process = NOT_OPEN;
  burn: Process = NOT_OPEN;
  sepsis: Process = NOT_OPEN;
  agent: Process = NOT_OPEN;
  /** Disease, non-battle courses, and injuries that no other process covers. */
  other: Process = NOT_OPEN;
  /** What a death by `other` is put down to. */
  otherCause: number = PATHWAY.other;
  /** A death without a course: at once, or in an attacked vehicle. */
  suddenDeathAtMinutes = Number.POSITIVE_INFINITY;
  suddenCause: number = PATHWAY.other;

  readonly #idle: Process[];

  /** @param idle processes that are not in use, shared by all casualties of a run */
  constructor(bleeding: Bleeding, idle: Process[] = []) {
    this.bleeding = bleeding;
    this.#idle = idle;
  }

  start(nowMinutes: number, triadFactor: number): void {
    this.bleeding.start(nowMinutes, triadFactor);
    this.end();
    this.otherCause = PATHWAY.other;
    this.suddenDeathAtMinutes = Number.POSITIVE_INFINITY;
  }

  /** The course is over: gives the processes back. */
  end(): void {
    this.airway = this.#giveBack(this.airway);
    this.chest = this.#giveBack(this.chest);
    this.brain = this.#giveBack(this.brain);
    this.burn = this.#giveBack(this.burn);
    this.sepsis = this.#giveBack(this.sepsis);
    this.agent = this.#giveBack(this.agent);
    this.other = this.#giveBack(this.other);
  }

  #giveBack(course: Process): Process {
    if (course !== NOT_OPEN) {
      course.clear();
      this.#idle.push(course);
    }
    return NOT_OPEN;
  }

  /** The process of a pathway, to open it. Most casualties open one or two of the seven. */
  openable(name: ProcessName): Process {
    if (this[name] === NOT_OPEN) this[name] = this.#idle.pop() ?? new Process();
    return this[name];
  }

  /** Minute of death if nothing changes; Infinity if none is due. */
  get deathAtMinutes(): number {
    let at = this.suddenDeathAtMinutes;
    const bleeding = this.bleeding.deathAtMinutes;
    if (bleeding < at) at = bleeding;
    // Most of the seven are not open: comparing them costs less than reading an Infinity.
    if (this.airway !== NOT_OPEN && this.airway.deathAtMinutes < at) at = this.airway.deathAtMinutes;
    if (this.chest !== NOT_OPEN && this.chest.deathAtMinutes < at) at = this.chest.deathAtMinutes;
    if (this.brain !== NOT_OPEN && this.brain.deathAtMinutes < at) at = this.brain.deathAtMinutes;
    if (this.burn !== NOT_OPEN && this.burn.deathAtMinutes < at) at = this.burn.deathAtMinutes;
    if (this.sepsis !== NOT_OPEN && this.sepsis.deathAtMinutes < at) at = this.sepsis.deathAtMinutes;
    if (this.agent !== NOT_OPEN && this.agent.deathAtMinutes < at) at = this.agent.deathAtMinutes;
    if (this.other !== NOT_OPEN && this.other.deathAtMinutes < at) at = this.other.deathAtMinutes;
    return at;
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

  /** Active resuscitation: every course other than bleeding stands still for `minutes`, without a jump. */
  suspendCourses(nowMinutes: number, minutes: number): void {
    this.airway.delay(nowMinutes, minutes);
    this.chest.delay(nowMinutes, minutes);
    this.brain.delay(nowMinutes, minutes);
    this.burn.delay(nowMinutes, minutes);
    this.sepsis.delay(nowMinutes, minutes);
    this.agent.delay(nowMinutes, minutes);
    this.other.delay(nowMinutes, minutes);
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
