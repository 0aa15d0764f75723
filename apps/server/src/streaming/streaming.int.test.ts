import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StreamRequest } from '../http/services.js';
import { waitUntil } from '../testing/condition.js';
import { collect, runAlone } from '../testing/job-files.js';
import { type JobSystem, openJobSystem } from '../testing/job-system.js';
import { NO_LIMITS } from '../testing/rows.js';
import { findTestServices } from '../testing/services.js';

const services = await findTestServices();
const DOCUMENT = { name: 'stream', seed: 'stream', casualties: { total: 330 } };

describe('streaming', () => {
  let system: JobSystem;
  beforeAll(async () => {
    const kind = services.postgresUrl === null ? 'embedded' : 'postgres';
    system = await openJobSystem(kind, services, { works: false, threads: 1 });
  });
  afterAll(() => system?.close());

  const request = (document: unknown, changes: Partial<StreamRequest> = {}): StreamRequest => ({
    caller: system.caller,
    scenario: system.request(document).scenario,
    record: 'full',
    format: 'ndjson',
    signal: new AbortController().signal,
    ...changes,
  });
  const generate = (changes?: Partial<StreamRequest>) =>
    system.services.streaming.generate(request(DOCUMENT, changes));

  test('a stream has the bytes of the runner', async () => {
    const alone = await runAlone(DOCUMENT, ['json', 'ndjson', 'classic']);
    expect((await collect(generate())).equals(alone.read('patients.ndjson'))).toBe(true);
    expect((await collect(generate({ format: 'json' }))).equals(alone.read('patients.json'))).toBe(true);
    const classic = await collect(generate({ format: 'json', record: 'classic' }));
    expect(classic.equals(alone.read('classic/patients.json'))).toBe(true);
    const lines = (await collect(generate({ record: 'classic' }))).toString().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(classic.toString()));
  });

  test('a client that leaves, or whose request is aborted, stops the simulation', async () => {
    const long = { name: 'long', casualties: { total: 300_000 } };
    const isIdle = () => system.threads.pending === 0;
    const aborting = new AbortController();
    const first = system.services.streaming.generate(request(long, { signal: aborting.signal }));
    const reading = collect(first);
    await waitUntil(() => !isIdle(), 'the simulation runs');
    aborting.abort();
    await expect(reading).rejects.toThrow('aborted');
    await waitUntil(isIdle, 'the simulation has stopped', 5_000);

    for await (const piece of system.services.streaming.generate(request({ ...DOCUMENT, name: 'left' }))) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    await waitUntil(isIdle, 'the simulation has stopped', 5_000);
  });

  test('the limit of the key bites', () => {
    const caller = { ...system.caller, limits: { ...NO_LIMITS, patientsPerRequest: 329 } };
    expect(() => generate({ caller })).toThrow(expect.objectContaining({ code: 'patients_exceeded' }));
  });
});
