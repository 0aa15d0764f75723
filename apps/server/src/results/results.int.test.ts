import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PatientRecord } from '@medical-patients/contract';
import { toClassicRecord } from '@medical-patients/writers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPython, findSevenZip, findUnzip } from '../../../../tests/support/tools.js';
import type { JobRow } from '../database/schema.js';
import type { PatientQuery } from '../http/services.js';
import { databaseKinds } from '../testing/databases.js';
import { collect, runAlone } from '../testing/job-files.js';
import { type JobSystem, openJobSystem } from '../testing/job-system.js';
import { findTestServices } from '../testing/services.js';

const services = await findTestServices();
const sevenZip = findSevenZip();
const unzip = findUnzip();
const python = findPython();
const DOCUMENT = {
  name: 'results',
  seed: 'results',
  days: 4,
  casualties: { total: 400 },
  fronts: [
    { id: 'north', nations: { POL: 60, EST: 40 }, share: 0.6 },
    { id: 'south', nations: { LTU: 100 }, share: 0.4 },
  ],
};
const TEST_ZIP = 'import sys,zipfile; assert zipfile.ZipFile(sys.argv[1]).testzip() is None';
const FORMATS = ['json', 'csv'];
const FIRST_PAGE: PatientQuery = { page: 1, perPage: 50, sort: 'number', descending: false };

/** What a filter means, said with the records. */
const MATCHES: Record<string, (record: PatientRecord, value: string) => boolean> = {
  triage: ({ triage }, value) => triage[0]?.category === value,
  outcome: ({ outcome }, value) => outcome.status === value,
  nation: ({ identity }, value) => identity.nationality === value,
  front: ({ incident }, value) => incident.front.id === value,
  class: ({ incident }, value) => incident.class === value,
};
const FILTERS: readonly Partial<Record<string, string>>[] = [
  {},
  { triage: 'T1' },
  { outcome: 'kia' },
  { nation: 'EST', class: 'disease' },
  { front: 'south', triage: 'T3' },
  { class: 'battle-injury', outcome: 'returned-to-duty', nation: 'POL' },
  { nation: 'FRA' },
];

describe.each(databaseKinds(services))('results on %s', (kind) => {
  let system: JobSystem;
  let job: JobRow;
  let records: PatientRecord[];
  let folder: string;

  const complete = async (changes: Parameters<JobSystem['request']>[1] = {}): Promise<JobRow> => {
    const request = system.request(DOCUMENT, { formats: FORMATS, ...changes });
    return system.untilEnded((await system.services.jobs.start(request)).job.id);
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'medpat-results-'));
    system = await openJobSystem(kind, services);
    job = await complete();
    records = JSON.parse(Buffer.from((await runAlone(DOCUMENT, ['json'])).read('patients.json')).toString());
  });
  afterAll(async () => {
    await system?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('every page of every filter and order is what the records say', async () => {
    for (const filter of FILTERS) {
      const matching = records.filter((record) =>
        Object.entries(filter).every(([name, value]) => MATCHES[name]?.(record, value ?? '')),
      );
      for (const sort of ['number', 'iss'] as const) {
        for (const descending of [false, true]) {
          const expected = matching.toSorted(
            (a, b) => (sort === 'iss' ? b.iss - a.iss : 0) || a.number - b.number,
          );
          if (descending !== (sort === 'iss')) expected.reverse();
          const perPage = 60;
          for (let page = 1; page <= Math.ceil(expected.length / perPage) + 1; page++) {
            const query = { ...filter, page, perPage, sort, descending };
            const found = await system.services.results.page(job, query, 'full');
            expect(found.total).toBe(expected.length);
            expect(found.patients.map((text) => JSON.parse(text).number)).toEqual(
              expected.slice((page - 1) * perPage, page * perPage).map(({ number }) => number),
            );
          }
        }
      }
    }
  });

  test('a page holds the stored texts, or the same patients in the other kind of record', async () => {
    const query = { ...FIRST_PAGE, page: 3, sort: 'iss', descending: true } as const;
    const full = (await system.services.results.page(job, query, 'full')).patients.map((text) =>
      JSON.parse(text),
    );
    expect(full).toEqual(full.map(({ number }) => records[number - 1]));
    const classic = await system.services.results.page(job, query, 'classic');
    expect(classic.patients.map((text) => JSON.parse(text))).toEqual(full.map(toClassicRecord));
    const nobody = await system.services.results.page(job, { ...FIRST_PAGE, front: 'west' }, 'full');
    expect(nobody).toEqual({ total: 0, patients: [] });
  });

  test.skipIf(unzip === undefined)('one patient comes in every format', async () => {
    const { results } = system.services;
    const read = async (format: string, record: 'full' | 'classic' = 'full') => {
      const download = await results.patient(job, 321, format, record);
      const content = await collect(download.open());
      expect(content.length).toBe(download.bytes);
      return { ...download, content };
    };
    expect(JSON.parse((await read('json')).content.toString())).toEqual(records[320]);
    expect(JSON.parse((await read('ndjson')).content.toString())).toEqual(records[320]);
    const classic = toClassicRecord(records[320] as PatientRecord);
    expect(JSON.parse((await read('json', 'classic')).content.toString())).toEqual(classic);
    const csv = await read('csv');
    expect(csv.mediaType).toBe('application/zip');
    const path = join(folder, `${kind}-patient.zip`);
    await writeFile(path, csv.content);
    const table = execFileSync(unzip ?? '', ['-p', path, 'csv/patients.csv'])
      .toString()
      .trim()
      .split('\r\n');
    expect(table).toHaveLength(2);
    expect(table[1]).toContain(records[320]?.identity.service_number);
    await expect(results.patient(job, 701, 'json', 'full')).rejects.toMatchObject({ code: 'not_found' });
    await expect(results.patient(job, 1, 'docx', 'full')).rejects.toMatchObject({
      code: 'format_not_available',
    });
  });

  test.skipIf(unzip === undefined)(
    'the download is an archive of the runner’s files, in any ranges',
    async () => {
      const download = await system.services.results.download(job, null);
      const content = await collect(download.open());
      expect(content.length).toBe(download.bytes);
      const path = join(folder, `${kind}.zip`);
      await writeFile(path, content);
      if (sevenZip !== undefined) execFileSync(sevenZip, ['t', path]);
      if (python !== undefined) {
        execFileSync(python, ['-c', TEST_ZIP, path]);
      }
      const names = execFileSync(unzip ?? '', ['-Z1', path])
        .toString()
        .trim()
        .split('\n');
      const alone = await runAlone(DOCUMENT, FORMATS);
      expect(names.toSorted()).toEqual([...alone.paths].toSorted());
      for (const name of names) {
        const stored = execFileSync(unzip ?? '', ['-p', path, name], { maxBuffer: 2 ** 28 });
        expect(stored.equals(alone.read(name)), name).toBe(true);
      }
      const cuts = [
        0,
        1,
        29,
        30,
        31,
        5_000,
        Math.floor(content.length / 2),
        content.length - 23,
        content.length,
      ];
      const ranges = cuts.slice(1).map((end, at) => ({ start: cuts[at] ?? 0, end }));
      const pieces = await Promise.all(ranges.map((range) => collect(download.open(range))));
      expect(Buffer.concat(pieces).equals(content)).toBe(true);
    },
  );

  test('one format comes as its file or as an archive of its files, and no other is there', async () => {
    const { results } = system.services;
    const alone = await runAlone(DOCUMENT, FORMATS);
    const json = await results.download(job, 'json');
    expect(json).toMatchObject({ filename: `${job.id}-json.json`, mediaType: 'application/json' });
    expect((await collect(json.open())).equals(alone.read('patients.json'))).toBe(true);
    expect(await results.download(job, 'csv')).toMatchObject({ mediaType: 'application/zip' });
    await expect(results.download(job, 'ndjson')).rejects.toMatchObject({
      code: 'format_not_available',
      details: { available: ['json', 'csv'] },
    });
  });

  test('charts get the summary', async () => {
    const aggregates = (await system.services.results.aggregates(job)) as { totals: { casualties: number } };
    expect(aggregates.totals.casualties).toBe(400);
  });

  test.skipIf(unzip === undefined)('a compressed archive is smaller and holds the same', async () => {
    const packed = await complete({ compression: true });
    const download = await system.services.results.download(packed, null);
    expect(download.bytes).toBeLessThan((await system.services.results.download(job, null)).bytes / 3);
    const path = join(folder, `${kind}-packed.zip`);
    await writeFile(path, await collect(download.open()));
    const alone = await runAlone(DOCUMENT, FORMATS);
    for (const name of alone.paths) {
      const stored = execFileSync(unzip ?? '', ['-p', path, name], { maxBuffer: 2 ** 28 });
      expect(stored.equals(alone.read(name)), name).toBe(true);
    }
  });

  test.skipIf(sevenZip === undefined)(
    'an encrypted job is in its archive and nowhere else, and so is its password nowhere',
    async () => {
      const encryptionPassword = 'correct horse battery staple';
      const encrypted = await complete({ encryptionPassword, formats: ['json'] });
      expect(encrypted.status).toBe('completed');
      const { results } = system.services;
      for (const refused of [
        results.page(encrypted, FIRST_PAGE, 'full'),
        results.patient(encrypted, 1, 'json', 'full'),
        results.aggregates(encrypted),
        results.download(encrypted, 'json'),
      ]) {
        await expect(refused).rejects.toMatchObject({ code: 'job_encrypted' });
      }
      const { artifacts, database } = system.foundation;
      expect(await artifacts.list(`${encrypted.id}/`)).toEqual([`${encrypted.id}/archive.zip`]);
      const path = join(folder, `${kind}-encrypted.zip`);
      await writeFile(path, await collect((await results.download(encrypted, null)).open()));
      const alone = await runAlone(DOCUMENT, ['json']);
      for (const name of alone.paths) {
        const opened = execFileSync(sevenZip ?? '', ['e', '-so', `-p${encryptionPassword}`, path, name], {
          maxBuffer: 2 ** 28,
        });
        expect(opened.equals(alone.read(name)), name).toBe(true);
      }
      expect(() => execFileSync(sevenZip ?? '', ['t', '-pwrong', path], { stdio: 'pipe' })).toThrow();
      const { rows } = await database.connections.query<{ data: unknown }>(
        `select data from medpat_queue.job where data->>'jobId' = $1`,
        [encrypted.id],
      );
      expect(rows).toEqual([]);
      expect(JSON.stringify(await database.repositories.jobs.find(encrypted.id, null))).not.toContain(
        'horse',
      );
    },
  );
});
