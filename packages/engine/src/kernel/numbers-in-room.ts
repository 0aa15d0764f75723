/** A class whose objects keep the fields `Name` in a room; see {@link numbersInRoom}. */
export interface InRoom<Name extends string> {
  new (room: Float64Array, place: number): { [Field in Name]: number };
  /** Room for so many objects. Each takes a place in it, from 0. */
  makeRoom(objects: number): Float64Array;
}

/**
 * A base class whose numeric fields stand in an array, the room, that many objects share. As fields of their own,
 * numbers that may hold a fraction would each be one more object: three times the memory, and a far read each time one
 * is looked at.
 *
 * @param names the fields; what is used together belongs together, since it then comes with one read
 */
export function numbersInRoom<const Name extends string>(...names: readonly Name[]): InRoom<Name> {
  const width = names.length;

  class Numbers {
    readonly room: Float64Array;
    readonly from: number;

    constructor(room: Float64Array, place: number) {
      this.room = room;
      this.from = place * width;
    }

    static makeRoom(objects: number): Float64Array {
      return new Float64Array(objects * width);
    }
  }

  names.forEach((name, offset) => {
    Object.defineProperty(Numbers.prototype, name, {
      get(this: Numbers): number {
        return this.room[this.from + offset];
      },
      set(this: Numbers, value: number) {
        this.room[this.from + offset] = value;
      },
    });
  });
  return Numbers as unknown as InRoom<Name>;
}
