import { ByteSink, toBytes } from '../byte-sink.js';

/** A sink that writes the members of JSON objects: a key, made once by {@link keysOf}, and a value. */
export class JsonSink extends ByteSink {
  /** A member whose value is any string. */
  text(key: Uint8Array, value: string): void {
    this.raw(key);
    this.jsonString(value);
  }

  /** A member whose value is ASCII without anything to escape: a time, a word of a closed vocabulary. */
  token(key: Uint8Array, value: string): void {
    this.raw(key);
    this.byte(QUOTE);
    this.ascii(value);
    this.byte(QUOTE);
  }

  /** A member whose value is a string or null. */
  textOrNull(key: Uint8Array, value: string | null): void {
    this.raw(key);
    if (value === null) this.raw(NULL);
    else this.jsonString(value);
  }

  count(key: Uint8Array, value: number): void {
    this.raw(key);
    this.number(value);
  }

  countOrNull(key: Uint8Array, value: number | null): void {
    this.raw(key);
    if (value === null) this.raw(NULL);
    else this.number(value);
  }

  flag(key: Uint8Array, value: boolean): void {
    this.raw(key);
    this.raw(value ? TRUE : FALSE);
  }

  /** A member whose value is an object or null; `write` writes the object. */
  object<T>(key: Uint8Array, value: T | null, write: (out: JsonSink, value: T) => void): void {
    this.raw(key);
    if (value === null) this.raw(NULL);
    else write(this, value);
  }

  /** A member whose value is an array; `write` writes one element. */
  list<T>(key: Uint8Array, values: readonly T[], write: (out: JsonSink, value: T) => void): void {
    this.raw(key);
    this.byte(OPEN_BRACKET);
    for (let index = 0; index < values.length; index++) {
      if (index > 0) this.byte(COMMA);
      write(this, values[index]!);
    }
    this.byte(CLOSE_BRACKET);
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
): Readonly<Record<Name, Uint8Array>> {
  const keys: Partial<Record<Name, Uint8Array>> = {};
  names.forEach((name, index) => {
    keys[name] = toBytes(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  });
  return keys as Record<Name, Uint8Array>;
}

const NULL = toBytes('null');
const TRUE = toBytes('true');
const FALSE = toBytes('false');
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const CLOSE_BRACE = 0x7d;
