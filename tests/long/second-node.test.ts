import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Medpat, openMedpat } from '../e2e/support/medpat.js';
import { obtainOtherNode } from '../support/other-node.js';
import { PRESET_IDS } from '../support/simulated.js';
import { report } from '../support/text-report.js';

const CASUALTIES = 600;
const other = obtainOtherNode();
if (other.binary === undefined) {
  if (process.env.CI === 'true')
    throw new Error(`${other.reason}. With CI=true a second Node must be there.`);
  report('left out: the determinism matrix on a second Node', other.reason);
}

/** Hash of every file of a run by name. */
function hashesOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => [relative(folder, path), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

describe.skipIf(other.binary === undefined)(
  `Node ${process.version} and ${other.binary && other.version}`,
  () => {
    let medpat: Medpat | undefined;
    beforeAll(async () => {
      medpat = openMedpat();
    });
    afterAll(() => medpat?.remove());

    function generate(binary: string, preset: string, threads: number): Record<string, string> {
      if (medpat === undefined) throw new Error('the program was not built');
      const out = `${preset}-${threads}-${binary === process.execPath ? 'own' : 'other'}`;
      const parameters = [
        'generate',
        '--preset',
        preset,
        '-p',
        String(CASUALTIES),
        '-s',
        'matrix',
        '-o',
        out,
      ];
      const { status, stderr } = spawnSync(
        binary,
        [medpat.bin, ...parameters, '-f', 'json,ndjson,csv,classic', '--threads', String(threads), '--quiet'],
        { cwd: medpat.folder, encoding: 'utf8' },
      );
      expect(stderr).toBe('');
      expect(status).toBe(0);
      const [run] = readdirSync(join(medpat.folder, out));
      return hashesOf(join(medpat.folder, out, run));
    }

    it.each(PRESET_IDS)('write the same bytes of %s, on one thread and on two', (preset) => {
      const expected = generate(process.execPath, preset, 1);
      expect(Object.keys(expected).length).toBeGreaterThan(5);
      expect(generate(other.binary ?? '', preset, 1)).toEqual(expected);
      expect(generate(other.binary ?? '', preset, 2)).toEqual(expected);
    });
  },
);
