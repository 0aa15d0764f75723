/** A class whose objects keep the fields `Name` in a room; see {@link numbersInRoom}. */
export interface NumbersInRoom<Name extends string> {
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
export function numbersInRoom<const Name extends string>(...names: readonly Name[]): NumbersInRoom<Name> {
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
  return Numbers as unknown as NumbersInRoom<Name>;
}

/** Arrays that many objects share: numbers of any kind, and whole numbers. */
export interface Room {
  readonly numbers: Float64Array;
  readonly wholes: Int32Array;
}

/** A class whose objects keep all these fields small; see {@link smallFields}. */
export interface SmallFields<Name extends string, Whole extends string, Mark extends string> {
  new (
    room: Room,
    place: number,
  ): { [Field in Name | Whole]: number } & { [Field in Mark]: boolean } & {
    /** Sets all whole numbers to 0 and all marks to false. */
    clearSmallFields(): void;
  };
  makeRoom(objects: number): Room;
}

/** Bits of a number that V8 keeps in place, whatever it is built for. */
const MOST_MARKS = 30;

/**
 * A base class for objects of many fields: numbers that may hold a fraction stand in one shared array, whole numbers of
 * 32 bits (a fraction would be cut off) in another, yes and no are bits of one number. A field of its own takes eight
 * bytes, whatever it holds: those of a casualty took 520 and now take 316 (a heap snapshot of 88,000), fractions apart.
 */
export function smallFields<
  const Name extends string,
  const Whole extends string,
  const Mark extends string,
>(fields: {
  readonly numbers: readonly Name[];
  readonly wholes: readonly Whole[];
  /** Thirty at most. */
  readonly marks: readonly Mark[];
}): SmallFields<Name, Whole, Mark> {
  const { wholes, marks } = fields;
  const width = wholes.length;
  // Its accessors are made by name, so the type lists none.
  const Numbers: NumbersInRoom<never> = numbersInRoom(...fields.numbers);
  if (marks.length > MOST_MARKS) throw new RangeError(`${marks.length} marks do not fit into one number`);

  class Small extends Numbers {
    readonly wholes: Int32Array;
    readonly wholesFrom: number;
    marks = 0;

    constructor(room: Room, place: number) {
      super(room.numbers, place);
      this.wholes = room.wholes;
      this.wholesFrom = place * width;
    }

    clearSmallFields(): void {
      const { wholes: room, wholesFrom: from } = this;
      for (let at = from; at < from + width; at++) room[at] = 0;
      this.marks = 0;
    }
  }

  wholes.forEach((name, offset) => {
    Object.defineProperty(Small.prototype, name, {
      get(this: Small): number {
        return this.wholes[this.wholesFrom + offset];
      },
      set(this: Small, value: number) {
        this.wholes[this.wholesFrom + offset] = value;
      },
    });
  });
  marks.forEach((name, place) => {
    const bit = 1 << place;
    Object.defineProperty(Small.prototype, name, {
      get(this: Small): boolean {
        return (this.marks & bit) !== 0;
      },
      set(this: Small, value: boolean) {
        this.marks = value ? this.marks | bit : this.marks & ~bit;
      },
    });
  });
  return Object.assign(Small, {
    makeRoom: (objects: number): Room => ({
      numbers: Numbers.makeRoom(objects),
      wholes: new Int32Array(objects * width),
    }),
  }) as unknown as SmallFields<Name, Whole, Mark>;
}
