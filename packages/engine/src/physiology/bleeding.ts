import { numbersInRoom } from '../kernel/fields-in-room.js';
import { exp, log } from '../random/det-math.js';

const MINUTES_PER_HOUR = 60;

/** Numbers of the bleeding model; see the physiology table for units and sources. */
export interface BleedingParameters {
  readonly triadPerHour: number;
  readonly deathVolume: number;
  readonly flowCapPerHour: number;
  readonly minorLossTauMinutes: number;
  readonly refillTauHours: number;
  readonly transfusionTauMinutes: number;
}

/** Ten days: by then the loss has long been made up. */
const CURVE_MINUTES = 14_400;

/**
 * Share of the minor loss that is missing at each minute after wounding. A table, since every reading of every wounded
 * casualty asks for it; straight lines between whole minutes are within 2e-4 of the two exponentials.
 */
export function tabulateMinorLoss(parameters: BleedingParameters): Float64Array {
  const curve = new Float64Array(CURVE_MINUTES + 1);
  const refillMinutes = parameters.refillTauHours * MINUTES_PER_HOUR;
  for (let minute = 0; minute <= CURVE_MINUTES; minute++) {
    curve[minute] = (1 - exp(-minute / parameters.minorLossTauMinutes)) * exp(-minute / refillMinutes);
  }
  return curve;
}

const NumbersOfBleeding = numbersInRoom(
  /** Present flow A. */
  'flowPerHour',
  /** Volume without the minor loss when last brought up to date. */
  'volume',
  /** When that was. */
  'atMinutes',
  /** When the casualty was hurt: the minor loss counts from there. */
  'startMinutes',
  /** Cold raises the triad, per hour. */
  'triad',
  /** Largest loss by wounds that stop by themselves, fraction; it comes with a time constant. */
  'minorLoss',
  'lowestVolume',
  /** Minute of death if nothing changes; Infinity if none is due. */
  'deathAtMinutes',
  /** Sum of α of the open wounds by where they can be controlled, per hour, untreated. */
  'limbFlow',
  'junctionalFlow',
  'torsoFlow',
  /** Share of the flow that goes on: 1 untreated, 0 where control holds. */
  'limbControl',
  'junctionalControl',
  'torsoControl',
  /** Drugs and blood act on all of it. */
  'clotting',
  /** When this casualty's bleeding began; the triad counts from there and is never restarted. */
  'bleedingSinceMinutes',
  /** Blood keeps up with the flow until then, and the volume rises towards the target. */
  'heldUntilMinutes',
  'heldTarget',
);

/**
 * Blood volume of one casualty, as a fraction of normal. While it bleeds, ln V falls by
 * A·((t − t₁) + κ·(t² − t₁²)) with t in hours since this casualty's bleeding began, which is never restarted; when it
 * has stopped, the deficit shrinks with a time constant. Control scales A, and so both terms: a limb under a tourniquet
 * does not die of the triad. While blood is given as fast as it is lost (`hold`), the volume rises towards a target and
 * nobody bleeds to death. Source: simulation model, section 4.
 */
export class Bleeding extends NumbersOfBleeding {
  readonly #parameters: BleedingParameters;
  readonly #minorLossCurve: Float64Array;

  /**
   * @param minorLossCurve shared by all casualties of a run
   * @param room see `makeRoom`
   * @param place which of the room's casualties this is
   */
  constructor(
    parameters: BleedingParameters,
    minorLossCurve = tabulateMinorLoss(parameters),
    room = Bleeding.makeRoom(1),
    place = 0,
  ) {
    super(room, place);
    this.#parameters = parameters;
    this.#minorLossCurve = minorLossCurve;
  }

  start(nowMinutes: number, triadFactor: number): void {
    this.limbFlow = 0;
    this.junctionalFlow = 0;
    this.torsoFlow = 0;
    this.limbControl = 1;
    this.junctionalControl = 1;
    this.torsoControl = 1;
    this.clotting = 1;
    this.minorLoss = 0;
    this.lowestVolume = 1;
    this.deathAtMinutes = Number.POSITIVE_INFINITY;
    this.triad = this.#parameters.triadPerHour * triadFactor;
    this.startMinutes = nowMinutes;
    this.bleedingSinceMinutes = nowMinutes;
    this.atMinutes = nowMinutes;
    this.volume = 1;
    this.flowPerHour = 0;
    this.heldUntilMinutes = nowMinutes;
    this.heldTarget = 0;
  }

  get isBleeding(): boolean {
    return this.flowPerHour > 0;
  }

  /** Call after any change of flow or control: brings the volume up to date and finds the new time of death. */
  update(nowMinutes: number): void {
    this.#advance(nowMinutes);
    const p = this.#parameters;
    this.flowPerHour = Math.min(
      p.flowCapPerHour,
      (this.limbFlow * this.limbControl +
        this.junctionalFlow * this.junctionalControl +
        this.torsoFlow * this.torsoControl) *
        this.clotting,
    );
    this.deathAtMinutes = this.flowPerHour > 0 ? this.#timeOfDeath() : Number.POSITIVE_INFINITY;
  }

  /** A further limb wound opens. The clock of the triad starts with the first bleeding and is never restarted. */
  openLimb(nowMinutes: number, flowPerHour: number): void {
    const { limbFlow, junctionalFlow, torsoFlow } = this;
    if (limbFlow + junctionalFlow + torsoFlow === 0) this.bleedingSinceMinutes = nowMinutes;
    // What is controlled already stays so: only the new wound bleeds freely.
    this.limbFlow = limbFlow * this.limbControl + flowPerHour;
    this.limbControl = 1;
    this.update(nowMinutes);
  }

  /** Adds volume by transfusion, up to `capVolume`. */
  transfuse(nowMinutes: number, volume: number, capVolume: number): void {
    this.#advance(nowMinutes);
    this.volume = Math.max(this.volume, Math.min(capVolume, this.volume + volume));
    this.update(nowMinutes);
  }

  /**
   * Blood is given as fast as it is lost for `minutes`: the volume rises towards `targetVolume` with a time constant and
   * never falls; after that the flow goes on from where the volume is by then.
   */
  hold(nowMinutes: number, minutes: number, targetVolume: number): void {
    this.#advance(nowMinutes);
    this.heldUntilMinutes = nowMinutes + minutes;
    this.heldTarget = Math.max(this.volume, targetVolume);
    this.update(nowMinutes);
  }

  /** Volume fraction, the minor loss included; never below the death threshold while alive. */
  volumeAt(nowMinutes: number): number {
    return this.#coreVolumeAt(nowMinutes) * (1 - this.#minorLossAt(nowMinutes));
  }

  #advance(nowMinutes: number): void {
    this.volume = this.#coreVolumeAt(nowMinutes);
    this.atMinutes = nowMinutes;
    const volume = this.volume * (1 - this.#minorLossAt(nowMinutes));
    if (volume < this.lowestVolume) this.lowestVolume = volume;
  }

  /** Fraction lost by wounds that stop by themselves: it comes with one time constant and is made up with another. */
  #minorLossAt(nowMinutes: number): number {
    if (this.minorLoss === 0) return 0;
    const elapsed = nowMinutes - this.startMinutes;
    const curve = this.#minorLossCurve;
    const last = curve.length - 1;
    if (elapsed >= last) return this.minorLoss * curve[last];
    const minute = Math.floor(elapsed);
    return this.minorLoss * (curve[minute] + (elapsed - minute) * (curve[minute + 1] - curve[minute]));
  }

  /** Volume without the minor loss. */
  #coreVolumeAt(nowMinutes: number): number {
    const from = this.#freeFromMinutes();
    if (nowMinutes < from) return this.#heldVolumeAt(nowMinutes);
    const volume = from > this.atMinutes ? this.#heldVolumeAt(from) : this.volume;
    if (this.flowPerHour > 0) {
      const t1 = (from - this.bleedingSinceMinutes) / MINUTES_PER_HOUR;
      const t = (nowMinutes - this.bleedingSinceMinutes) / MINUTES_PER_HOUR;
      return volume * exp(-this.flowPerHour * (t - t1 + this.triad * (t * t - t1 * t1)));
    }
    if (volume === 1) return 1;
    const elapsedHours = (nowMinutes - from) / MINUTES_PER_HOUR;
    return 1 - (1 - volume) * exp(-elapsedHours / this.#parameters.refillTauHours);
  }

  /** From when on the flow, or recovery, has its way. */
  #freeFromMinutes(): number {
    return Math.max(this.atMinutes, this.heldUntilMinutes);
  }

  #heldVolumeAt(nowMinutes: number): number {
    const missing = this.heldTarget - this.volume;
    if (missing <= 0) return this.volume;
    const elapsed = nowMinutes - this.atMinutes;
    return this.heldTarget - missing * exp(-elapsed / this.#parameters.transfusionTauMinutes);
  }

  /** Root of (t − t₁) + κ·(t² − t₁²) = ln(V / V_death) / A. */
  #timeOfDeath(): number {
    // The minor loss counts in full, so that the volume that is read never falls below the threshold alive.
    const threshold = this.#parameters.deathVolume / (1 - this.minorLoss);
    const from = this.#freeFromMinutes();
    const volume = from > this.atMinutes ? this.#heldVolumeAt(from) : this.volume;
    if (volume <= threshold) return from;
    const t1 = (from - this.bleedingSinceMinutes) / MINUTES_PER_HOUR;
    const constant = t1 + this.triad * t1 * t1 + log(volume / threshold) / this.flowPerHour;
    // The form of the root that loses no digits when κ is small.
    const t = (2 * constant) / (1 + Math.sqrt(1 + 4 * this.triad * constant));
    return this.bleedingSinceMinutes + t * MINUTES_PER_HOUR;
  }
}
