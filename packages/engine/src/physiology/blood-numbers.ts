/** Numbers of one casualty, three cache lines; the last six places are not used. */
const NUMBERS = 24;

/** Room for the numbers of several casualties side by side. */
export function bloodRoom(casualties: number): Float64Array {
  return new Float64Array(casualties * NUMBERS);
}

/**
 * The numbers of `Bleeding`, in an array that casualties share. As fields each would be an object of its own, which took
 * three times the memory and several far reads for every reading of the signs.
 */
export class BloodNumbers {
  readonly #room: Float64Array;
  readonly #from: number;

  /** @param place which of the room's casualties this is */
  constructor(room: Float64Array, place: number) {
    this.#room = room;
    this.#from = place * NUMBERS;
  }

  /** Present flow A, per hour. */
  protected get flow(): number {
    return this.#room[this.#from];
  }
  protected set flow(value: number) {
    this.#room[this.#from] = value;
  }

  /** Volume without the minor loss when last brought up to date. */
  protected get volume(): number {
    return this.#room[this.#from + 1];
  }
  protected set volume(value: number) {
    this.#room[this.#from + 1] = value;
  }

  /** When that was. */
  protected get atMinutes(): number {
    return this.#room[this.#from + 2];
  }
  protected set atMinutes(value: number) {
    this.#room[this.#from + 2] = value;
  }

  /** When the casualty was hurt: the minor loss counts from there. */
  protected get startMinutes(): number {
    return this.#room[this.#from + 3];
  }
  protected set startMinutes(value: number) {
    this.#room[this.#from + 3] = value;
  }

  /** Cold raises the triad, per hour. */
  protected get triad(): number {
    return this.#room[this.#from + 4];
  }
  protected set triad(value: number) {
    this.#room[this.#from + 4] = value;
  }

  /** Largest loss by wounds that stop by themselves, fraction; it comes with a time constant. */
  get minorLoss(): number {
    return this.#room[this.#from + 5];
  }
  set minorLoss(value: number) {
    this.#room[this.#from + 5] = value;
  }

  get lowestVolume(): number {
    return this.#room[this.#from + 6];
  }
  set lowestVolume(value: number) {
    this.#room[this.#from + 6] = value;
  }

  /** Minute of death if nothing changes; Infinity if none is due. */
  get deathAtMinutes(): number {
    return this.#room[this.#from + 7];
  }
  set deathAtMinutes(value: number) {
    this.#room[this.#from + 7] = value;
  }

  /** Sum of α of the open wounds by where they can be controlled, per hour, untreated. */
  get limbFlow(): number {
    return this.#room[this.#from + 8];
  }
  set limbFlow(value: number) {
    this.#room[this.#from + 8] = value;
  }

  get junctionalFlow(): number {
    return this.#room[this.#from + 9];
  }
  set junctionalFlow(value: number) {
    this.#room[this.#from + 9] = value;
  }

  get torsoFlow(): number {
    return this.#room[this.#from + 10];
  }
  set torsoFlow(value: number) {
    this.#room[this.#from + 10] = value;
  }

  /** Share of the flow that goes on: 1 untreated, 0 where control holds. */
  get limbControl(): number {
    return this.#room[this.#from + 11];
  }
  set limbControl(value: number) {
    this.#room[this.#from + 11] = value;
  }

  get junctionalControl(): number {
    return this.#room[this.#from + 12];
  }
  set junctionalControl(value: number) {
    this.#room[this.#from + 12] = value;
  }

  get torsoControl(): number {
    return this.#room[this.#from + 13];
  }
  set torsoControl(value: number) {
    this.#room[this.#from + 13] = value;
  }

  /** Drugs and blood act on all of it. */
  get clotting(): number {
    return this.#room[this.#from + 14];
  }
  set clotting(value: number) {
    this.#room[this.#from + 14] = value;
  }

  /** When this casualty's bleeding began; the triad counts from there and is never restarted. */
  protected get bleedingSinceMinutes(): number {
    return this.#room[this.#from + 15];
  }
  protected set bleedingSinceMinutes(value: number) {
    this.#room[this.#from + 15] = value;
  }

  /** Blood keeps up with the flow until then, and the volume rises towards the target. */
  protected get heldUntilMinutes(): number {
    return this.#room[this.#from + 16];
  }
  protected set heldUntilMinutes(value: number) {
    this.#room[this.#from + 16] = value;
  }

  protected get heldTarget(): number {
    return this.#room[this.#from + 17];
  }
  protected set heldTarget(value: number) {
    this.#room[this.#from + 17] = value;
  }
}
