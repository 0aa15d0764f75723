import { problemDetailsSchema } from '@medical-patients/contract';
import type { RouteOptions } from 'fastify';
import * as z from 'zod';

/** A schema of JSON, or the media types of what has none. */
type Answer = z.ZodType | string | readonly string[];

/** What the documentation says of a route beside its schemas. */
export interface RouteDocs {
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  /** By status. */
  readonly answers?: Readonly<Record<number, Answer>>;
  readonly headers?: Readonly<Record<string, string>>;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Left out: the route is not documented. */
    docs?: RouteDocs;
  }
}

type JsonObject = Record<string, unknown>;

export interface OpenApiCollector {
  add(route: RouteOptions): void;
  /** OpenAPI 3.1, as JSON text. */
  text(): string;
}

const LOCAL_REFERENCE = '#/$defs/';
const COMPONENT_REFERENCE = '#/components/schemas/';

/** Collects the routes as they are added, and describes them when somebody asks. */
export function createOpenApiCollector(version: string): OpenApiCollector {
  const routes: RouteOptions[] = [];
  let text: string | undefined;
  return {
    add: (route) => {
      if (route.config?.docs !== undefined && route.method !== 'HEAD') routes.push(route);
    },
    text: () => {
      text ??= JSON.stringify(describe(routes, version));
      return text;
    },
  };
}

function describe(routes: readonly RouteOptions[], version: string): JsonObject {
  const components: JsonObject = {};
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonObject =>
    toSchema(schema, io, components);
  const paths: Record<string, JsonObject> = {};
  for (const route of routes) {
    const path = route.url.replaceAll(/:(\w+)/g, '{$1}');
    for (const method of [route.method].flat()) {
      paths[path] = { ...paths[path], [method.toLowerCase()]: describeRoute(route, schemaOf) };
    }
  }
  schemaOf(problemDetailsSchema, 'output');
  return {
    openapi: '3.1.0',
    info: {
      title: 'medpat',
      version,
      description:
        'Synthetic patients of military medical exercises. Every path works with and without its last slash.',
    },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }, { bearer: [] }],
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
      responses: {
        Problem: {
          description: 'What went wrong (RFC 9457).',
          content: {
            'application/problem+json': { schema: { $ref: `${COMPONENT_REFERENCE}ProblemDetails` } },
          },
        },
      },
    },
  };
}

function describeRoute(
  route: RouteOptions,
  schemaOf: (schema: z.ZodType, io: 'input' | 'output') => JsonObject,
): JsonObject {
  const { docs, access } = route.config ?? {};
  const { body, querystring, params } = (route.schema ?? {}) as Record<string, z.ZodType | undefined>;
  const parameters = [
    ...parametersOf(params, 'path', schemaOf),
    ...parametersOf(querystring, 'query', schemaOf),
    ...Object.entries(docs?.headers ?? {}).map(([name, description]) => ({
      name,
      in: 'header',
      description,
      schema: { type: 'string' },
    })),
  ];
  return {
    summary: docs?.summary,
    ...(docs?.description !== undefined && { description: docs.description }),
    tags: [docs?.tag],
    ...(access === 'open' && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(docs?.answers ?? {}).map(([status, answer]) => [
          status,
          describeAnswer(answer, schemaOf),
        ]),
      ),
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

function describeAnswer(
  answer: Answer,
  schemaOf: (schema: z.ZodType, io: 'input' | 'output') => JsonObject,
): JsonObject {
  if (answer === '') return { description: 'Done.' };
  if (!(answer instanceof z.ZodType)) {
    const types = typeof answer === 'string' ? [answer] : answer;
    return { description: 'Done.', content: Object.fromEntries(types.map((type) => [type, {}])) };
  }
  return { description: 'Done.', content: { 'application/json': { schema: schemaOf(answer, 'output') } } };
}

function parametersOf(
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
  schemaOf: (schema: z.ZodType, io: 'input' | 'output') => JsonObject,
): JsonObject[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, field]) => {
    const { description, ...rest } = schemaOf(field, 'input');
    return {
      name,
      in: place,
      required: place === 'path',
      ...(description !== undefined && { description }),
      schema: rest,
    };
  });
}

/** A schema as OpenAPI has it; named ones move to the components. */
function toSchema(schema: z.ZodType, io: 'input' | 'output', components: JsonObject): JsonObject {
  const text = JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));
  const converted = JSON.parse(text.replaceAll(LOCAL_REFERENCE, COMPONENT_REFERENCE)) as JsonObject;
  const { $schema: _dialect, $defs, id, ...own } = converted;
  for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, JsonObject>)) {
    const { id: _id, ...rest } = definition;
    components[name] ??= rest;
  }
  if (typeof id !== 'string') return own;
  components[id] ??= own;
  return { $ref: `${COMPONENT_REFERENCE}${id}` };
}
