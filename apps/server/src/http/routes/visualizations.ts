import { Readable } from 'node:stream';
import {
  dashboardQuerySchema,
  patientDetailQuerySchema,
  sampleQuerySchema,
} from '@medical-patients/contract';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { JobRow } from '../../database/schema.js';
import { ServiceError } from '../../errors.js';
import { ownerOf } from '../authenticate.js';
import type { Api, RouteContext } from '../context.js';
import { parseId } from '../ids.js';

const tag = 'visualizations';
const DEFAULT_SAMPLE = 10;
const patientSchema = z.record(z.string(), z.unknown());

export function addVisualizationRoutes(api: Api, context: RouteContext): void {
  const { jobs, results } = context;

  /** The job that was named, or the newest completed one. */
  const jobOf = async (request: FastifyRequest, id: string | undefined): Promise<JobRow> => {
    const owner = ownerOf(request);
    if (id !== undefined) return jobs.find(parseId(id, 'job'), owner);
    const [newest] = (await jobs.list(owner, { limit: 1, status: 'completed' })).rows;
    if (newest === undefined) throw new ServiceError('not_found', 'There is no completed job yet.');
    return newest;
  };

  api.get(
    '/visualizations/dashboard-data',
    {
      schema: { querystring: dashboardQuerySchema },
      config: { docs: { summary: 'Figures for charts', tag, answers: { 200: 'application/json' } } },
    },
    async (request) => results.aggregates(await jobOf(request, request.query.job_id)),
  );

  api.get(
    '/visualizations/sample-patients',
    {
      schema: { querystring: sampleQuerySchema },
      config: { docs: { summary: 'Some patients', tag, answers: { 200: patientSchema.array() } } },
    },
    async (request, reply) => {
      const { job_id: id, limit = DEFAULT_SAMPLE, record } = request.query;
      const job = await jobOf(request, id);
      const query = { page: 1, perPage: limit, sort: 'number', descending: false } as const;
      const { patients } = await results.page(job, query, record ?? job.record);
      return reply.type('application/json; charset=utf-8').send(`[${patients.join(',')}]`);
    },
  );

  api.get(
    '/visualizations/patient-detail/:pid',
    {
      schema: { params: z.object({ pid: z.string().max(100) }), querystring: patientDetailQuerySchema },
      exposeHeadRoute: false,
      config: { docs: { summary: 'One patient', tag, answers: { 200: patientSchema } } },
    },
    async (request, reply) => {
      const { job_id: id, record } = request.query;
      const job = await jobOf(request, id);
      const number = numberOf(request.params.pid, job);
      const patient = await results.patient(job, number, 'json', record ?? job.record);
      return reply.type(patient.mediaType).send(Readable.from(patient.open(), { objectMode: false }));
    },
  );
}

/** `<dataset>-<number>`, or the id of a classic record, which counts from 0. */
function numberOf(pid: string, job: JobRow): number {
  const [, dataset, digits] = /^([0-9a-f]{16}-)?(\d{1,9})$/.exec(pid) ?? [];
  if (digits === undefined) throw new ServiceError('not_found', 'There is no such patient.');
  const countsFromZero = dataset === undefined && job.record === 'classic';
  const number = Number(digits) + (countsFromZero ? 1 : 0);
  if (number < 1) throw new ServiceError('not_found', 'There is no such patient.');
  return number;
}
