/** A document as `/openapi.json` gives it, as far as requests can be made from it. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: JsonSchema } };
  };
}

type JsonSchema = Readonly<Record<string, unknown>>;

/** A request that nobody sensible would send, or nearly one that somebody would. */
export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
}

export interface FuzzKnowledge {
  readonly document: OpenApiDocument;
  readonly apiKey: string;
  /** Ids that exist. */
  readonly ids: readonly string[];
}

/** Numbers from 0 up to, but not including, 1: mulberry32, so that a failure can be repeated by its seed. */
export function createChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const NASTY_TEXTS = [
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  'NaN',
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  '__proto__',
  'constructor',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '%',
  '%zz',
  '%ff%fe',
  "' or 1=1 --",
  '<script>alert(1)</script>',
  '\u202e\u0000\ud83d\ude00é',
  'a'.repeat(290),
  'a'.repeat(5000),
  '99999999999999999999',
  '2026-13-45',
  '00000000-0000-0000-0000-000000000000',
  'x\r\nset-cookie: a=b',
];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'];
const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  '',
  'application/json;;;',
];
const HEADERS: readonly (readonly [string, readonly string[]])[] = [
  ['range', ['bytes=0-', 'bytes=-1', 'bytes=99999999999-', 'bytes=5-1', 'lines=1-2', 'bytes=0-1,2-3']],
  ['if-match', ['*', '"x"', 'W/"1"', ',,,', '"00000000-0000-0000-0000-000000000000.1"']],
  ['if-none-match', ['*', '"x"', ',']],
  ['accept', ['*/*', 'text/html', 'application/x-ndjson', 'image/png', ';;', 'text/csv']],
  ['idempotency-key', ['a', 'b', 'a b', 'x'.repeat(300), 'é']],
  ['last-event-id', ['0', '-1', 'x', '1e99']],
  ['x-request-id', ['abc', '<b>', 'x'.repeat(2000)]],
  ['x-forwarded-for', ['1.2.3.4', 'x', '::1, 127.0.0.1']],
  ['accept-encoding', ['gzip', 'br', 'identity;q=0']],
];
const PLAUSIBLE_CONFIGURATIONS = [
  { name: 'x', total_patients: 3 },
  { schema: 1, days: 2, casualties: { total: 3 } },
  { schema: 1, days: 'two', casualties: [] },
  { schema: 9 },
  { total_patients: -3, front_configs: [{}] },
  { front_configs: 3, facility_configs: { a: [] } },
];

/** Makes the next request. */
export function makeRequest(knowledge: FuzzKnowledge, chance: () => number): FuzzRequest {
  const { document } = knowledge;
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(chance() * items.length)] as Item;
  const [template, operations] = pick(Object.entries(document.paths));
  const [known, operation] = pick(Object.entries(operations));
  const method = chance() < 0.9 ? known.toUpperCase() : pick(METHODS);
  const text = (): string => (chance() < 0.5 ? pick(knowledge.ids) : pick(NASTY_TEXTS));
  const path = template.replaceAll(/\{\w+\}/g, () => {
    const filled = text();
    return chance() < 0.5
      ? encodeURIComponent(filled.toWellFormed?.() ?? 'x')
      : encodeURI(filled.replaceAll('%', ''));
  });
  const query = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'query' && chance() < 0.5)
    .map(({ name, schema }) => {
      const value = chance() < 0.5 ? makeValue(schema, document, chance, 0) : text();
      return `${name}=${encodeURIComponent(String(value))}`;
    });
  if (chance() < 0.1) query.push(`${encodeURIComponent(pick(NASTY_TEXTS))}=1`);
  const slash = chance() < 0.3 ? '/' : '';
  return {
    method,
    path: `${path}${slash}${query.length === 0 ? '' : `?${query.join('&')}`}`,
    headers: makeHeaders(knowledge, chance, pick),
    body: makeBody(operation, document, chance, pick),
  };
}

type Pick = <Item>(items: readonly Item[]) => Item;

function makeHeaders({ apiKey }: FuzzKnowledge, chance: () => number, pick: Pick): Record<string, string> {
  const headers: Record<string, string> = {};
  if (chance() < 0.97) headers['x-api-key'] = apiKey;
  else if (chance() < 0.2) headers.authorization = pick(['Bearer', 'Bearer x', 'Basic eDp4', 'Bearer  ']);
  headers['content-type'] = chance() < 0.9 ? 'application/json' : pick(TYPES);
  for (const [name, values] of HEADERS) if (chance() < 0.1) headers[name] = pick(values);
  return headers;
}

function makeBody(
  operation: Operation,
  document: OpenApiDocument,
  chance: () => number,
  pick: Pick,
): string | Buffer | undefined {
  const schema = operation.requestBody?.content['application/json'].schema;
  if (schema === undefined) return chance() < 0.05 ? '{}' : undefined;
  const kind = chance();
  if (kind < 0.03) return '['.repeat(20_000);
  if (kind < 0.05) return `{"a":${'{"a":'.repeat(70)}1${'}'.repeat(70)}}`;
  if (kind < 0.08)
    return pick(['', '{', 'null', '[]', '"x"', '1', '{"a":1,"a":2}', '{"__proto__":{"admin":true}}']);
  if (kind < 0.1) return Buffer.from([0xff, 0xfe, 0x00, 0x7b, 0x7d]);
  if (kind < 0.11) return JSON.stringify({ configuration: { name: 'x'.repeat(1_200_000) } });
  if (kind < 0.35) {
    const configuration = pick(PLAUSIBLE_CONFIGURATIONS);
    return JSON.stringify(chance() < 0.6 ? { configuration } : configuration);
  }
  return JSON.stringify(makeValue(schema, document, chance, 0)) ?? 'null';
}

/** A value that a schema permits, or sometimes anything at all. */
function makeValue(
  schema: JsonSchema,
  document: OpenApiDocument,
  chance: () => number,
  depth: number,
): unknown {
  const pick: Pick = (items) => items[Math.floor(chance() * items.length)] as never;
  if (depth > 6 || chance() < 0.08) {
    return pick<unknown>([null, true, -1, 1.5, 1e300, 'x', [], {}, [[]], ...NASTY_TEXTS.slice(0, 20)]);
  }
  const again = (inner: JsonSchema): unknown => makeValue(inner, document, chance, depth + 1);
  if (typeof schema.$ref === 'string') {
    return again(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  }
  const choices = (schema.anyOf ?? schema.oneOf) as readonly JsonSchema[] | undefined;
  if (choices !== undefined) return again(pick(choices));
  if (Array.isArray(schema.enum)) return pick(schema.enum);
  switch (schema.type) {
    case 'object':
      return makeObject(schema, chance, again, pick);
    case 'array':
      return Array.from({ length: Math.floor(chance() * 4) }, () =>
        again((schema.items ?? {}) as JsonSchema),
      );
    case 'string':
      return pick(['json', 'csv', '10', '2026-06-01T00:00:00Z', 'low', ...NASTY_TEXTS]);
    case 'integer':
    case 'number':
      return pick([0, 1, 2, 5, -1, 50, 10_000_001, 2 ** 53, 0.5]);
    case 'boolean':
      return chance() < 0.5;
    case 'null':
      return null;
    default:
      return pick<unknown>([null, 1, 'x', {}, []]);
  }
}

function makeObject(
  schema: JsonSchema,
  chance: () => number,
  again: (inner: JsonSchema) => unknown,
  pick: Pick,
): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  const required = (schema.required ?? []) as readonly string[];
  for (const [name, inner] of Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)) {
    const wanted = required.includes(name) ? 0.95 : 0.4;
    if (chance() < wanted)
      made[name] = name === 'configuration' ? pick(PLAUSIBLE_CONFIGURATIONS) : again(inner);
  }
  if (schema.properties === undefined || chance() < 0.05)
    made[pick(NASTY_TEXTS.slice(5, 20))] = pick<unknown>([1, 'x', {}]);
  return made;
}
