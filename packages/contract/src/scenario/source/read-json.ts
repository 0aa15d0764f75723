import type { PathKey, SourceNode, TextProblem, TextReading } from './source-node.js';
import { MAX_DEPTH, MAX_VALUES, setOwn, tooDeep, tooMany } from './source-node.js';

class JsonStop extends Error {
  readonly problem: TextProblem;
  constructor(problem: TextProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

/**
 * Reads JSON (RFC 8259) with the position of every value. Unlike `JSON.parse` it reports duplicate keys
 * and bounds depth and size.
 */
export function readJson(text: string): TextReading {
  const problems: TextProblem[] = [];
  let at = 0;
  let values = 0;

  const fail = (message: string, offset = at): never => {
    throw new JsonStop({ code: 'file-syntax', message, offset, path: [] });
  };
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text)?.[0] ?? null;
    if (match !== null) at += match.length;
    return match;
  };
  const shown = () => (at >= text.length ? 'the end of the file' : JSON.stringify(text[at]));

  const readString = (): string => {
    const start = at;
    at += 1;
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    at += 1;
    try {
      return JSON.parse(text.slice(start, at)) as string;
    } catch {
      // What JSON itself refuses between two quotes is the problem to report.
      return fail('A text in quotes is not closed, or holds a character that must be escaped.', start);
    }
  };

  const readObject = (path: readonly PathKey[], depth: number): { value: unknown; node: SourceNode } => {
    const offset = at;
    const value = {};
    const entries = new Map<string, { keyOffset: number; node: SourceNode }>();
    at += 1;
    take(SPACE);
    if (text[at] === '}') {
      at += 1;
      return { value, node: { offset, entries } };
    }
    for (;;) {
      take(SPACE);
      const keyOffset = at;
      if (text[at] !== '"') fail(`A key in double quotes is expected here, not ${shown()}.`);
      const key = readString();
      const keyPath = [...path, key];
      if (entries.has(key)) {
        problems.push({
          code: 'duplicate-key',
          message: `The key ${JSON.stringify(key)} stands twice in the same place.`,
          offset: keyOffset,
          path: keyPath,
        });
      }
      take(SPACE);
      if (text[at] !== ':') fail(`A colon is expected after the key ${JSON.stringify(key)}, not ${shown()}.`);
      at += 1;
      const child = readValue(keyPath, depth + 1);
      setOwn(value, key, child.value);
      entries.set(key, { keyOffset, node: child.node });
      take(SPACE);
      if (text[at] === ',') at += 1;
      else if (text[at] === '}') break;
      else fail(`A comma or } is expected here, not ${shown()}.`);
    }
    at += 1;
    return { value, node: { offset, entries } };
  };

  const readArray = (path: readonly PathKey[], depth: number): { value: unknown; node: SourceNode } => {
    const offset = at;
    const value: unknown[] = [];
    const items: SourceNode[] = [];
    at += 1;
    take(SPACE);
    if (text[at] === ']') {
      at += 1;
      return { value, node: { offset, items } };
    }
    for (;;) {
      const child = readValue([...path, value.length], depth + 1);
      value.push(child.value);
      items.push(child.node);
      take(SPACE);
      if (text[at] === ',') at += 1;
      else if (text[at] === ']') break;
      else fail(`A comma or ] is expected here, not ${shown()}.`);
    }
    at += 1;
    return { value, node: { offset, items } };
  };

  const readValue = (path: readonly PathKey[], depth: number): { value: unknown; node: SourceNode } => {
    take(SPACE);
    if (depth > MAX_DEPTH) throw new JsonStop(tooDeep(at));
    values += 1;
    if (values > MAX_VALUES) throw new JsonStop(tooMany(at));
    const offset = at;
    if (text[at] === '{') return readObject(path, depth);
    if (text[at] === '[') return readArray(path, depth);
    if (text[at] === '"') return { value: readString(), node: { offset } };
    const word = take(WORD);
    if (word !== null) return { value: JSON.parse(word), node: { offset } };
    const number = take(NUMBER);
    if (number !== null) return { value: Number(number), node: { offset } };
    return fail(`A value is expected here, not ${shown()}.`);
  };

  try {
    const { value, node } = readValue([], 0);
    take(SPACE);
    if (at < text.length) fail(`Nothing may follow the end of the JSON value, but ${shown()} does.`);
    return { value, node, problems };
  } catch (error) {
    if (!(error instanceof JsonStop)) throw error;
    return { value: undefined, node: null, problems: [...problems, error.problem] };
  }
}
