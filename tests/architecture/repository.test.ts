import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { listFiles, projectRoot } from '../support/source-files.js';

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const childrenOf = (folder: string): string[] =>
  readdirSync(join(projectRoot, folder)).filter((child) =>
    existsSync(join(projectRoot, folder, child, 'package.json')),
  );

describe('file size', () => {
  const mostLines = 400;
  /** Files that are two concepts and wait to be parted. This list may only shrink. */
  const tooLong: string[] = [];
  const mostTooLong = 0;

  const lengths = ['packages', 'apps', 'scripts', 'tests', 'bench']
    .flatMap(listFiles)
    .filter(
      (path) =>
        /\.(ts|mjs|tsx)$/.test(path) && !path.endsWith('.gen.ts') && !/^packages\/[^/]+\/data\//.test(path),
    )
    .map((path) => ({ path, lines: read(path).split('\n').length - 1 }));

  test(`no source file is longer than ${mostLines} lines`, () => {
    const long = lengths.filter(({ path, lines }) => lines > mostLines && !tooLong.includes(path));
    expect(long).toEqual([]);
  });

  test('the list of exceptions only shrinks', () => {
    expect(tooLong.length).toBeLessThanOrEqual(mostTooLong);
    const stillLong = lengths.filter(({ lines }) => lines > mostLines).map(({ path }) => path);
    expect(tooLong.filter((path) => !stillLong.includes(path))).toEqual([]);
  });
});

describe.each(childrenOf('packages'))('package %s', (name) => {
  const home = `packages/${name}`;

  test('says what it is in a README of about a dozen lines', () => {
    const lines = read(`${home}/README.md`).trim().split('\n');
    expect(lines[0]).toMatch(/^# /);
    expect(lines.length).toBeGreaterThanOrEqual(5);
    expect(lines.length).toBeLessThanOrEqual(40);
  });

  test('has one index.ts as its face', () => {
    expect(listFiles(`${home}/src`).filter((path) => path.endsWith('/index.ts'))).toEqual([
      `${home}/src/index.ts`,
    ]);
    const { exports } = JSON.parse(read(`${home}/package.json`)) as {
      exports: Record<string, { source: string }>;
    };
    expect(exports['.']?.source).toBe('./src/index.ts');
  });
});

describe('purity', () => {
  /** The Web Streams and text encoders of every host come with the WebWorker library. */
  const libraries: Record<string, string[]> = {
    contract: ['lib.es2023.d.ts', 'lib.webworker.d.ts'],
    engine: ['lib.es2023.d.ts'],
    'reference-data': ['lib.es2023.d.ts'],
    writers: ['lib.es2023.d.ts', 'lib.webworker.d.ts'],
  };

  test.each(Object.entries(libraries))('%s compiles without the types of any host', (name, allowed) => {
    const path = join(projectRoot, 'packages', name, 'tsconfig.json');
    const { config } = ts.readConfigFile(path, ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(path));
    expect(options.types).toEqual([]);
    expect(options.lib).toEqual(allowed);
    expect(options.strict).toBe(true);
  });
});

describe('decision records', () => {
  const records = readdirSync(join(projectRoot, 'docs/decisions')).filter((name) => /^\d/.test(name));

  // Work that goes on side by side takes numbers from ranges of its own; one not used stays free.
  test('each have a number of their own, in order from 1', () => {
    const numbers = records.map((name) => Number(name.slice(0, 4)));
    expect(numbers.slice(0, 3)).toEqual([1, 2, 3]);
    numbers.forEach((number, i) => {
      if (i > 0) expect(number, records[i]).toBeGreaterThan(numbers[i - 1] ?? 0);
    });
  });

  test.each(records)('%s has context, decision and consequences', (name) => {
    expect(name).toMatch(/^\d{4}-[a-z0-9-]+\.md$/);
    const text = read(`docs/decisions/${name}`);
    expect(text).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. `));
    const sections = [...text.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
    expect(sections).toEqual(['Context', 'Decision', 'Consequences']);
    for (const body of text.split(/^## .+$/m).slice(1)) expect(body.trim()).not.toBe('');
  });
});

describe('npm scripts', () => {
  const commands = ['package.json', ...['packages', 'apps'].flatMap(manifestsIn)].flatMap((path) => {
    const { scripts = {} } = JSON.parse(read(path)) as { scripts?: Record<string, string> };
    return Object.entries(scripts).map(([name, command]) => ({ path, name, command }));
  });

  test.each(commands)('$path $name starts a program that runs on any system', ({ command }) => {
    expect(command).toMatch(/^(node|vitest|biome|tsc|vite|knip|depcruise) ?/);
    expect(command).not.toMatch(/[|&;<>$`*'"\\]|\b(rm|cp|mv|export|set) /);
  });

  test('never reach for the network after an install', () => {
    expect(commands.filter(({ name }) => /^(pre|post)?install$/.test(name))).toEqual([]);
  });
});

function manifestsIn(parent: string): string[] {
  return childrenOf(parent).map((child) => `${parent}/${child}/package.json`);
}
