import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Medpat, openMedpat } from '../e2e/support/medpat.js';
import { watchMemory } from '../support/process-tree.js';
import { scaleLaydown } from '../support/scale-laydown.js';
import { presetScenario } from '../support/simulated.js';
import { columns, report } from '../support/text-report.js';

const MIB = 1024 * 1024;
const DAYS = 180;
/** Limits of the design (architecture, order and memory), for the report. */
const LIMITS: Readonly<Record<string, string>> = {
  'generate 100000': '300 MB',
  'generate 1000000': '400 MB',
};

/** 500 MB for 100,000 (architecture, order and memory). */
const CEILING_MIB = 500_000_000 / MIB;

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
  readonly seconds: number;
  readonly peakMib: number;
  /** Mean of the third and of the last quarter of the run. */
  readonly quarters: readonly [number, number];
}

describe.skipIf(process.platform !== 'linux')('a million patients of a large-scale combat', () => {
  let medpat: Medpat;
  beforeAll(async () => {
    medpat = openMedpat();
  });
  afterAll(() => medpat.remove());

  async function execute(...parameters: readonly string[]): Promise<Ended> {
    const started = performance.now();
    const child = spawn(process.execPath, [medpat.bin, ...parameters], {
      cwd: medpat.folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const memory = watchMemory(child.pid ?? 0);
    let stderr = '';
    child.stderr.on('data', (piece: Buffer) => {
      stderr += piece.toString();
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    memory.stop();
    const { samples } = memory;
    const mean = (from: number, to: number) => {
      const part = samples.slice(Math.floor(from * samples.length), Math.floor(to * samples.length));
      return part.reduce((sum, bytes) => sum + bytes, 0) / Math.max(1, part.length) / MIB;
    };
    return {
      code,
      stderr,
      seconds: (performance.now() - started) / 1000,
      peakMib: memory.peakBytes / MIB,
      quarters: [mean(0.5, 0.75), mean(0.75, 1)],
    };
  }

  /**
   * The battle over half a year with a laydown that fits its size. All in ten days, or without means to match, and the
   * casualties still in care would outgrow any memory.
   */
  function writeScenario(casualties: number): string {
    const preset = presetScenario('lsco-battle');
    const aDay = (preset.casualties.total ?? 0) / preset.days;
    const scenario = scaleLaydown(preset, casualties / (aDay * DAYS));
    const path = join(medpat.folder, `battle-${casualties}.json`);
    const total = { ...scenario.casualties, total: casualties };
    writeFileSync(path, JSON.stringify({ ...scenario, days: DAYS, casualties: total }));
    return path;
  }

  const ended = new Map<string, Ended>();
  afterAll(() => {
    const rows = [...ended].map(([name, { seconds, peakMib, quarters }]) => [
      name,
      `${seconds.toFixed(0)} s`,
      `${peakMib.toFixed(0)} MiB`,
      LIMITS[name] ?? '',
      quarters.map((quarter) => quarter.toFixed(0)).join(' → '),
    ]);
    report('Memory', columns([['run', 'time', 'peak', 'limit', 'third → last quarter'], ...rows]));
  });

  async function generate(casualties: 100_000 | 1_000_000): Promise<Ended> {
    const done = await execute(
      ...['generate', writeScenario(casualties), '-s', 'million', '-f', 'ndjson'],
      ...['-o', `out-${casualties}`, '--threads', '2', '--quiet'],
    );
    ended.set(`generate ${casualties}`, done);
    return done;
  }

  it('a hundred thousand are written', async () => {
    const done = await generate(100_000);
    expect([done.code, done.stderr]).toEqual([0, '']);
    rmSync(join(medpat.folder, 'out-100000'), { recursive: true, force: true });
  });

  it('a million are written, and memory does not grow along the way', async () => {
    const done = await generate(1_000_000);
    expect([done.code, done.stderr]).toEqual([0, '']);
    expect(done.quarters[1]).toBeLessThan(done.quarters[0] * 1.15);
  });

  // Resident memory depends on the machine and its allocator, so the limits of the design are reported with what was
  // measured (the changelog says which are missed); what is asserted is the ceiling that may never be touched.
  it('a hundred thousand stay below the ceiling of 500 MB', () => {
    expect(ended.get('generate 100000')?.peakMib).toBeLessThan(CEILING_MIB);
  });

  it('verification finds nothing wrong in them', async () => {
    const out = join(medpat.folder, 'out-1000000');
    const [run] = readdirSync(out);
    const summary = JSON.parse(readFileSync(join(out, run, 'summary.json'), 'utf8')) as {
      totals: { casualties: number };
    };
    expect(summary.totals.casualties).toBe(1_000_000);
    const done = await execute('verify', join('out-1000000', run), '--quiet');
    ended.set('verify 1000000', done);
    rmSync(out, { recursive: true, force: true });
    expect([done.code, done.stderr]).toEqual([0, '']);
  });
});
