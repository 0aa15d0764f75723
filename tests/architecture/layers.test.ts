import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../support/source-files.js';

const layers = JSON.parse(
  readFileSync(join(projectRoot, 'tests/architecture/layers.json'), 'utf8'),
) as Record<string, { imports: string[]; typesFrom: string[]; libraries: string[] | null; node: boolean }>;
const cruiserBin = join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const configPath = join(projectRoot, '.dependency-cruiser.cjs');

/** `importing file → imported file` pairs that breach a layer and are known. This list may only shrink. */
const knownBreaches: string[] = [];
const mostKnownBreaches = 0;

interface Breach {
  readonly rule: string;
  readonly imports: string;
}

function findBreaches(directory: string, roots: readonly string[]): Breach[] {
  const run = spawnSync(
    process.execPath,
    [cruiserBin, ...roots, '--config', configPath, '--output-type', 'json', '--no-cache'],
    { cwd: directory, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  if (!run.stdout) throw new Error(`dependency-cruiser said: ${run.stderr}`);
  const report = JSON.parse(run.stdout) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[] };
  };
  return report.summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    imports: `${from} → ${to}`,
  }));
}

describe('layers', () => {
  test('every import follows the table of packages', () => {
    const breaches = findBreaches(projectRoot, ['packages', 'apps']);
    expect(breaches.filter((breach) => !knownBreaches.includes(breach.imports))).toEqual([]);
  });

  test('the list of known breaches only shrinks', () => {
    expect(knownBreaches.length).toBeLessThanOrEqual(mostKnownBreaches);
  });

  test('every package and app has its row in the table', () => {
    const folders = ['packages', 'apps'].flatMap((parent) =>
      readdirSync(join(projectRoot, parent)).map((child) => `${parent}/${child}`),
    );
    expect(folders.filter((folder) => !(folder in layers))).toEqual([]);
  });

  test('a package manifest depends on what its row allows', () => {
    const folders = Object.entries(layers).flatMap(([folder, row]) => {
      const manifest = readManifest(folder);
      return manifest ? [{ folder, row, manifest }] : [];
    });
    expect(folders.length).toBeGreaterThanOrEqual(6);
    const excess = folders.flatMap(({ folder, row, manifest }) => {
      if (!row.libraries) return [];
      const allowed = [...row.imports, ...row.typesFrom]
        .map((path) => readManifest(path)?.name ?? path)
        .concat(row.libraries);
      return Object.keys(manifest.dependencies ?? {})
        .filter((name) => !allowed.includes(name))
        .map((name) => `${folder} depends on ${name}`);
    });
    expect(excess).toEqual([]);
  });
});

/** Folder, a line that must not stand there, and the rule that says so. */
const refused: readonly (readonly [string, string, string])[] = [
  [
    'packages/engine',
    "import { face } from '@medical-patients/contract';",
    'packages-engine-imports-types-only',
  ],
  [
    'packages/engine',
    "import { face } from '@medical-patients/reference-data';",
    'packages-engine-imports-only-its-layers',
  ],
  [
    'packages/engine',
    "import type { Face } from '@medical-patients/reference-data';",
    'packages-engine-imports-only-its-layers',
  ],
  ['packages/engine', "import { readFileSync } from 'node:fs';", 'packages-engine-knows-no-host'],
  ['packages/engine', "import * as z from 'zod';", 'packages-engine-imports-only-its-libraries'],
  [
    'packages/reference-data',
    "export { face } from '@medical-patients/contract';",
    'packages-reference-data-imports-types-only',
  ],
  [
    'packages/contract',
    "import { face } from '@medical-patients/engine';",
    'packages-contract-imports-only-its-layers',
  ],
  ['packages/contract', "import pad from 'left-pad';", 'packages-contract-imports-only-its-libraries'],
  ['packages/writers', "import { createHash } from 'node:crypto';", 'packages-writers-knows-no-host'],
  [
    'packages/writers',
    "import { face } from '@medical-patients/engine';",
    'packages-writers-imports-only-its-layers',
  ],
  [
    'packages/runner',
    "import { face } from '@medical-patients/reference-data';",
    'packages-runner-imports-only-its-layers',
  ],
  ['packages/runner', "import { face } from '@medical-patients/cli';", 'nobody-imports-apps'],
  ['packages/runner', "import { inside } from '../../engine/src/inside.js';", 'packages-through-their-face'],
  ['packages/runner', "import { inside } from '@medical-patients/engine/src/inside.js';", 'no-unresolvable'],
  ['packages/runner', "import { kit } from './testing/kit.js';", 'nothing-shipped-imports-tests'],
  [
    'apps/cli',
    "import { inside } from '../../../packages/engine/src/inside.js';",
    'packages-through-their-face',
  ],
];

/** Folder and a line that may stand there. */
const permitted: readonly (readonly [string, string])[] = [
  ['packages/engine', "import type { Face } from '@medical-patients/contract';"],
  ['packages/contract', "import * as z from 'zod';"],
  ['packages/runner', "import { face } from '@medical-patients/engine';"],
  ['packages/runner', "import { join } from 'node:path';"],
  ['apps/cli', "import { face } from '@medical-patients/reference-data';"],
];

describe('the layer rules', () => {
  let directory: string;
  let breaches: Breach[];

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'layers-'));
    layOutSample(directory);
    for (const [index, [layer, line]] of refused.entries()) {
      writeFileSync(join(directory, layer, `src/refused-${index}.ts`), `${line}\n`);
    }
    for (const [index, [layer, line]] of permitted.entries()) {
      writeFileSync(join(directory, layer, `src/permitted-${index}.ts`), `${line}\n`);
    }
    breaches = findBreaches(directory, ['packages', 'apps']);
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const rulesBrokenBy = (path: string): string[] =>
    breaches.filter((breach) => breach.imports.startsWith(`${path} `)).map((breach) => breach.rule);

  test.each(refused.map(([layer, line, rule], index) => ({ layer, line, rule, index })))(
    'refuse in $layer: $line',
    ({ layer, rule, index }) => {
      expect(rulesBrokenBy(`${layer}/src/refused-${index}.ts`)).toContain(rule);
    },
  );

  test.each(permitted.map(([layer, line], index) => ({ layer, line, index })))(
    'permit in $layer: $line',
    ({ layer, index }) => {
      expect(rulesBrokenBy(`${layer}/src/permitted-${index}.ts`)).toEqual([]);
    },
  );

  test('refuse a circle of imports', () => {
    const circles = breaches.filter((breach) => breach.rule === 'no-cycles');
    expect(circles.map((breach) => breach.imports.split(' ')[0])).toContainEqual(
      expect.stringMatching(/^packages\/engine\/src\/circle(-end)?\.ts$/),
    );
  });
});

/** A repository in miniature: one package for each row of the table, linked as npm links workspaces. */
function layOutSample(directory: string): void {
  const modules = join(directory, 'node_modules');
  mkdirSync(join(modules, '@medical-patients'), { recursive: true });
  for (const file of ['tsconfig.test.json', 'tsconfig.base.json']) {
    cpSync(join(projectRoot, file), join(directory, file));
  }
  for (const layer of Object.keys(layers)) {
    const home = join(directory, layer);
    const name = layer.split('/')[1]!;
    mkdirSync(join(home, 'src/testing'), { recursive: true });
    writeFileSync(
      join(home, 'package.json'),
      JSON.stringify({
        name: `@medical-patients/${name}`,
        type: 'module',
        exports: { '.': { source: './src/index.ts' } },
      }),
    );
    writeFileSync(join(home, 'src/index.ts'), 'export const face = 1;\nexport type Face = 1;\n');
    writeFileSync(join(home, 'src/inside.ts'), 'export const inside = 1;\n');
    writeFileSync(join(home, 'src/testing/kit.ts'), 'export const kit = 1;\n');
    writeFileSync(join(home, 'src/circle.ts'), "export { inside } from './circle-end.js';\n");
    writeFileSync(join(home, 'src/circle-end.ts'), "export { inside } from './circle.js';\n");
    symlinkSync(home, join(modules, '@medical-patients', name), 'junction');
  }
  for (const library of ['zod', 'left-pad']) {
    mkdirSync(join(modules, library));
    writeFileSync(join(modules, library, 'package.json'), `{"name":"${library}","main":"index.js"}`);
    writeFileSync(join(modules, library, 'index.js'), 'module.exports = 1;\n');
  }
}

function readManifest(folder: string): { name: string; dependencies?: Record<string, string> } | undefined {
  try {
    return JSON.parse(readFileSync(join(projectRoot, folder, 'package.json'), 'utf8'));
  } catch {
    return undefined;
  }
}
