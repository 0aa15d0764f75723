import type { Scenario, Summary } from '@medical-patients/contract';
import { SUMMARY_PATH } from '@medical-patients/runner';
import type { ArtifactRow, JobRow, RecordKind } from '../database/schema.js';
import { ServiceError } from '../errors.js';
import type { Foundation } from '../foundation.js';
import type { Results } from '../http/services.js';
import { formatsToWrite, formatToRead, RECORD_FORMATS, textFormatOf } from '../jobs/record-formats.js';
import type { CompileRun } from '../jobs/run-plans.js';
import type { JobThreads } from '../threads/job-threads.js';
import { createDownloads, formatOf } from './downloads.js';
import { compileFilter } from './facets.js';
import { artifactOf, createFinishedJobs } from './finished-job.js';
import { createIndexReader, type FoundPatient } from './index-reader.js';
import { fileDetailsOf, readFile } from './job-file.js';
import { textsIn, toDownload, wholeDownload } from './one-patient.js';
import { readPaths } from './stored-paths.js';
import { readTexts } from './stored-texts.js';

export interface ResultsTools extends Pick<Foundation, 'database' | 'artifacts' | 'caches'> {
  readonly threads: JobThreads;
  readonly compile: CompileRun;
}

/**
 * What finished jobs hold. Records in the job's own kind are read where they were written; in another kind or format
 * they are assembled from the stored care paths, on a thread.
 */
export function createResults(tools: ResultsTools): Results {
  const { database, artifacts, caches } = tools;
  const finished = createFinishedJobs(database.repositories.artifacts);
  const index = createIndexReader(artifacts);

  return {
    download: createDownloads(artifacts, finished),

    page: async (job, query, record) => {
      const rows = await finished.open(job);
      const filter = compileFilter(query, (job.config as Scenario).fronts);
      if (filter === null) return { total: 0, patients: [] };
      const { total, patients } = await index.find(rows, {
        filter,
        sort: query.sort,
        descending: query.descending,
        skip: (query.page - 1) * query.perPage,
        limit: query.perPage,
      });
      return { total, patients: await readRecords(tools, job, rows, patients, record) };
    },

    patient: async (job, number, format, record) => {
      const rows = await finished.open(job);
      const wanted = formatToRead(format, record);
      formatOf(wanted);
      const found = await index.findOne(rows, number);
      if (found === undefined) throw new ServiceError('not_found', 'The job has no patient of this number.');
      const filename = `${job.id}-${number}`;
      if (wanted === RECORD_FORMATS[record]) {
        const [text = ''] = await readRecords(tools, job, rows, [found], record);
        return wholeDownload(`${filename}.json`, 'application/json', Buffer.from(`${text}\n`));
      }
      const rendered = await assemble(tools, job, rows, [number], wanted);
      return toDownload(filename, rendered);
    },

    aggregates: async (job) => {
      const rows = await finished.open(job);
      return caches.jobAggregates.get(job.id, async () => {
        const pieces: Uint8Array[] = [];
        const { parts } = fileDetailsOf(artifactOf(rows, SUMMARY_PATH));
        for await (const piece of readFile(artifacts, parts)) pieces.push(piece);
        const summary = JSON.parse(Buffer.concat(pieces).toString('utf8')) as Summary;
        return { job_id: job.id, ...summary };
      });
    },
  };
}

/** The JSON texts of patients, in their order. */
async function readRecords(
  tools: ResultsTools,
  job: JobRow,
  rows: readonly ArtifactRow[],
  patients: readonly FoundPatient[],
  record: RecordKind,
): Promise<readonly string[]> {
  const textFormat = textFormatOf(formatsToWrite(job.options.formats, job.record), job.record);
  if (record === job.record && textFormat !== null) {
    const file = rows.find(({ kind, format }) => kind === 'output' && format === textFormat);
    if (file !== undefined) return readTexts(tools.artifacts, fileDetailsOf(file).parts, patients);
  }
  const numbers = patients.map(({ number }) => number);
  const { pieces } = await assemble(tools, job, rows, numbers, RECORD_FORMATS[record]);
  const ascending = numbers.toSorted((a, b) => a - b);
  const texts = new Map(textsIn(pieces).map((text, at) => [ascending[at], text]));
  return numbers.map((number) => texts.get(number) ?? '');
}

async function assemble(
  { artifacts, threads, compile }: ResultsTools,
  job: JobRow,
  rows: readonly ArtifactRow[],
  numbers: readonly number[],
  format: string,
) {
  if (numbers.length === 0) return { format, pieces: [], head: [], tail: [] };
  const { run } = compile(job.config as Scenario, job.seed);
  const formats = [format];
  const chunk = await readPaths(artifacts, rows, numbers);
  const { pieces } = await threads.render({ run, formats, chunk, textFile: null, index: false });
  return { format, pieces, ...(await threads.frame(run, formats)) };
}
