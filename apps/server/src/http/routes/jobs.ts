import { idParametersSchema, jobListQuerySchema, jobSchema } from '@medical-patients/contract';
import { LRUCache } from 'lru-cache';
import type { ArtifactKind, JobRow } from '../../database/schema.js';
import { ownerOf } from '../authenticate.js';
import type { Api, RouteContext } from '../context.js';
import { parseId } from '../ids.js';
import { JOB_JSON_SCHEMA, toJob } from '../job-view.js';
import { linkNext, pageOf } from '../paging.js';

const SHOWN_KINDS: readonly ArtifactKind[] = ['output', 'archive', 'manifest'];
const REMEMBERED_JOBS = 5000;
/** Whoever looks after an installation has to be able to see and to stop what runs on it. */
const WHOSE = 'Jobs of the key that asks; a key with the scope admin reaches those of every key.';

export function addJobRoutes(api: Api, context: RouteContext): void {
  const { jobs } = context;
  const outputFilesOf = createOutputFiles(context);
  const view = async (row: JobRow) => toJob(row, await outputFilesOf(row));

  api.get(
    '/jobs/',
    {
      schema: { querystring: jobListQuerySchema },
      config: {
        docs: {
          summary: 'Own jobs, newest first',
          description: WHOSE,
          tag: 'jobs',
          answers: { 200: jobSchema.array() },
        },
      },
    },
    async (request, reply) => {
      const { status } = request.query;
      const page = await jobs.list(ownerOf(request), { ...pageOf(request.query), status });
      linkNext(request, reply, page.nextCursor);
      return Promise.all(page.rows.map(view));
    },
  );

  api.get(
    '/jobs/:id',
    {
      schema: { params: idParametersSchema, response: { 200: JOB_JSON_SCHEMA } },
      config: {
        docs: { summary: 'Where a job stands', description: WHOSE, tag: 'jobs', answers: { 200: jobSchema } },
      },
    },
    async (request) => view(await jobs.find(parseId(request.params.id, 'job'), ownerOf(request))),
  );

  api.post(
    '/jobs/:id/cancel',
    {
      schema: { params: idParametersSchema, response: { 200: JOB_JSON_SCHEMA } },
      config: {
        access: 'generate',
        docs: { summary: 'Stop a job', description: WHOSE, tag: 'jobs', answers: { 200: jobSchema } },
      },
    },
    async (request) => view(await jobs.cancel(parseId(request.params.id, 'job'), ownerOf(request))),
  );

  api.delete(
    '/jobs/:id',
    {
      schema: { params: idParametersSchema },
      config: {
        access: 'generate',
        docs: {
          summary: 'Delete a job and its files',
          description: WHOSE,
          tag: 'jobs',
          answers: { 204: '' },
        },
      },
    },
    async (request, reply) => {
      await jobs.delete(parseId(request.params.id, 'job'), ownerOf(request));
      return reply.code(204).send();
    },
  );
}

/** Names of the files of completed jobs: they never change, so the process remembers them. */
function createOutputFiles({ foundation }: RouteContext): (row: JobRow) => Promise<readonly string[]> {
  const known = new LRUCache<string, readonly string[]>({ max: REMEMBERED_JOBS });
  return async ({ id, status }) => {
    if (status !== 'completed') return [];
    const remembered = known.get(id);
    if (remembered !== undefined) return remembered;
    const artifacts = await foundation.database.repositories.artifacts.list(id, SHOWN_KINDS);
    const names = artifacts.map(({ name }) => name);
    known.set(id, names);
    return names;
  };
}
