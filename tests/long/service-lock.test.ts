import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { endOf, type Medpat, openMedpat, until } from '../e2e/support/medpat.js';
import { startService } from '../e2e/support/service.js';

const SCENARIO = { schema: 1, name: 'Killed', days: 3, casualties: { total: 12_000 } };
const SEED = 'killed';

let medpat: Medpat;
const children: ChildProcess[] = [];

beforeAll(async () => {
  medpat = openMedpat();
}, 300_000);
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = endOf(child);
    child.kill('SIGKILL');
    await gone;
  }
});
afterAll(() => medpat?.remove());

const serve = async (folder: string) => {
  const service = await startService(medpat, join(medpat.folder, folder));
  children.push(service.child);
  return service;
};
const holderOf = (folder: string): number =>
  JSON.parse(readFileSync(join(medpat.folder, folder, 'server.lock'), 'utf8')).pid;

test('a second service on a folder says in a sentence whose it is, and the first one goes on', async () => {
  const first = await serve('taken');
  for (const command of [['serve', '--port', '0'], ['keys', 'list'], ['migrate']]) {
    const { code, stdout, stderr } = medpat.run(...command, '--data', 'taken');
    expect([code, stdout], command.join(' ')).toEqual([1, '']);
    expect(stderr).toMatch(/^The data directory taken belongs to a running server [^\n]+\n$/);
    expect(stderr).toContain(`process ${first.child.pid} on `);
  }
  expect(holderOf('taken')).toBe(first.child.pid);
  expect((await first.call('GET', '/jobs/')).status).toBe(200);
});

test('the folder of a killed service is taken over at once, and its job ends with the same bytes', async () => {
  const killed = await serve('left');
  const { job_id: id } = (await (
    await killed.call('POST', '/generation/', { configuration: SCENARIO, seed: SEED })
  ).json()) as { job_id: string };
  let percent = 0;
  const watch = setInterval(async () => {
    const answer = await killed.call('GET', `/jobs/${id}`).catch(() => null);
    if (answer !== null) percent = ((await answer.json()) as { progress: number }).progress;
  }, 50);
  await until(() => percent > 0);
  clearInterval(watch);
  const gone = endOf(killed.child);
  killed.child.kill('SIGKILL');
  expect(await gone).toBe('SIGKILL');
  expect(percent).toBeLessThan(100);
  expect(holderOf('left')).toBe(killed.child.pid);

  const next = await serve('left');
  expect(holderOf('left')).toBe(next.child.pid);
  expect(await next.untilEnded(id)).toMatchObject({ status: 'completed', error: null });
  const download = await next.call('GET', `/downloads/${id}?format=json`);
  const downloaded = createHash('sha256').update(new Uint8Array(await download.arrayBuffer()));
  const alone = medpat.runWith(
    { input: JSON.stringify(SCENARIO) },
    ...['generate', '-', '-s', SEED, '-o', '-', '-q'],
  );
  expect(alone.code, alone.stderr).toBe(0);
  expect(downloaded.digest('hex')).toBe(createHash('sha256').update(alone.stdout).digest('hex'));
}, 180_000);

test('of services that start together on a new folder one wins', async () => {
  const started = await Promise.allSettled(Array.from({ length: 3 }, () => serve('race')));
  const refused = started.filter((result) => result.status === 'rejected');
  expect(started.length - refused.length).toBe(1);
  for (const { reason } of refused) {
    expect(String(reason)).toMatch(/ended with 1: The data directory \S+ belongs to a running server/);
  }
  expect(holderOf('race')).toBe(children.at(-1)?.pid);
});
