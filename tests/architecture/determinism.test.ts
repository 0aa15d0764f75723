import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listFiles, projectRoot } from '../support/source-files.js';
import { findDeterminismBreaches } from './determinism.js';

const notShipped = /\.(test|properties|bench)\.ts$|\/testing\//;

describe('the engine', () => {
  const sources = listFiles('packages/engine/src').filter(
    (path) => path.endsWith('.ts') && !notShipped.test(path),
  );

  test('has sources to look at', () => {
    expect(sources).toContain('packages/engine/src/index.ts');
  });

  test('depends on nothing but its arguments', () => {
    const breaches = sources.flatMap((path) =>
      findDeterminismBreaches(readFileSync(join(projectRoot, path), 'utf8')).map(
        ({ line, what }) => `${path}:${line} ${what}`,
      ),
    );
    expect(breaches).toEqual([]);
  });
});

describe('the determinism lint', () => {
  const names = (source: string) => findDeterminismBreaches(source).map((breach) => breach.what);

  test.each(
    'random exp expm1 log log10 log1p log2 pow sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh cbrt hypot'.split(
      ' ',
    ),
  )('refuses Math.%s', (name) => {
    expect(names(`export const x = Math.${name}(1);`)).toEqual([`Math.${name}`]);
  });

  test.each('sqrt floor ceil round trunc abs min max imul fround clz32 sign PI'.split(' '))(
    'permits Math.%s',
    (name) => {
      expect(names(`export const x = Math.${name};`)).toEqual([]);
    },
  );

  test.each([
    ['const { exp } = Math;', 'Math other than Math.name'],
    ["const x = Math['exp'](1);", 'Math other than Math.name'],
    ['const M = Math; M.exp(1);', 'Math other than Math.name'],
    ['const x = 2 ** 0.5;', '**'],
    ['const x = 2 ** n;', '**'],
    ['const x = 10 ** 3;', '**'],
    ['let x = 2; x **= 3;', '**'],
    ['const now = Date.now();', 'Date'],
    ['const now = new Date();', 'Date'],
    ['function at(time: Date) {}', 'Date'],
    ['const now = performance.now();', 'performance'],
    ['setTimeout(() => {}, 1);', 'setTimeout'],
    ["const f = new Intl.NumberFormat('de');", 'Intl'],
    ['const s = (1).toLocaleString();', 'toLocaleString'],
    ["const s = 'I'.toLocaleLowerCase();", 'toLocaleLowerCase'],
    ['[].toSorted((a, b) => String(a).localeCompare(b));', 'localeCompare'],
    ['[10, 9].sort();', 'sort() without a comparison'],
    ['[10, 9]?.sort(undefined);', 'sort() without a comparison'],
    ['const x = [10, 9].toSorted();', 'toSorted() without a comparison'],
    ['const mode = process.env.MODE;', 'process'],
    ['const id = crypto.randomUUID();', 'crypto'],
    ['const id = globalThis.crypto.randomUUID();', 'globalThis'],
    ["const page = fetch('/');", 'fetch'],
    ["console.log('hello');", 'console'],
    ["const fs = import('node:fs');", 'import()'],
    ['const here = import.meta.url;', 'import.meta'],
  ])('refuses %s', (source, what) => {
    expect(names(source)).toEqual([what]);
  });

  test.each([
    '// Math.random() in a comment',
    "const text = 'Date';",
    'const x = row.Date + row.process.length;',
    'const x = { Date: 1, fetch() {} };',
    'interface Row { readonly process: string }',
    'values.sort((a, b) => a - b);',
    'values.toSorted(byTime);',
    'const tiny = 2 ** -28 * 2 ** 53;',
    'const { process: stage } = row;',
  ])('permits %s', (source) => {
    expect(names(source)).toEqual([]);
  });

  test('gives the line', () => {
    expect(findDeterminismBreaches('\n\nexport const x = Math.random();\n')).toEqual([
      { line: 3, what: 'Math.random' },
    ]);
  });
});
