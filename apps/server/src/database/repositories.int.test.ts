import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../testing/databases.js';
import { newApiKey, newArtifact, newJob, newScenario, progressAt } from '../testing/rows.js';
import { findTestServices } from '../testing/services.js';
import type { Repositories } from './repositories.js';

const services = await findTestServices();

describe.each(databaseKinds(services))('repositories on %s', (kind) => {
  let opened: TestDatabase;
  let repositories: Repositories;
  let owner: string;
  let stranger: string;

  beforeAll(async () => {
    opened = await openTestDatabase(kind, services);
    repositories = opened.database.repositories;
    owner = (await repositories.apiKeys.insert(newApiKey())).id;
    stranger = (await repositories.apiKeys.insert(newApiKey())).id;
  });
  afterAll(() => opened.close());

  test('migrations are applied once', async () => {
    expect(await opened.database.pendingMigrations()).toEqual([]);
    expect(await opened.database.migrate()).toEqual([]);
  });

  describe('jobs', () => {
    test('a job comes back as it was put in, and only to its owner', async () => {
      const wanted = newJob(owner, {
        config: { zulu: [1, 2.5], alpha: 'ä' },
        warnings: [{ code: 'migrated' }],
      });
      const inserted = await repositories.jobs.insert(wanted);
      expect(inserted).toMatchObject({
        id: wanted.id,
        status: 'queued',
        revision: 0,
        config: wanted.config,
        warnings: wanted.warnings,
        options: wanted.options,
        started_at: null,
      });
      expect(Object.keys(inserted.config as object)).toEqual(['zulu', 'alpha']);
      expect(inserted.created_at).toBeInstanceOf(Date);
      expect(await repositories.jobs.find(wanted.id, owner)).toEqual(inserted);
      expect(await repositories.jobs.find(wanted.id, null)).toEqual(inserted);
      expect(await repositories.jobs.find(wanted.id, stranger)).toBeUndefined();
    });

    test('a late worker cannot revive a cancelled job', async () => {
      const { id } = await repositories.jobs.insert(newJob(owner));
      const running = await repositories.jobs.transition(id, ['queued'], 'running');
      expect(running).toMatchObject({ status: 'running', revision: 1 });
      expect(running?.started_at).toBeInstanceOf(Date);
      const cancelled = await repositories.jobs.transition(id, ['pending', 'queued', 'running'], 'cancelled');
      expect(cancelled?.completed_at).toBeInstanceOf(Date);
      expect(await repositories.jobs.transition(id, ['running'], 'completed')).toBeUndefined();
      expect(await repositories.jobs.updateProgress(id, progressAt(90))).toBeUndefined();
      expect(await repositories.jobs.find(id, owner)).toEqual(cancelled);
    });

    test('a second start keeps the time of the first', async () => {
      const { id } = await repositories.jobs.insert(newJob(owner));
      const first = await repositories.jobs.transition(id, ['queued'], 'running');
      const second = await repositories.jobs.transition(id, ['queued', 'running'], 'running');
      expect(second?.started_at).toEqual(first?.started_at);
    });

    test('progress never moves back', async () => {
      const { id } = await repositories.jobs.insert(newJob(owner));
      await repositories.jobs.transition(id, ['queued'], 'running');
      await repositories.jobs.updateProgress(id, progressAt(60));
      const later = await repositories.jobs.updateProgress(id, progressAt(20));
      expect(later?.progress.percent).toBe(60);
      expect((await repositories.jobs.updateProgress(id, progressAt(61)))?.progress.percent).toBe(61);
    });

    test('of many that move one job at once, one succeeds', async () => {
      const { id } = await repositories.jobs.insert(newJob(owner));
      const results = await Promise.all(
        Array.from({ length: 8 }, () => repositories.jobs.transition(id, ['queued'], 'running')),
      );
      expect(results.filter((row) => row !== undefined)).toHaveLength(1);
    });

    test('pages go through all jobs once, newest first, whatever else appears', async () => {
      const key = (await repositories.apiKeys.insert(newApiKey())).id;
      const ids: string[] = [];
      for (let i = 0; i < 7; i++) ids.push((await repositories.jobs.insert(newJob(key))).id);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await repositories.jobs.list(key, { limit: 3, cursor });
        seen.push(...page.rows.map((row) => row.id));
        await repositories.jobs.insert(newJob(key));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(new Set(seen)).toEqual(new Set(ids));
      expect(seen).toHaveLength(ids.length);
      const rows = (await repositories.jobs.list(key, { limit: 100 })).rows;
      const times = rows.map((row) => row.created_at.getTime());
      expect(times).toEqual([...times].sort((a, b) => b - a));
      expect((await repositories.jobs.list(key, { limit: 3, cursor: 'bm9uc2Vuc2U' })).rows).toEqual([]);
      expect((await repositories.jobs.list(key, { limit: 3, status: 'failed' })).rows).toEqual([]);
    });

    test('counts and states', async () => {
      const key = (await repositories.apiKeys.insert(newApiKey())).id;
      const [first, second] = [
        await repositories.jobs.insert(newJob(key)),
        await repositories.jobs.insert(newJob(key)),
      ];
      await repositories.jobs.transition(first.id, ['queued'], 'failed', {
        error: { code: 'worker_lost', message: 'lost' },
      });
      expect(await repositories.jobs.countActiveInTurn(key)).toBe(1);
      const missing = randomUUID();
      expect(await repositories.jobs.statuses([first.id, second.id, missing])).toEqual(
        new Map([
          [first.id, 'failed'],
          [second.id, 'queued'],
        ]),
      );
      const counts = await repositories.jobs.countByStatus();
      expect(counts.failed).toBeGreaterThanOrEqual(1);
      expect(counts.pending).toBe(0);
    });

    test('an expired job goes with its artifacts', async () => {
      const { id } = await repositories.jobs.insert(newJob(owner));
      await repositories.artifacts.put(newArtifact(id));
      await repositories.jobs.transition(id, ['queued'], 'completed', {
        keepHours: 0,
      });
      expect((await repositories.jobs.listExpired(100)).map((row) => row.id)).toContain(id);
      expect(await repositories.jobs.delete(id)).toBe(true);
      expect(await repositories.jobs.delete(id)).toBe(false);
      expect(await repositories.artifacts.list(id)).toEqual([]);
    });
  });

  test('a repeated task leaves one artifact, with large numbers intact', async () => {
    const { id } = await repositories.jobs.insert(newJob(owner));
    await repositories.artifacts.put(newArtifact(id, { bytes: 1 }));
    await repositories.artifacts.putAll([
      newArtifact(id, { details: { patients: 5 } }),
      newArtifact(id, { name: 'b', kind: 'segment', position: 2 }),
      newArtifact(id, { name: 'a', kind: 'segment', position: 1 }),
    ]);
    expect(await repositories.artifacts.find(id, 'patients.json')).toMatchObject({
      bytes: 5_000_000_000,
      crc32: 4_294_967_295,
      details: { patients: 5 },
    });
    expect((await repositories.artifacts.list(id, ['segment'])).map((row) => row.name)).toEqual(['a', 'b']);
    expect(await repositories.artifacts.deleteOf(id, ['segment'])).toHaveLength(2);
    expect((await repositories.artifacts.list(id)).map((row) => row.name)).toEqual(['patients.json']);
  });

  describe('scenarios', () => {
    test('every update is a version; an update on an old one is refused', async () => {
      const { scenario } = await repositories.scenarios.insert(newScenario(owner));
      const change = { ...newScenario(owner, { name: 'second' }), createdByKeyId: owner };
      const second = await repositories.scenarios.addVersion(scenario.id, 1, change);
      expect(second?.scenario).toMatchObject({ current_version: 2, name: 'second' });
      expect(await repositories.scenarios.addVersion(scenario.id, 1, change)).toBeUndefined();
      expect(await repositories.scenarios.listVersions(scenario.id)).toHaveLength(2);
      expect((await repositories.scenarios.findVersion(scenario.id, 1))?.document).toEqual({
        zulu: 1,
        alpha: 2,
      });
    });

    test('others see what is shared, and hide nothing', async () => {
      const { scenario } = await repositories.scenarios.insert(newScenario(owner));
      const shared = await repositories.scenarios.insert(newScenario(owner, { visibility: 'shared' }));
      expect(await repositories.scenarios.find(scenario.id, stranger)).toBeUndefined();
      expect(await repositories.scenarios.find(shared.scenario.id, stranger)).toBeDefined();
      const seen = (await repositories.scenarios.list(stranger, { limit: 100 })).rows.map((row) => row.id);
      expect(seen).toContain(shared.scenario.id);
      expect(seen).not.toContain(scenario.id);
      expect(await repositories.scenarios.hide(shared.scenario.id, stranger, null)).toBe(false);
      expect(await repositories.scenarios.hide(scenario.id, owner, 7)).toBe(false);
      expect(await repositories.scenarios.hide(scenario.id, owner, 1)).toBe(true);
      expect(await repositories.scenarios.find(scenario.id, owner)).toBeUndefined();
      expect(await repositories.scenarios.findVersion(scenario.id, 1)).toBeDefined();
    });

    test('the most used come first', async () => {
      const [rare, often] = [
        await repositories.scenarios.insert(newScenario(owner)),
        await repositories.scenarios.insert(newScenario(owner)),
      ];
      const use = (id: string) =>
        repositories.jobs.insert(newJob(owner, { scenarioId: id, scenarioVersion: 1 }));
      for (const id of [rare.scenario.id, often.scenario.id, often.scenario.id]) await use(id);
      const used = await repositories.scenarios.mostUsed(new Date(Date.now() - 60_000), 10);
      expect(used.map((each) => each.id)).toEqual([often.scenario.id, rare.scenario.id]);
    });
  });

  test('usage of a key adds up by day', async () => {
    const key = await repositories.apiKeys.insert(newApiKey());
    const usage = { key_id: key.id, day: '2026-06-01', requests: 2, jobs: 1, patients: 1440 };
    await repositories.apiKeys.addUsage([usage]);
    await repositories.apiKeys.addUsage([usage, { ...usage, day: '2026-06-02' }]);
    expect(await repositories.apiKeys.usage(key.id, '2026-06-01', '2026-06-01')).toEqual([
      { ...usage, requests: 4, jobs: 2, patients: 2880 },
    ]);
    expect((await repositories.apiKeys.find(key.id))?.last_used_at).toBeInstanceOf(Date);
  });

  test('of two requests with one idempotency key, one starts the job', async () => {
    const claim = () => ({
      ownerKeyId: owner,
      key: 'once',
      requestHash: 'hash',
      jobId: randomUUID(),
      response: { job: 1 },
      keepHours: 1,
    });
    const results = await Promise.all([
      repositories.idempotency.claim(claim()),
      repositories.idempotency.claim(claim()),
    ]);
    expect(results.filter((row) => row === undefined)).toHaveLength(1);
    expect(results.find((row) => row !== undefined)?.response).toEqual({ job: 1 });
  });

  test('an idempotency key that has expired is free again', async () => {
    const claim = {
      ownerKeyId: owner,
      key: 'old',
      requestHash: 'h',
      jobId: randomUUID(),
      response: 1,
      keepHours: 0,
    };
    expect(await repositories.idempotency.claim(claim)).toBeUndefined();
    expect(await repositories.idempotency.claim(claim)).toBeUndefined();
    expect(await repositories.idempotency.deleteExpired()).toBe(1);
    expect(await repositories.idempotency.find(owner, 'old')).toBeUndefined();
  });

  test('a transaction that fails leaves nothing, and its connection is fit for use', async () => {
    const job = newJob(owner);
    const attempt = opened.database.transact(async ({ repositories: within }) => {
      await within.jobs.insert(job);
      await within.jobs.insert(job);
    });
    await expect(attempt).rejects.toThrow(/duplicate key/);
    expect(await repositories.jobs.find(job.id, null)).toBeUndefined();
  });
});
