import { SpareBuffers } from './spare-buffers.js';

/**
 * A growing buffer of bytes that the writers fill: the hot path of the whole product, since every byte of every file
 * passes through it.
 *
 * Strings are encoded here, character by character, rather than joined and handed to `TextEncoder`: joined strings
 * are trees that the engine must flatten, and one letter outside Latin-1 (a Polish name) doubles the width of the
 * whole string. Keys and punctuation are byte arrays, encoded once. Measured in `json.bench.ts`.
 */
export class ByteSink {
  private readonly spare: SpareBuffers;
  private bytes: Uint8Array<ArrayBuffer>;
  private view: DataView<ArrayBuffer>;
  private length = 0;

  /** @param spare buffers to fill; without it all are new */
  constructor(spare = new SpareBuffers()) {
    this.spare = spare;
    this.bytes = spare.take(FIRST_BYTES);
    this.view = new DataView(this.bytes.buffer);
  }

  /** A fragment, in steps of eight bytes: what it writes beyond its end is overwritten by what comes next. */
  raw(fragment: Fragment): void {
    const { words } = fragment;
    const count = words.length;
    if (this.length + 8 * count > this.bytes.length) this.grow(8 * count);
    const view = this.view;
    let at = this.length;
    this.length = at + fragment.length;
    for (let index = 0; index < count; index++, at += 8) view.setFloat64(at, words[index]!, true);
  }

  /** One byte, 0 to 255. */
  byte(value: number): void {
    if (this.length === this.bytes.length) this.grow(1);
    this.bytes[this.length++] = value;
  }

  /** A string of ASCII characters only: a number, a time, a word of a closed vocabulary. */
  ascii(text: string): void {
    const count = lengthOf(text);
    if (this.length + count > this.bytes.length) this.grow(count);
    const bytes = this.bytes;
    let at = this.length;
    for (let index = 0; index < count; index++) bytes[at++] = codeAt(text, index);
    this.length = at;
  }

  /** The same between quotation marks. */
  protected quotedAscii(text: string): void {
    const count = lengthOf(text);
    if (this.length + count + 2 > this.bytes.length) this.grow(count + 2);
    const bytes = this.bytes;
    let at = this.length;
    bytes[at++] = QUOTE;
    for (let index = 0; index < count; index++) bytes[at++] = codeAt(text, index);
    bytes[at++] = QUOTE;
    this.length = at;
  }

  /** A copy of what has been written from a place on. */
  protected copyFrom(start: number): Uint8Array {
    return this.bytes.slice(start, this.length);
  }

  /** Bytes written since the last `take`. */
  protected get written(): number {
    return this.length;
  }

  /** Any string as UTF-8; a lone surrogate becomes U+FFFD. */
  utf8(text: string): void {
    if (!this.copyPlain(text, NONE_SPECIAL)) this.encoded(text);
  }

  /** A JSON string with its quotation marks, byte for byte what `JSON.stringify` makes of it. */
  jsonString(text: string): void {
    const end = this.plain(text, JSON_SPECIAL, 1);
    if (end < 0) {
      this.encoded(JSON.stringify(text));
      return;
    }
    this.bytes[this.length] = QUOTE;
    this.bytes[end] = QUOTE;
    this.length = end + 1;
  }

  /**
   * Writes the string as UTF-8 unless it holds something special: an ASCII character that the table marks, or a
   * surrogate. Then it writes nothing and says false.
   */
  protected copyPlain(text: string, special: Uint8Array): boolean {
    const end = this.plain(text, special, 0);
    if (end < 0) return false;
    this.length = end;
    return true;
  }

  /** The same after a gap, with room for a byte behind: answers where it ended, −1 where it wrote nothing. */
  private plain(text: string, special: Uint8Array, gap: number): number {
    const count = lengthOf(text);
    // Three bytes are the most that a character takes on the way through this loop.
    const most = 3 * count + 2;
    if (this.length + most > this.bytes.length) this.grow(most);
    const bytes = this.bytes;
    let at = this.length + gap;
    for (let index = 0; index < count; index++) {
      const code = codeAt(text, index);
      if (code < 0x80) {
        if (special[code] !== 0) return -1;
        bytes[at++] = code;
      } else if (code < 0x800) {
        bytes[at++] = 0xc0 | (code >> 6);
        bytes[at++] = 0x80 | (code & 0x3f);
      } else if (code < 0xd800 || code > 0xdfff) {
        bytes[at++] = 0xe0 | (code >> 12);
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[at++] = 0x80 | (code & 0x3f);
      } else {
        return -1;
      }
    }
    return at;
  }

  /** A number as `JSON.stringify` and `String` write it; `null` where it is not finite. */
  number(value: number): void {
    if (value >= 0 && value < 1e7) {
      const whole = Math.floor(value) | 0;
      if (whole === value) {
        this.digits(whole);
        return;
      }
      // A double that equals n / 10^4 has that decimal as its shortest form, which is the one to print. Readings have
      // one to four places, and this is a third of the cost of `String`.
      const scaled = Math.round(value * 10_000);
      if (scaled >= 1 && scaled / 10_000 === value) {
        this.digits(whole);
        this.fraction((scaled - whole * 10_000) | 0);
        return;
      }
    }
    this.ascii(Number.isFinite(value) ? String(value) : 'null');
  }

  /**
   * What has been written since the last call; the sink is empty afterwards. The bytes lie at the beginning of a buffer
   * that is the caller's own, and may be given back to the spare ones.
   */
  take(): Uint8Array<ArrayBuffer> {
    if (this.length === 0) return new Uint8Array(0);
    const taken = this.bytes.subarray(0, this.length);
    this.fill(this.spare.take(nextSize(this.length)));
    this.length = 0;
    return taken;
  }

  /** What has been written since the last `take`, to be written again elsewhere; the sink is empty afterwards. */
  cut(): Fragment {
    const fragment = toFragment(this.bytes.subarray(0, this.length));
    this.length = 0;
    return fragment;
  }

  /** A whole number from 0 to 9,999,999. */
  private digits(value: number): void {
    if (this.length + 8 > this.bytes.length) this.grow(8);
    // Nearly all are readings and grades of one to three digits.
    if (value < 1000) {
      this.view.setInt32(this.length, SMALL_NUMBERS[value]!, true);
      this.length += value < 10 ? 1 : value < 100 ? 2 : 3;
      return;
    }
    const bytes = this.bytes;
    let at = this.length + digitsOf(value);
    this.length = at;
    let rest = value;
    do {
      const tens = (rest / 10) | 0;
      bytes[--at] = ZERO + rest - tens * 10;
      rest = tens;
    } while (rest > 0);
  }

  /** A point and the decimals of a number of ten-thousandths, 1 to 9,999, without zeros at the end. */
  private fraction(tenThousandths: number): void {
    if (this.length + 5 > this.bytes.length) this.grow(5);
    const bytes = this.bytes;
    let at = this.length;
    bytes[at++] = POINT;
    for (let rest = tenThousandths; rest > 0; ) {
      const digit = (rest / 1000) | 0;
      bytes[at++] = ZERO + digit;
      rest = (rest - digit * 1000) * 10;
    }
    this.length = at;
  }

  private encoded(text: string): void {
    if (this.length + 3 * text.length > this.bytes.length) this.grow(3 * text.length);
    this.length += encoder.encodeInto(text, this.bytes.subarray(this.length)).written;
  }

  private grow(extra: number): void {
    const larger = this.spare.take(Math.max(this.bytes.length * 2, this.length + extra));
    larger.set(this.bytes.subarray(0, this.length));
    this.spare.give(this.bytes.buffer);
    this.fill(larger);
  }

  private fill(bytes: Uint8Array<ArrayBuffer>): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }
}

/** The next piece is about as long as the last one: with an eighth more, few grow. */
function nextSize(lastLength: number): number {
  return Math.max(FIRST_BYTES, (lastLength + (lastLength >> 3) + PAGE) & -PAGE);
}

/** UTF-8 that is written often: eight bytes at a time, the last with zeros behind it. */
export interface Fragment {
  /**
   * Eight bytes each, as a double: the widest that is copied this fast. A NaN might come back with other bits, but no
   * UTF-8 is one: its last two bytes would be 0xF0 or more and then 0x7F or 0xFF.
   */
  readonly words: Float64Array;
  /** Bytes. */
  readonly length: number;
}

export function toFragment(bytes: Uint8Array): Fragment {
  const words = new Float64Array(Math.ceil(bytes.length / 8));
  const padded = new Uint8Array(words.byteLength);
  padded.set(bytes);
  const source = new DataView(padded.buffer);
  for (let index = 0; index < words.length; index++) words[index] = source.getFloat64(8 * index, true);
  return { words, length: bytes.length };
}

/** A string as a fragment. */
export function fragmentOf(text: string): Fragment {
  return toFragment(toBytes(text));
}

/** UTF-8 bytes of a string. */
export function toBytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** A table of the ASCII characters, 1 where the character is one of these or below `controlsBelow`. */
export function markSpecial(characters: string, controlsBelow = 0): Uint8Array {
  const special = new Uint8Array(0x80).fill(1, 0, controlsBelow);
  for (const character of characters) special[character.charCodeAt(0)] = 1;
  return special;
}

/**
 * `text.charCodeAt(index)`, and below `text.length`, written so that V8 need not look them up by name: the strings of
 * records come in more than four of its kinds of string, which is what it remembers at one place, and then it looks up
 * the method for every character.
 */
export function codeAt(text: string, index: number): number {
  return String.prototype.charCodeAt.call(text, index);
}

function lengthOf(text: string): number {
  return ('' + text).length;
}

function digitsOf(value: number): number {
  let digits = 3;
  for (let limit = 1000; value >= limit; limit *= 10) digits++;
  return digits;
}

const FIRST_BYTES = 1 << 12;
const PAGE = 1 << 12;
const encoder = new TextEncoder();
const QUOTE = 0x22;
const POINT = 0x2e;
const ZERO = 0x30;
/** The digits of 0 to 999, the first in the lowest byte; where there is no second or third, NaN shifts to 0. */
const SMALL_NUMBERS = Int32Array.from({ length: 1000 }, (_, value) => {
  const text = String(value);
  return text.charCodeAt(0) | (text.charCodeAt(1) << 8) | (text.charCodeAt(2) << 16);
});
const NONE_SPECIAL = markSpecial('');
const JSON_SPECIAL = markSpecial('"\\', 0x20);
