import { Readable } from 'node:stream';
import {
  idParametersSchema,
  patientParametersSchema,
  patientQuerySchema,
  resultsQuerySchema,
  resultsSchema,
} from '@medical-patients/contract';
import { FORMATS } from '@medical-patients/writers';
import { ServiceError } from '../../errors.js';
import { ownerOf } from '../authenticate.js';
import { isFresh } from '../conditional.js';
import type { Api, RouteContext } from '../context.js';
import { checkFormat } from '../formats.js';
import { parseId } from '../ids.js';
import { HttpProblem } from '../problems.js';

const DEFAULT_PER_PAGE = 50;
/** A format of several files comes as a ZIP of them. */
const PATIENT_TYPES = [...new Set([...FORMATS.map(({ mediaType }) => mediaType), 'application/zip'])];

export function addResultRoutes(api: Api, context: RouteContext): void {
  const { jobs, results } = context;

  api.get(
    '/jobs/:id/results',
    {
      schema: { params: idParametersSchema, querystring: resultsQuerySchema },
      config: {
        docs: { summary: 'Patients of a job, by page', tag: 'results', answers: { 200: resultsSchema } },
      },
    },
    async (request, reply) => {
      const {
        page = 1,
        per_page: perPage = DEFAULT_PER_PAGE,
        sort = 'number',
        order,
        record,
      } = request.query;
      const job = await jobs.find(parseId(request.params.id, 'job'), ownerOf(request));
      // The worst hurt first, unless somebody wants it the other way round.
      const descending = (order ?? (sort === 'iss' ? 'desc' : 'asc')) === 'desc';
      const { triage, outcome, nation, front, class: casualtyClass } = request.query;
      const filters = { triage, outcome, nation, front, class: casualtyClass };
      const found = await results.page(
        job,
        { page, perPage, sort, descending, ...filters },
        record ?? job.record,
      );
      const head = JSON.stringify({
        job_id: job.id,
        total: found.total,
        page,
        per_page: perPage,
        total_pages: Math.ceil(found.total / perPage),
      });
      return reply
        .type('application/json; charset=utf-8')
        .send(`${head.slice(0, -1)},"patients":[${found.patients.join(',')}]}`);
    },
  );

  api.get(
    '/jobs/:id/patients/:number',
    {
      schema: { params: patientParametersSchema, querystring: patientQuerySchema },
      exposeHeadRoute: false,
      config: {
        docs: { summary: 'One patient, in any format', tag: 'results', answers: { 200: PATIENT_TYPES } },
      },
    },
    async (request, reply) => {
      const job = await jobs.find(parseId(request.params.id, 'job'), ownerOf(request));
      const number = parsePatientNumber(request.params.number);
      const { format, record } = request.query;
      const wanted = format === undefined ? formatOfAccept(request.headers.accept) : checkFormat(format);
      const patient = await results.patient(job, number, wanted, record ?? job.record);
      if (isFresh(request, reply, patient.etag)) return reply.code(304).send();
      return reply
        .type(patient.mediaType)
        .header('content-length', patient.bytes)
        .send(Readable.from(patient.open(), { objectMode: false }));
    },
  );
}

/** @throws ServiceError `not_found` for what is no number of a patient */
function parsePatientNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new ServiceError('not_found', 'There is no such patient.');
  return Number(text);
}

/** The format that an `Accept` header asks for. @throws HttpProblem `not_acceptable` */
function formatOfAccept(accept: string | undefined): string {
  if (accept === undefined) return 'json';
  const types = accept.split(',').map((part) => part.split(';')[0]?.trim().toLowerCase() ?? '');
  if (types.some((type) => type === '*/*' || type === 'application/*' || type === 'application/json'))
    return 'json';
  const format = FORMATS.find(({ mediaType }) =>
    types.some((type) => mediaType.startsWith(type) && type !== ''),
  );
  if (format !== undefined) return format.name;
  // Browsers ask for pages: they get the record.
  if (types.includes('text/html')) return 'json';
  const available = FORMATS.map(({ mediaType }) => mediaType).join(', ');
  throw new HttpProblem('not_acceptable', `A patient comes as one of: ${available}.`);
}
