/** Numbers of one casualty, two cache lines; the last three places are not used. */
const NUMBERS = 16;

/** Room for the numbers of several casualties side by side. */
export function casualtyRoom(casualties: number): Float64Array {
  return new Float64Array(casualties * NUMBERS);
}

/** The numbers of `Casualty` that may hold a fraction, in an array that casualties share, as `BloodNumbers` has it. */
export class CasualtyNumbers {
  readonly #room: Float64Array;
  readonly #from: number;

  /** @param place which of the room's casualties this is */
  constructor(room: Float64Array, place: number) {
    this.#room = room;
    this.#from = place * NUMBERS;
  }

  /** When signs are taken next; Infinity outside facilities. */
  get nextRoundMinutes(): number {
    return this.#room[this.#from];
  }
  set nextRoundMinutes(value: number) {
    this.#room[this.#from] = value;
  }

  get lowestVolume(): number {
    return this.#room[this.#from + 1];
  }
  set lowestVolume(value: number) {
    this.#room[this.#from + 1] = value;
  }

  get recoveryDays(): number {
    return this.#room[this.#from + 2];
  }
  set recoveryDays(value: number) {
    this.#room[this.#from + 2] = value;
  }

  get injuryMinutes(): number {
    return this.#room[this.#from + 3];
  }
  set injuryMinutes(value: number) {
    this.#room[this.#from + 3] = value;
  }

  get waitingSinceMinutes(): number {
    return this.#room[this.#from + 4];
  }
  set waitingSinceMinutes(value: number) {
    this.#room[this.#from + 4] = value;
  }

  /** At the facility where the casualty is. */
  get arrivedMinutes(): number {
    return this.#room[this.#from + 5];
  }
  set arrivedMinutes(value: number) {
    this.#room[this.#from + 5] = value;
  }

  get requestedMinutes(): number {
    return this.#room[this.#from + 6];
  }
  set requestedMinutes(value: number) {
    this.#room[this.#from + 6] = value;
  }

  get tourniquetMinutes(): number {
    return this.#room[this.#from + 7];
  }
  set tourniquetMinutes(value: number) {
    this.#room[this.#from + 7] = value;
  }

  /** How long a limb was under a tourniquet before a physician restored its flow, hours; 0 until then. */
  get ischaemiaHours(): number {
    return this.#room[this.#from + 8];
  }
  set ischaemiaHours(value: number) {
    this.#room[this.#from + 8] = value;
  }

  get vehicleWaitMinutes(): number {
    return this.#room[this.#from + 9];
  }
  set vehicleWaitMinutes(value: number) {
    this.#room[this.#from + 9] = value;
  }

  get tableWaitMinutes(): number {
    return this.#room[this.#from + 10];
  }
  set tableWaitMinutes(value: number) {
    this.#room[this.#from + 10] = value;
  }

  get bedWaitMinutes(): number {
    return this.#room[this.#from + 11];
  }
  set bedWaitMinutes(value: number) {
    this.#room[this.#from + 11] = value;
  }

  /** When a wound infection shows; Infinity when none will. */
  get infectionAtMinutes(): number {
    return this.#room[this.#from + 12];
  }
  set infectionAtMinutes(value: number) {
    this.#room[this.#from + 12] = value;
  }
}
