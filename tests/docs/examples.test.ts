import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseScenario } from '@medical-patients/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Medpat, openMedpat } from '../e2e/support/medpat.js';
import { projectRoot } from '../support/source-files.js';
import { type Block, listBlocks, listPages } from './markdown.js';

/** Runs of a page's blocks and what they write share a folder, in order, as a reader's would. */
const RUN_LIMIT_MS = 180_000;
const blocks = listPages().flatMap(listBlocks);
const scenarios = blocks.filter(({ language, text }) => language === 'yaml' && /^schema: /m.test(text));
const runnablePages = [...new Set(blocks.filter(({ mark }) => mark === 'runnable').map(({ page }) => page))];

/** A command line of the documentation: no shell, only words, comments and `>`. */
interface Line {
  readonly words: readonly string[];
  readonly target: string | null;
}

function readLine(text: string): Line | null {
  const command = text.replace(/(^|\s)#.*$/, '').trim();
  if (command === '') return null;
  const [before = '', after] = command.split(/\s+>\s+/, 2);
  const words = before.split(/\s+/);
  if (words[0] === 'npx') words.shift();
  if (words.shift() !== 'medpat') throw new Error(`a runnable block holds more than medpat: ${text}`);
  return { words, target: after ?? null };
}

function runBlock(medpat: Medpat, block: Block): void {
  for (const text of block.text.split('\n')) {
    const line = readLine(text);
    if (line === null) continue;
    const { code, stdout, stderr } = medpat.run(...line.words);
    expect(code, `${block.page}:${block.line}: ${text}\n${stderr}`).toBe(0);
    if (line.target !== null) writeFileSync(join(medpat.folder, line.target), stdout);
  }
}

test('the README opens with the two commands', () => {
  const [first] = listBlocks('README.md');
  expect(first?.text).toMatch(/^npm ci && npx medpat generate +# /);
  expect(first?.text).toMatch(/\nnpm ci && npm test +# /);
});

test('a scenario from scratch is among the examples', () => {
  expect(scenarios.map(({ page }) => page)).toContain('README.md');
});

test.each(scenarios)('the scenario in $page:$line has no problem', ({ text }) => {
  const result = parseScenario(text);
  expect(result.ok ? [] : result.problems).toEqual([]);
});

describe.each(runnablePages)('the commands of %s run', (page) => {
  let medpat: Medpat;

  beforeAll(async () => {
    medpat = openMedpat();
    cpSync(join(projectRoot, 'examples'), join(medpat.folder, 'examples'), { recursive: true });
  });
  afterAll(() => medpat?.remove());

  test(
    'in order, in one folder',
    () => {
      let ran = 0;
      for (const block of listBlocks(page)) {
        const file = /^file: (\S+)$/.exec(block.mark)?.[1];
        if (file !== undefined) writeFileSync(join(medpat.folder, file), block.text);
        if (block.mark !== 'runnable') continue;
        runBlock(medpat, block);
        ran++;
      }
      expect(ran).toBeGreaterThan(0);
    },
    RUN_LIMIT_MS,
  );
});
