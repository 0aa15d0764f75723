import { exp, log } from '../random/det-math.js';

/** ln(−ln(0.5 / 20)): the exponent at which health is 0.5 of 20, which is death. */
const DEATH_EXPONENT = 1.3053227409632366; // log(log(40))
const FULL_HEALTH = 20;

const IDLE = 0;
const FALLING = 1;
const RECOVERING = 2;
const PASSING = 3;

/**
 * One open pathway other than bleeding. Health H falls along 20 · exp(−exp(b + c·t)) from H₀ at the start to 0.5, which
 * is death, exactly after T; when the pathway closes it goes on from its value towards an end value, without a jump.
 * Source: simulation model, section 4. Times are minutes since the scenario's start.
 */
export class Process {
  /** Minute of death if nothing changes; Infinity when it does not lead there. */
  deathAtMinutes = Number.POSITIVE_INFINITY;
  #state = IDLE;
  // NaN rather than 0 or 20, for the reason given at `Casualty`.
  #fromMinutes = Number.NaN;
  #health = Number.NaN;
  #b = Number.NaN;
  #c = Number.NaN;
  #endHealth = Number.NaN;
  #tauMinutes = Number.NaN;
  #riseMinutes = Number.NaN;

  get isActive(): boolean {
    return this.#state !== IDLE;
  }

  get isLethal(): boolean {
    return this.#state === FALLING;
  }

  clear(): void {
    this.#state = IDLE;
    this.#health = FULL_HEALTH;
    this.deathAtMinutes = Number.POSITIVE_INFINITY;
  }

  /** Opens at `nowMinutes` with `health` left (below 20) and leads to death after `minutesToDeath`. */
  open(nowMinutes: number, health: number, minutesToDeath: number): void {
    this.#state = FALLING;
    this.#fromMinutes = nowMinutes;
    this.#health = health;
    this.#b = log(-log(health / FULL_HEALTH));
    this.#c = (DEATH_EXPONENT - this.#b) / minutesToDeath;
    this.deathAtMinutes = nowMinutes + minutesToDeath;
  }

  /** A condition that does not kill: health is `health` now and returns to `endHealth`. */
  settle(nowMinutes: number, health: number, endHealth: number, tauMinutes: number): void {
    this.#state = RECOVERING;
    this.#fromMinutes = nowMinutes;
    this.#health = health;
    this.#endHealth = endHealth;
    this.#tauMinutes = tauMinutes;
    this.deathAtMinutes = Number.POSITIVE_INFINITY;
  }

  /**
   * A condition that comes and goes and does not kill: it falls towards `health` with the time constant `riseMinutes`,
   * and what there is of it fades with `tauMinutes`, the longer of the two.
   */
  pass(nowMinutes: number, health: number, riseMinutes: number, tauMinutes: number): void {
    this.settle(nowMinutes, health, FULL_HEALTH, tauMinutes);
    this.#state = PASSING;
    this.#riseMinutes = riseMinutes;
  }

  /** The pathway closes: recovery from the present value. */
  close(nowMinutes: number, tauMinutes: number): void {
    if (this.#state !== FALLING) return;
    this.settle(nowMinutes, this.healthAt(nowMinutes), FULL_HEALTH, tauMinutes);
  }

  /** Partial treatment: the remaining time is stretched, the pathway stays open. */
  stretch(nowMinutes: number, factor: number): void {
    if (this.#state !== FALLING) return;
    this.open(nowMinutes, this.healthAt(nowMinutes), (this.deathAtMinutes - nowMinutes) * factor);
  }

  /** Relief for a while: the course stands still for `minutes`, then goes on. */
  delay(nowMinutes: number, minutes: number): void {
    if (this.#state !== FALLING) return;
    this.open(nowMinutes, this.healthAt(nowMinutes), this.deathAtMinutes - nowMinutes + minutes);
  }

  /** Health score 0.5 to 20. */
  healthAt(nowMinutes: number): number {
    if (this.#state === IDLE) return FULL_HEALTH;
    const elapsed = nowMinutes - this.#fromMinutes;
    if (this.#state === FALLING) return FULL_HEALTH * exp(-exp(this.#b + this.#c * elapsed));
    const loss = (this.#endHealth - this.#health) * exp(-elapsed / this.#tauMinutes);
    if (this.#state === RECOVERING) return this.#endHealth - loss;
    return this.#endHealth - loss * (1 - exp(-elapsed / this.#riseMinutes));
  }

  /** 0 healthy to 1 dead. */
  severityAt(nowMinutes: number): number {
    return this.#state === IDLE ? 0 : 1 - this.healthAt(nowMinutes) / FULL_HEALTH;
  }
}
