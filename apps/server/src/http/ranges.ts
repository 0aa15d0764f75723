import { HttpProblem } from './problems.js';

/** Bytes from `start` up to, but not including, `end`. */
export interface WantedRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a `Range` header of one range. What we do not understand, and several ranges at once, count as no header.
 *
 * @throws HttpProblem `range_not_satisfiable` for a range beyond the end
 */
export function parseRange(header: string | undefined, bytes: number): WantedRange | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes : Math.min(bytes, Number(last) + 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  if (start >= bytes || end <= start) {
    const headers = { 'content-range': `bytes */${bytes}` };
    throw new HttpProblem('range_not_satisfiable', `The file has ${bytes} bytes.`, { headers });
  }
  return { start, end };
}
