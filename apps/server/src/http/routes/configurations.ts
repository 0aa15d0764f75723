import { randomUUID } from 'node:crypto';
import {
  configurationBodySchema,
  configurationQuerySchema,
  configurationSummarySchema,
  configurationVersionSchema,
  idParametersSchema,
  pageQuerySchema,
  parseScenario,
  storedConfigurationSchema,
  validationResultSchema,
  versionParametersSchema,
} from '@medical-patients/contract';
import type { ScenarioWithDocument } from '../../database/repositories.js';
import { ServiceError } from '../../errors.js';
import type { Caller } from '../../keys/api-keys.js';
import { callerOf, ownerOf } from '../authenticate.js';
import { expectedVersion, isFresh, preconditionFailed, versionTag } from '../conditional.js';
import { toStored, toSummary, toValidation, toVersion } from '../configuration-view.js';
import type { Api, RouteContext } from '../context.js';
import { linkNext, pageOf } from '../paging.js';
import { HttpProblem } from '../problems.js';
import { type CheckedScenario, checkScenario } from '../scenario-input.js';
import { createScenarioReader, hashScenario } from '../scenarios.js';

const tag = 'configurations';
const ifMatch = { 'If-Match': 'Only where the configuration is still at this version.' };

export function addConfigurationRoutes(api: Api, context: RouteContext): void {
  const { caches, database } = context.foundation;
  const { scenarios } = database.repositories;
  const reader = createScenarioReader(context.foundation);

  /** Every write goes through the caches, so that nobody here reads what was before. */
  const remember = async ({ scenario, version }: ScenarioWithDocument, wasShared: boolean): Promise<void> => {
    await caches.scenarioCurrent.set(scenario.id, scenario);
    await caches.scenarioVersion.set(`${scenario.id}:${version.version}`, version);
    await dropLists(scenario.owner_key_id, wasShared || scenario.visibility === 'shared');
  };
  const dropLists = async (owner: string | null, isShared: boolean): Promise<void> => {
    if (isShared || owner === null) return caches.scenarioList.dropAll();
    await caches.scenarioList.drop(owner);
    await caches.scenarioList.drop(ALL);
  };

  api.post(
    '/configurations/',
    {
      schema: { body: configurationBodySchema, querystring: configurationQuerySchema },
      config: {
        access: 'generate',
        docs: { summary: 'Store a scenario', tag, answers: { 201: storedConfigurationSchema } },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const checked = checkScenario(request.body, {}, '');
      const stored = await scenarios.insert({
        id: randomUUID(),
        ownerKeyId: caller.keyId,
        visibility: request.query.visibility ?? 'private',
        ...contentOf(request.body, checked),
      });
      await remember(stored, false);
      reply.code(201).header('location', `/api/v1/configurations/${stored.scenario.id}`);
      reply.header('etag', `"${versionTag(stored.scenario.id, stored.version.version)}"`);
      return toStored(stored, checked.warnings);
    },
  );

  api.get(
    '/configurations/',
    {
      schema: { querystring: pageQuerySchema },
      config: {
        docs: {
          summary: 'Own and shared scenarios',
          tag,
          answers: { 200: configurationSummarySchema.array() },
        },
      },
    },
    async (request, reply) => {
      const owner = ownerOf(request);
      const page = pageOf(request.query);
      const key = `${page.limit}:${page.cursor ?? ''}`;
      const found = await caches.scenarioList.get(owner ?? ALL, key, () => scenarios.list(owner, page));
      linkNext(request, reply, found.nextCursor);
      return found.rows.map(toSummary);
    },
  );

  api.post(
    '/configurations/validate/',
    {
      schema: { body: configurationBodySchema },
      config: { docs: { summary: 'Check a scenario', tag, answers: { 200: validationResultSchema } } },
    },
    async (request) => toValidation(parseScenario(request.body)),
  );

  api.get(
    '/configurations/:id',
    {
      schema: { params: idParametersSchema },
      config: { docs: { summary: 'A stored scenario', tag, answers: { 200: storedConfigurationSchema } } },
    },
    async (request, reply) => {
      const found = await reader.read(request.params.id, callerOf(request));
      if (isFresh(request, reply, versionTag(found.scenario.id, found.version.version))) {
        return reply.code(304).send();
      }
      reply.header('cache-control', 'private, no-cache');
      return toStored(found);
    },
  );

  api.put(
    '/configurations/:id',
    {
      schema: {
        params: idParametersSchema,
        body: configurationBodySchema,
        querystring: configurationQuerySchema,
      },
      config: {
        access: 'generate',
        docs: {
          summary: 'A new version of a scenario',
          tag,
          answers: { 200: storedConfigurationSchema },
          headers: ifMatch,
        },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const row = await reader.current(request.params.id, caller);
      requireOwner(row.owner_key_id, caller);
      const expected = expectedVersion(request, row.id);
      const checked = checkScenario(request.body, {}, '');
      const stored = await scenarios.addVersion(row.id, expected, {
        ...contentOf(request.body, checked),
        createdByKeyId: caller.keyId,
        ...(request.query.visibility !== undefined && { visibility: request.query.visibility }),
      });
      if (stored === undefined) {
        await caches.scenarioCurrent.drop(row.id);
        if (expected !== null) throw preconditionFailed();
        throw new ServiceError('not_found', 'There is no such configuration.');
      }
      await remember(stored, row.visibility === 'shared');
      reply.header('etag', `"${versionTag(row.id, stored.version.version)}"`);
      return toStored(stored, checked.warnings);
    },
  );

  api.delete(
    '/configurations/:id',
    {
      schema: { params: idParametersSchema },
      config: {
        access: 'generate',
        docs: { summary: 'Hide a scenario', tag, answers: { 204: '' }, headers: ifMatch },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const row = await reader.current(request.params.id, caller);
      requireOwner(row.owner_key_id, caller);
      const expected = expectedVersion(request, row.id);
      const isHidden = await scenarios.hide(row.id, ownerOf(request), expected);
      await caches.scenarioCurrent.drop(row.id);
      await dropLists(row.owner_key_id, row.visibility === 'shared');
      if (!isHidden && expected !== null) throw preconditionFailed();
      return reply.code(204).send();
    },
  );

  api.get(
    '/configurations/:id/versions',
    {
      schema: { params: idParametersSchema },
      config: {
        docs: {
          summary: 'Versions of a scenario',
          tag,
          answers: { 200: configurationVersionSchema.array() },
        },
      },
    },
    async (request) => {
      const row = await reader.current(request.params.id, callerOf(request));
      const versions = await scenarios.listVersions(row.id);
      return versions.map((version) => toVersion(version, row.current_version));
    },
  );

  api.get(
    '/configurations/:id/versions/:version',
    {
      schema: { params: versionParametersSchema },
      config: {
        docs: { summary: 'One version of a scenario', tag, answers: { 200: storedConfigurationSchema } },
      },
    },
    async (request, reply) => {
      const scenario = await reader.current(request.params.id, callerOf(request));
      const number = /^[1-9]\d{0,8}$/.test(request.params.version) ? Number(request.params.version) : 0;
      const version = await reader.version(scenario, number);
      if (isFresh(request, reply, versionTag(scenario.id, number))) return reply.code(304).send();
      return toStored({ scenario, version });
    },
  );
}

/** Owner under which lists of everybody's scenarios are cached. */
const ALL = '*';

function contentOf(document: unknown, { scenario, record }: CheckedScenario) {
  const { name, description } = scenario;
  return { name, description, document, record, contentHash: hashScenario(scenario) };
}

/** @throws HttpProblem `forbidden` for a scenario that is shared by somebody else */
function requireOwner(owner: string | null, caller: Caller): void {
  if (owner === caller.keyId || caller.scopes.has('admin')) return;
  throw new HttpProblem('forbidden', 'Only its owner changes a shared configuration.');
}
