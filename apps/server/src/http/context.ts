import type { FastifyInstance, FastifyTypeProvider } from 'fastify';
import type * as z from 'zod';
import type { Foundation } from '../foundation.js';
import type { OpenApiCollector } from './openapi.js';
import type { Jobs, Results, Streaming } from './services.js';

/** What the routes need beside the foundation. */
export interface ApiServices {
  readonly jobs: Jobs;
  readonly results: Results;
  readonly streaming: Streaming;
}

/** Handed to every group of routes. */
export interface RouteContext extends ApiServices {
  readonly foundation: Foundation;
  readonly version: string;
  readonly openApi: OpenApiCollector;
  /** Aborts when the service stops: ends answers that would go on for ever. */
  readonly closing: AbortSignal;
}

/** Types of bodies, queries and parameters come from the schemas that check them. */
export interface ZodTypes extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  serializer: unknown;
}

export type Api = FastifyInstance<
  import('node:http').Server,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  import('fastify').FastifyBaseLogger,
  ZodTypes
>;
