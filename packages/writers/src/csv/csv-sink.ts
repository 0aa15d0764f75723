import { ByteSink, fragmentOf, markSpecial } from '../byte-sink.js';

/** A value of a CSV cell; null and undefined are empty cells. */
export type Cell = string | number | boolean | null | undefined;

/** A sink that writes CSV as RFC 4180 has it: commas, CRLF, quotation marks where needed and doubled inside. */
export class CsvSink extends ByteSink {
  cell(value: Cell): void {
    if (typeof value === 'string') this.text(value);
    else if (typeof value === 'number') this.number(value);
    else if (typeof value === 'boolean') this.raw(value ? TRUE : FALSE);
  }

  comma(): void {
    this.byte(COMMA);
  }

  endRow(): void {
    this.raw(CRLF);
  }

  private text(value: string): void {
    const safe = neutralise(value);
    if (this.copyPlain(safe, CSV_SPECIAL)) return;
    // Quotation marks around a text that only holds an emoji are needless but allowed.
    this.utf8(`"${safe.replaceAll('"', '""')}"`);
  }
}

/**
 * The text with an apostrophe before it if a spreadsheet would run it as a formula: if it begins with `=`, `+`, `-`,
 * `@`, a tab or a carriage return. A plain number keeps its sign.
 *
 * Source: OWASP, CSV Injection.
 */
export function neutralise(text: string): string {
  switch (text.charCodeAt(0)) {
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
