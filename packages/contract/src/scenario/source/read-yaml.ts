import type { CST, Document } from 'yaml';
import { Composer, isAlias, isCollection, isMap, isScalar, isSeq, Lexer, Parser } from 'yaml';
import type { PathKey, SourceNode, TextProblem, TextReading } from './source-node.js';
import { MAX_DEPTH, MAX_VALUES, setOwn, tooDeep, tooMany } from './source-node.js';

/** Lexemes a scenario may have: four or five for each value. */
const MAX_LEXEMES = 150_000;
/** A level of nesting takes up to four entries of the parser's stack. */
const MAX_STACK = 4 * MAX_DEPTH + 8;
const MAX_SYNTAX_PROBLEMS = 20;

const CORE_TAG = /^tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq)$/;

/** Tokens of the text, or the problem that stops it before anything expensive is built. */
function tokenize(text: string): CST.Token[] | TextProblem {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    lexemes += 1;
    if (parser.stack.length > MAX_STACK) return tooDeep(parser.offset);
    if (lexemes > MAX_LEXEMES) return tooMany(parser.offset);
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

class YamlStop extends Error {
  readonly problem: TextProblem;
  constructor(problem: TextProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

interface Converted {
  readonly value: unknown;
  readonly node: SourceNode;
}

/** Turns the composed document into plain values, in document order, with bounded expansion of aliases. */
function convert(document: Document, problems: TextProblem[]): Converted {
  const anchors = new Map<string, unknown>();
  let values = 0;

  const visit = (yaml: unknown, path: readonly PathKey[], fallbackOffset: number): Converted => {
    const offset = (yaml as { range?: [number, number, number] | null } | null)?.range?.[0] ?? fallbackOffset;
    values += 1;
    if (values > MAX_VALUES) throw new YamlStop(tooMany(offset));
    if (path.length > MAX_DEPTH) throw new YamlStop(tooDeep(offset));

    if (isAlias(yaml)) {
      if (!anchors.has(yaml.source)) {
        throw new YamlStop({
          code: 'file-syntax',
          message: `The alias *${yaml.source} refers to an anchor that does not stand before it.`,
          offset,
          path,
        });
      }
      return visit(anchors.get(yaml.source), path, offset);
    }
    if (isScalar(yaml) || isCollection(yaml)) {
      if (yaml.anchor !== undefined) anchors.set(yaml.anchor, yaml);
      if (yaml.tag !== undefined && !CORE_TAG.test(yaml.tag)) {
        problems.push({
          code: 'file-tag',
          message: `The tag ${yaml.tag} is not allowed; a scenario holds plain values only.`,
          offset,
          path,
        });
      }
    }
    if (isMap(yaml)) {
      const value = {};
      const entries = new Map<string, { keyOffset: number; node: SourceNode }>();
      for (const pair of yaml.items) {
        const keyOffset =
          (pair.key as { range?: [number, number, number] | null } | null)?.range?.[0] ?? offset;
        const key = keyText(pair.key, keyOffset, path);
        if (entries.has(key)) {
          problems.push({
            code: 'duplicate-key',
            message: `The key "${key}" stands twice in the same place.`,
            offset: keyOffset,
            path: [...path, key],
          });
        }
        const child = visit(pair.value, [...path, key], keyOffset);
        setOwn(value, key, child.value);
        entries.set(key, { keyOffset, node: child.node });
      }
      return { value, node: { offset, entries } };
    }
    if (isSeq(yaml)) {
      const children = yaml.items.map((item, index) => visit(item, [...path, index], offset));
      return {
        value: children.map((child) => child.value),
        node: { offset, items: children.map((child) => child.node) },
      };
    }
    return { value: isScalar(yaml) ? (yaml.value ?? null) : null, node: { offset } };
  };

  const keyText = (key: unknown, offset: number, path: readonly PathKey[]): string => {
    if (!isScalar(key)) {
      throw new YamlStop({ code: 'file-syntax', message: 'A key must be a plain word.', offset, path });
    }
    if (key.anchor !== undefined) anchors.set(key.anchor, key);
    return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
  };

  return visit(document.contents, [], 0);
}

/**
 * Reads YAML 1.2 (core schema) with the position of every value. Depth, size and expansion of aliases are
 * bounded before anything expensive happens; custom tags and duplicate keys are problems; a date stays text.
 */
export function readYaml(text: string): TextReading {
  const stopped = (problem: TextProblem): TextReading => ({
    value: undefined,
    node: null,
    problems: [problem],
  });
  const tokens = tokenize(text);
  if (!Array.isArray(tokens)) return stopped(tokens);

  // The library's own test for duplicate keys compares every pair of keys; `convert` does it with a map.
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    merge: false,
    logLevel: 'silent',
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  const document = documents[0];
  const problems: TextProblem[] = [];
  for (const { errors, warnings } of documents) {
    for (const error of [...errors, ...warnings]) {
      // An unresolved tag is reported by `convert`, with its path.
      if (error.code === 'TAG_RESOLVE_FAILED' || problems.length >= MAX_SYNTAX_PROBLEMS) continue;
      problems.push({
        code: 'file-syntax',
        message: sentence(error.message),
        offset: error.pos[0],
        path: [],
      });
    }
  }
  if (problems.length > 0) return { value: undefined, node: null, problems };
  if (documents.length > 1) {
    return stopped({
      code: 'file-documents',
      message: 'The file holds more than one document; a scenario is one.',
      offset: documents[1]?.range?.[0] ?? null,
      path: [],
    });
  }
  if (document === undefined || document.contents === null || isEmpty(document)) {
    return stopped({ code: 'file-empty', message: 'The file holds no scenario.', offset: null, path: [] });
  }
  try {
    const { value, node } = convert(document as unknown as Document, problems);
    return { value, node, problems };
  } catch (error) {
    if (!(error instanceof YamlStop)) throw error;
    return { value: undefined, node: null, problems: [...problems, error.problem] };
  }
}

const isEmpty = (document: { readonly contents: unknown }): boolean =>
  isScalar(document.contents) && document.contents.value === null;

/** The parser may quote everything that follows: line and column say where it is. */
const MAX_QUOTED = 200;

function sentence(message: string): string {
  const text = message.split('\n')[0]?.trim() ?? '';
  const short = text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text.replace(/[.:]$/, '');
  return `This is not valid YAML: ${short}.`;
}
