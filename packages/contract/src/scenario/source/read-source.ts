import type { Problem } from '../../problems.js';
import { readJson } from './read-json.js';
import { readYaml } from './read-yaml.js';
import type { PathKey, Position, TextProblem } from './source-node.js';
import { createLocator, formatPath } from './source-node.js';

/** A scenario is a few kilobytes. */
export const MAX_SCENARIO_BYTES = 1_000_000;

export type SourceFormat = 'yaml' | 'json' | 'auto';

export interface Source {
  readonly value: unknown;
  /** Null where the input was no text. */
  readonly locate: (path: readonly PathKey[], target: 'key' | 'value') => Position | null;
}

export type SourceResult =
  | { readonly ok: true; readonly source: Source }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const refuse = (code: Problem['code'], message: string): SourceResult => ({
  ok: false,
  problems: [{ code, path: '', message }],
});

/** Reads a text or bytes as YAML or JSON; any other value is taken as it is. Never throws. */
export function readSource(input: unknown, format: SourceFormat): SourceResult {
  if (typeof input !== 'string' && !(input instanceof Uint8Array)) {
    return { ok: true, source: { value: input, locate: () => null } };
  }
  if (input.length > MAX_SCENARIO_BYTES) {
    const megabytes = (input.length / 1_000_000).toFixed(1);
    return refuse('file-too-large', `The file has ${megabytes} MB; a scenario has at most 1 MB.`);
  }
  const text = typeof input === 'string' ? input : decode(input);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (text === null || /[\u0000-\u0008\u000e-\u001f]/.test(text)) {
    return refuse('file-binary', 'The file is not text; a scenario is YAML or JSON in UTF-8.');
  }
  const content = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (content.trim() === '') return refuse('file-empty', 'The file is empty.');

  const reading = readText(content, format);
  const { positionOf, locate } = createLocator(content, reading.node);
  if (reading.problems.length > 0) {
    return { ok: false, problems: reading.problems.map((problem) => located(problem, positionOf)) };
  }
  return { ok: true, source: { value: reading.value, locate } };
}

function readText(text: string, format: SourceFormat) {
  if (format === 'json') return readJson(text);
  if (format === 'auto' && /^\s*[{[]/.test(text)) {
    const json = readJson(text);
    // What opens with a bracket and is no JSON may still be YAML in flow style.
    if (json.value !== undefined || json.problems.some(({ code }) => code !== 'file-syntax')) return json;
    const yaml = readYaml(text);
    // Whose sentence helps: that of the notation the author had in mind.
    return yaml.value === undefined && /^\s*[{[]\s*"/.test(text) ? json : yaml;
  }
  return readYaml(text);
}

function decode(bytes: Uint8Array): string | null {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null;
  try {
    return new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    // The decoder throws on bytes that are not text; that is the answer.
    return null;
  }
}

function located(problem: TextProblem, positionOf: (offset: number) => Position): Problem {
  return {
    code: problem.code,
    path: formatPath(problem.path),
    message: problem.message,
    ...(problem.offset === null ? {} : positionOf(problem.offset)),
  };
}
