import {
  idParametersSchema,
  keyLimitsChangeSchema,
  keySchema,
  keyUsageQuerySchema,
  keyUsageSchema,
  keyWithSecretSchema,
  newKeySchema,
  pageQuerySchema,
} from '@medical-patients/contract';
import type { Api, RouteContext } from '../context.js';
import { parseId } from '../ids.js';
import { toKey, toKeyWithSecret, toLimits } from '../key-view.js';
import { linkNext, pageOf } from '../paging.js';

const tag = 'keys';
const access = 'admin';
const DAY_MS = 86_400_000;
const DEFAULT_USAGE_DAYS = 30;
const ISO_DAY_LENGTH = 10;

export function addKeyRoutes(api: Api, { foundation }: RouteContext): void {
  const { keys } = foundation;

  api.post(
    '/keys',
    {
      schema: { body: newKeySchema },
      config: { access, docs: { summary: 'Create a key', tag, answers: { 201: keyWithSecretSchema } } },
    },
    async (request, reply) => {
      const { name, scopes = ['read', 'generate'], limits, expires_at: expiresAt } = request.body;
      const created = await keys.create({
        name,
        scopes,
        ...(limits !== undefined && { limits: toLimits(limits) }),
        expiresAt: expiresAt == null ? null : new Date(expiresAt),
      });
      reply.code(201).header('location', `/api/v1/keys/${created.key.id}`);
      return toKeyWithSecret(created);
    },
  );

  api.get(
    '/keys',
    {
      schema: { querystring: pageQuerySchema },
      config: { access, docs: { summary: 'All keys', tag, answers: { 200: keySchema.array() } } },
    },
    async (request, reply) => {
      const page = await keys.list(pageOf(request.query));
      linkNext(request, reply, page.nextCursor);
      return page.rows.map(toKey);
    },
  );

  api.get(
    '/keys/:id',
    {
      schema: { params: idParametersSchema },
      config: { access, docs: { summary: 'One key', tag, answers: { 200: keySchema } } },
    },
    async (request) => toKey(await keys.show(parseId(request.params.id, 'key'))),
  );

  for (const method of ['PUT', 'PATCH'] as const) {
    api.route({
      method,
      url: '/keys/:id/limits',
      schema: { params: idParametersSchema, body: keyLimitsChangeSchema },
      config: {
        access,
        docs: {
          summary: 'Change its limits',
          description: 'What is left out stays as it is; null takes a limit away.',
          tag,
          answers: { 200: keySchema },
        },
      },
      handler: async (request) =>
        toKey(await keys.setLimits(parseId(request.params.id, 'key'), toLimits(request.body))),
    });
  }

  api.get(
    '/keys/:id/usage',
    {
      schema: { params: idParametersSchema, querystring: keyUsageQuerySchema },
      config: {
        access,
        docs: { summary: 'What it was used for, by day', tag, answers: { 200: keyUsageSchema.array() } },
      },
    },
    async (request) => {
      const now = Date.now();
      const { from = dayOf(now - DEFAULT_USAGE_DAYS * DAY_MS), to = dayOf(now) } = request.query;
      const rows = await keys.usage(parseId(request.params.id, 'key'), from, to);
      return rows.map(({ day, requests, jobs, patients }) => ({ day, requests, jobs, patients }));
    },
  );

  api.post(
    '/keys/:id/rotate',
    {
      schema: { params: idParametersSchema },
      config: {
        access,
        docs: {
          summary: 'A new secret',
          description: 'Under the same id; the old one stops at once. 409 for a key that was revoked.',
          tag,
          answers: { 200: keyWithSecretSchema },
        },
      },
    },
    async (request) => toKeyWithSecret(await keys.rotate(parseId(request.params.id, 'key'))),
  );

  const revoke = async (id: string) => toKey(await keys.revoke(parseId(id, 'key')));
  const config = { access, docs: { summary: 'Revoke it', tag, answers: { 200: keySchema } } } as const;
  api.post('/keys/:id/revoke', { schema: { params: idParametersSchema }, config }, (request) =>
    revoke(request.params.id),
  );
  api.delete('/keys/:id', { schema: { params: idParametersSchema }, config }, (request) =>
    revoke(request.params.id),
  );
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, ISO_DAY_LENGTH);
}
