import { ByteSink, codeAt, type Fragment, fragmentOf, markSpecial, toFragment } from '../byte-sink.js';

/** A value that a cell may lack: the cell is empty then. */
type Optional<T> = T | null | undefined;

/**
 * A sink that writes CSV as RFC 4180 has it: commas, CRLF, quotation marks where needed and doubled inside. A row is
 * its `first` cell, the other cells, each with the comma before it, and `endRow`.
 */
export class CsvSink extends ByteSink {
  private readonly known = new WeakMap<object, Fragment>();

  /** The cell that begins a row: any string. */
  first(value: string): void {
    const safe = neutralise(value);
    if (this.copyPlain(safe, CSV_SPECIAL)) return;
    // Quotation marks around a text that only holds an emoji are needless but allowed.
    this.utf8(`"${safe.replaceAll('"', '""')}"`);
  }

  /** Any string. */
  text(value: Optional<string>): void {
    this.byte(COMMA);
    if (value !== null && value !== undefined) this.first(value);
  }

  /** A word of a closed vocabulary, which never needs quotation marks; the compiler refuses what may be any string. */
  word<Word extends Optional<string>>(value: string extends Word ? never : Word): void {
    this.byte(COMMA);
    if (value !== null && value !== undefined) this.ascii(value);
  }

  /** A time or date as records have it, which never needs quotation marks either. */
  time(value: string): void {
    this.byte(COMMA);
    this.ascii(value);
  }

  count(value: Optional<number>): void {
    this.byte(COMMA);
    if (value !== null && value !== undefined) this.number(value);
  }

  flag(value: Optional<boolean>): void {
    this.byte(COMMA);
    if (value !== null && value !== undefined) this.raw(value ? TRUE : FALSE);
  }

  /** The cells of an object of a table, the same in many records: `write` makes their bytes once. */
  shared<T extends object>(value: T, write: (out: CsvSink, value: T) => void): void {
    const bytes = this.known.get(value);
    if (bytes !== undefined) {
      this.raw(bytes);
      return;
    }
    const start = this.written;
    write(this, value);
    this.known.set(value, toFragment(this.copyFrom(start)));
  }

  endRow(): void {
    this.raw(CRLF);
  }
}

/**
 * The text with an apostrophe before it if a spreadsheet would run it as a formula: if it begins with `=`, `+`, `-`,
 * `@`, a tab or a carriage return. A plain number keeps its sign.
 *
 * Source: OWASP, CSV Injection.
 */
export function neutralise(text: string): string {
  switch (codeAt(text, 0)) {
    case EQUALS:
    case AT:
    case TAB:
    case CARRIAGE_RETURN:
      return `'${text}`;
    case PLUS:
    case MINUS:
      return PLAIN_NUMBER.test(text) ? text : `'${text}`;
    default:
      return text;
  }
}

const CSV_SPECIAL = markSpecial('",\r\n');
const PLAIN_NUMBER = /^[+-]\d+(\.\d+)?$/;
const TRUE = fragmentOf('true');
const FALSE = fragmentOf('false');
const CRLF = fragmentOf('\r\n');
const COMMA = 0x2c;
const EQUALS = 0x3d;
const PLUS = 0x2b;
const MINUS = 0x2d;
const AT = 0x40;
const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;
