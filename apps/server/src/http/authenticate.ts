import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { KeyScope } from '../database/schema.js';
import { isServiceError, ServiceError } from '../errors.js';
import type { ApiKeys, Caller } from '../keys/api-keys.js';
import { createFailedKeys, type FailedKeys } from './failed-keys.js';
import { isLoopback } from './guard.js';
import { HttpProblem } from './problems.js';

/** Who may use a route: anybody, a key or this machine itself, or a key with the scope. */
export type Access = 'open' | 'local' | KeyScope;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `read` when left out. */
    access?: Access;
  }
  interface FastifyRequest {
    /** Null on open routes. */
    caller: Caller | null;
  }
}

/** Finds out who asks, whether they may, and counts the request against their limits. */
export function addAuthentication(api: FastifyInstance, keys: ApiKeys): void {
  const failed = createFailedKeys();
  api.decorateRequest('caller', null);
  api.addHook('onRequest', async (request) => {
    if (request.is404) return;
    const access = request.routeOptions.config.access ?? 'read';
    if (access === 'open') return;
    const token = tokenOf(request);
    if (access === 'local' && token === undefined && isDirectLoopback(request)) return;
    const caller = await identify(token, request.ip, keys, failed);
    const needed = access === 'local' ? 'read' : access;
    if (!caller.scopes.has(needed) && !caller.scopes.has('admin')) {
      throw new ServiceError('scope_missing', `The key lacks the scope "${needed}".`, {
        details: { scope: needed },
      });
    }
    request.caller = caller;
    await keys.countRequest(caller);
  });
}

/** The caller of a route that has one. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error('an open route has no caller');
  return request.caller;
}

/** Whose rows the caller sees: its own, or everybody's with admin scope. */
export function ownerOf(request: FastifyRequest): string | null {
  const caller = callerOf(request);
  return caller.scopes.has('admin') ? null : caller.keyId;
}

/** A request from this machine that no proxy has handed on. */
function isDirectLoopback(request: FastifyRequest): boolean {
  return isLoopback(request.ip) && request.headers['x-forwarded-for'] === undefined;
}

async function identify(
  token: string | undefined,
  address: string,
  keys: ApiKeys,
  failed: FailedKeys,
): Promise<Caller> {
  const seconds = failed.waitSeconds(address, token ?? '');
  if (seconds > 0) {
    const headers = { 'retry-after': String(seconds) };
    throw new HttpProblem('too_many_attempts', 'Too many wrong keys from this address.', { headers });
  }
  try {
    const caller = await keys.authenticate(token);
    failed.noteRight(address, token ?? '');
    return caller;
  } catch (error) {
    if (isServiceError(error, 'key_invalid')) failed.noteWrong(address);
    throw error;
  }
}

function tokenOf(request: FastifyRequest): string | undefined {
  const own = request.headers['x-api-key'];
  if (typeof own === 'string' && own !== '') return own;
  const [, bearer] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  return bearer;
}
