import { isIP } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings.js';
import { HttpProblem } from './problems.js';

/** Scripts, styles and pages of nobody else; nothing may frame us. */
const API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
export const PAGE_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
  "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': API_POLICY,
  'cache-control': 'no-store',
};
const LOCAL_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;
const ALLOWED_METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const ALLOWED_HEADERS =
  'Content-Type, Authorization, X-API-Key, Idempotency-Key, If-Match, If-None-Match, Range, Last-Event-ID, X-Request-Id';
const EXPOSED_HEADERS = 'ETag, Link, Location, Retry-After, Content-Disposition, Content-Range, X-Request-Id';
const PREFLIGHT_SECONDS = '600';

/** Whether an address is this machine. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.test(address);
}

/** Puts the security headers on every answer, checks the Host header, and answers pages of listed origins. */
export function addGuard(api: FastifyInstance, settings: Settings): void {
  const isHostAllowed = createHostCheck(settings);
  const origins = new Set(settings.corsOrigins.map((origin) => origin.toLowerCase()));
  api.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    reply.header('x-request-id', request.id);
    if (!isHostAllowed(request.headers.host)) {
      throw new HttpProblem('host_not_allowed', 'The service does not answer under this Host.');
    }
    const { origin } = request.headers;
    if (origin !== undefined && origins.has(origin.toLowerCase())) return admitOrigin(origin, request, reply);
  });
}

function createHostCheck(settings: Settings): (host: string | undefined) => boolean {
  const named = settings.allowedHosts.map((host) => host.toLowerCase());
  const isLocal = isLoopback(settings.host) || settings.host === 'localhost';
  if (named.length === 0 && !isLocal) return () => true;
  const allowed = new Set(isLocal ? [...LOCAL_NAMES, ...named] : named);
  return (host) => host !== undefined && allowed.has(nameOf(host));
}

/** `localhost:8000` → `localhost` */
function nameOf(host: string): string {
  const name = host.toLowerCase();
  return isIP(name) === 6 ? `[${name}]` : name.replace(/:\d*$/, '').replace(/\.$/, '');
}

function admitOrigin(origin: string, request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  reply.headers({
    'access-control-allow-origin': origin,
    'access-control-expose-headers': EXPOSED_HEADERS,
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'Origin',
  });
  if (request.method !== 'OPTIONS') return undefined;
  return reply
    .headers({
      'access-control-allow-methods': ALLOWED_METHODS,
      'access-control-allow-headers': ALLOWED_HEADERS,
      'access-control-max-age': PREFLIGHT_SECONDS,
    })
    .code(204)
    .send();
}
