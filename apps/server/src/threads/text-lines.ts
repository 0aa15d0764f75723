const LINE_END = 0x0a;
const COMMA = 0x2c;
const BRACE = 0x7b;

/** Bytes from `start` up to, but not including, `end`. */
export interface TextLine {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the records of a piece of NDJSON, or of a JSON array with a record on each line, begin and end. A JSON text has
 * no line end within it, so that nothing needs to be parsed.
 */
export function locateLines(piece: Uint8Array): TextLine[] {
  const lines: TextLine[] = [];
  for (let start = 0; start < piece.length; ) {
    const found = piece.indexOf(LINE_END, start);
    const end = found === -1 ? piece.length : found;
    if (piece[start] === BRACE) lines.push({ start, end: piece[end - 1] === COMMA ? end - 1 : end });
    start = end + 1;
  }
  return lines;
}
