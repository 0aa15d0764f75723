import { ByteSink, type Fragment, fragmentOf, toFragment } from '../byte-sink.js';

/** A sink that writes the members of JSON objects: a key, made once by {@link keysOf}, and a value. */
export class JsonSink extends ByteSink {
  private readonly known = new WeakMap<object, Fragment>();

  /** A member whose value is any string. */
  text(key: Fragment, value: string): void {
    this.raw(key);
    this.jsonString(value);
  }

  /** A member whose value is ASCII without anything to escape: a time, a word of a closed vocabulary. */
  token(key: Fragment, value: string): void {
    this.raw(key);
    this.quotedAscii(value);
  }

  /** A member whose value is a string or null. */
  textOrNull(key: Fragment, value: string | null): void {
    this.raw(key);
    if (value === null) this.raw(NULL);
    else this.jsonString(value);
  }

  count(key: Fragment, value: number): void {
    this.raw(key);
    this.number(value);
  }

  countOrNull(key: Fragment, value: number | null): void {
    this.raw(key);
    if (value === null) this.raw(NULL);
    else this.number(value);
  }

  flag(key: Fragment, value: boolean): void {
    this.raw(key);
    this.raw(value ? TRUE : FALSE);
  }

  /** A member whose value is an object or null; `write` writes the object. */
  object<T>(key: Fragment, value: T | null, write: (out: JsonSink, value: T) => void): void {
    this.raw(key);
    if (value === null) this.raw(NULL);
    else write(this, value);
  }

  /** A member whose value is an array; `write` writes one element. */
  list<T>(key: Fragment, values: readonly T[], write: (out: JsonSink, value: T) => void): void {
    this.raw(key);
    this.byte(OPEN_BRACKET);
    for (let index = 0; index < values.length; index++) {
      if (index > 0) this.byte(COMMA);
      write(this, values[index]!);
    }
    this.byte(CLOSE_BRACKET);
  }

  /**
   * A member whose value is an object of a table, the same in many records: its bytes are made once. Half of the time
   * of a record went into such objects.
   */
  shared<T extends object>(key: Fragment, value: T | null, write: (out: JsonSink, value: T) => void): void {
    this.raw(key);
    if (value === null) {
      this.raw(NULL);
      return;
    }
    let bytes = this.known.get(value);
    if (bytes === undefined) {
      const start = this.written;
      write(this, value);
      bytes = toFragment(this.copyFrom(start));
      this.known.set(value, bytes);
    } else {
      this.raw(bytes);
    }
  }

  /** The end of an object. */
  end(): void {
    this.byte(CLOSE_BRACE);
  }
}

/**
 * The keys of an object, in their order, each as bytes with all that stands before its value: the first one with the
 * opening brace, the others with the comma. At most 16, or the engine makes a slow dictionary of them.
 */
export function keysOf<const Name extends string>(
  ...names: readonly Name[]
): Readonly<Record<Name, Fragment>> {
  const keys: Partial<Record<Name, Fragment>> = {};
  names.forEach((name, index) => {
    keys[name] = fragmentOf(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  });
  return keys as Record<Name, Fragment>;
}

const NULL = fragmentOf('null');
const TRUE = fragmentOf('true');
const FALSE = fragmentOf('false');
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const CLOSE_BRACE = 0x7d;
