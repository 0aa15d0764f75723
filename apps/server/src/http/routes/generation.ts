import { createHash } from 'node:crypto';
import {
  canonicalJson,
  type GenerationResponse,
  generationRequestSchema,
  generationResponseSchema,
  noQuerySchema,
} from '@medical-patients/contract';
import type { FastifyRequest } from 'fastify';
import type * as z from 'zod';
import { callerOf } from '../authenticate.js';
import type { Api, RouteContext } from '../context.js';
import { checkFormats, formatErrors } from '../formats.js';
import { HttpProblem } from '../problems.js';
import { toRequestErrors } from '../scenario-input.js';
import { createScenarioReader, findScenario } from '../scenarios.js';
import type { StartedJob } from '../services.js';

/** Made once: making one takes longer than all the rest of an answer. */
const COUNTS = new Intl.NumberFormat('en');
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;

export function addGenerationRoutes(api: Api, context: RouteContext): void {
  const reader = createScenarioReader(context.foundation);
  api.post(
    '/generation/',
    {
      schema: { body: generationRequestSchema, querystring: noQuerySchema },
      config: {
        access: 'generate',
        docs: {
          summary: 'Start a job',
          tag: 'generation',
          answers: { 201: generationResponseSchema },
          headers: {
            'Idempotency-Key':
              'Makes it safe to send the request again, in every part the same, the password too; else 409.',
          },
        },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const caller = callerOf(request);
      const idempotency = idempotencyOf(request, body);
      const changes = { totalPatients: body.total_patients, seed: body.seed };
      const names = body.output_formats ?? [];
      const found = await findScenario(body, changes, caller, reader).catch((error: unknown) => {
        throw withFormatErrors(error, names);
      });
      const formats = checkFormats(names);
      const started = await context.jobs.start({
        caller,
        ...found,
        formats,
        compression: body.use_compression ?? false,
        encryptionPassword: body.use_encryption === true ? (body.encryption_password ?? null) : null,
        priority: body.priority ?? 'normal',
        idempotency,
        requestId: request.id,
      });
      reply.code(201).header('location', `/api/v1/jobs/${started.job.id}`);
      if (started.repeated) reply.header('idempotency-replayed', 'true');
      return toResponse(started, toRequestErrors(found.warnings, 'configuration'));
    },
  );
}

/** One answer lists everything: the problems of a scenario, and formats that there are not. */
function withFormatErrors(error: unknown, names: readonly string[]): unknown {
  if (!(error instanceof HttpProblem) || error.code !== 'scenario_invalid') return error;
  const errors = [...error.errors, ...formatErrors(names, 'output_formats')];
  return new HttpProblem('scenario_invalid', error.message, { errors });
}

/** The caller's key for this request, and a hash of what it asks for; a password joins it where the job is started. */
function idempotencyOf(
  request: FastifyRequest,
  body: z.output<typeof generationRequestSchema>,
): { readonly key: string; readonly requestHash: string } | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !IDEMPOTENCY_KEY.test(key)) {
    throw new HttpProblem('malformed', 'An Idempotency-Key is 1 to 200 visible ASCII characters.');
  }
  const { encryption_password: _secret, ...rest } = body;
  const text = `POST /api/v1/generation\n${canonicalJson(rest)}`;
  return { key, requestHash: createHash('sha256').update(text).digest('hex') };
}

function toResponse(
  { job, estimatedSeconds, repeated }: StartedJob,
  warnings: GenerationResponse['warnings'],
): GenerationResponse {
  const count = `${COUNTS.format(job.total_patients)} patients`;
  return {
    job_id: job.id,
    status: job.status,
    message: repeated
      ? `This request has started the job before: ${count}.`
      : `Generation of ${count} has started.`,
    estimated_duration: estimatedSeconds,
    seed: job.seed,
    record: job.record,
    warnings,
  };
}
