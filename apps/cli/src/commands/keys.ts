import { MedpatError } from '@medical-patients/runner';
import type { AppContext } from '../app-context.js';
import { print, printJson, say } from '../output.js';
import { textTable } from '../text-table.js';
import { type ServerOptions, withServer } from './server.js';

type Server = typeof import('@medical-patients/server');
type Keys = Parameters<Parameters<Server['withKeys']>[1]>[0];
type KeyView = Awaited<ReturnType<Keys['show']>>;

/** Options of every `medpat keys` command. */
export interface KeysOptions extends ServerOptions {
  readonly scopes?: string;
  readonly expires?: string;
  readonly patients?: string;
  readonly perMinute?: string;
  readonly perDay?: string;
  readonly jobs?: string;
  readonly from?: string;
  readonly to?: string;
}

const SCOPES = ['read', 'generate', 'admin'] as const;
const PAGE = 500;
const DAY_MS = 86_400_000;
const USAGE_DAYS = 30;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Runs one command on one key. */
function runOnKey(
  id: string,
  options: KeysOptions,
  context: AppContext,
  action: (keys: Keys) => Promise<void>,
): Promise<number> {
  return withServer(options, context, async ({ server, settings, assets }) => {
    if (!UUID.test(id)) throw new server.ServiceError('not_found', 'There is no such key.');
    await server.withKeys({ settings, assets }, action);
    return 0;
  });
}

/** Runs one command on the keys of the installation. */
function runOnKeys(
  options: KeysOptions,
  context: AppContext,
  action: (keys: Keys) => Promise<void>,
): Promise<number> {
  return withServer(options, context, async ({ server, settings, assets }) => {
    await server.withKeys({ settings, assets }, action);
    return 0;
  });
}

export function runKeysCreate(name: string, options: KeysOptions, context: AppContext): Promise<number> {
  return runOnKeys(options, context, async (keys) => {
    const { key, token } = await keys.create({
      name,
      scopes: readScopes(options.scopes ?? 'read,generate'),
      limits: readLimits(options),
      expiresAt: readInstant(options.expires),
    });
    showSecret(key, token, options);
  });
}

export function runKeysList(options: KeysOptions, context: AppContext): Promise<number> {
  return runOnKeys(options, context, async (keys) => {
    const all: KeyView[] = [];
    let cursor: string | undefined;
    do {
      const page = await keys.list({ limit: PAGE, cursor });
      all.push(...page.rows);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    if (options.json) printJson(all);
    else print(keyTable(all));
  });
}

export function runKeysShow(id: string, options: KeysOptions, context: AppContext): Promise<number> {
  return runOnKey(id, options, context, async (keys) => showKey(await keys.show(id), options));
}

export function runKeysLimits(id: string, options: KeysOptions, context: AppContext): Promise<number> {
  return runOnKey(id, options, context, async (keys) =>
    showKey(await keys.setLimits(id, readLimits(options)), options),
  );
}

export function runKeysUsage(id: string, options: KeysOptions, context: AppContext): Promise<number> {
  return runOnKey(id, options, context, async (keys) => {
    const to = options.to ?? dayOf(Date.now());
    const from = options.from ?? dayOf(Date.now() - USAGE_DAYS * DAY_MS);
    const rows = await keys.usage(id, readDay(from), readDay(to));
    if (options.json) {
      printJson(rows);
      return;
    }
    const number = { align: 'right' } as const;
    const columns = [
      { title: 'Day' },
      { title: 'Requests', ...number },
      { title: 'Jobs', ...number },
      { title: 'Patients', ...number },
    ];
    print(
      textTable(
        columns,
        rows.map((row) => [row.day, ...[row.requests, row.jobs, row.patients].map(String)]),
      ),
    );
  });
}

export function runKeysRotate(id: string, options: KeysOptions, context: AppContext): Promise<number> {
  return runOnKey(id, options, context, async (keys) => {
    const { key, token } = await keys.rotate(id);
    showSecret(key, token, options);
  });
}

export function runKeysRevoke(id: string, options: KeysOptions, context: AppContext): Promise<number> {
  return runOnKey(id, options, context, async (keys) => showKey(await keys.revoke(id), options));
}

/** The key itself goes to standard output, so that a script can take it; the words go beside it. */
function showSecret(key: KeyView, token: string, { json }: KeysOptions): void {
  if (json) {
    printJson({ ...key, api_key: token });
    return;
  }
  say(`Key ${key.id} (${key.name}). This is the only time that it is shown:`);
  print(token);
}

function showKey(key: KeyView, { json }: KeysOptions): void {
  if (json) printJson(key);
  else print(keyTable([key]));
}

function keyTable(keys: readonly KeyView[]): string {
  const columns = ['Id', 'Name', 'Prefix', 'Scopes', 'Limits', 'Created', 'Last used', 'State'];
  return textTable(
    columns.map((title) => ({ title })),
    keys.map((key) => [
      key.id,
      key.name,
      key.prefix,
      key.scopes.join(','),
      describeLimits(key),
      dayOf(key.createdAt.getTime()),
      key.lastUsedAt === null ? '–' : dayOf(key.lastUsedAt.getTime()),
      stateOf(key),
    ]),
  );
}

function describeLimits({ limits }: KeyView): string {
  const parts = [
    [limits.patientsPerRequest, 'patients'],
    [limits.requestsPerMinute, '/min'],
    [limits.requestsPerDay, '/day'],
    [limits.concurrentJobs, 'jobs'],
  ] as const;
  const set = parts.filter(([value]) => value !== null).map(([value, unit]) => `${value} ${unit}`);
  return set.length === 0 ? 'none' : set.join(', ');
}

function stateOf({ revokedAt, expiresAt }: KeyView): string {
  if (revokedAt !== null) return `revoked ${dayOf(revokedAt.getTime())}`;
  if (expiresAt === null) return 'active';
  const word = expiresAt.getTime() <= Date.now() ? 'expired' : 'active until';
  return `${word} ${dayOf(expiresAt.getTime())}`;
}

const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

function readScopes(text: string): (typeof SCOPES)[number][] {
  return text.split(',').map((word) => {
    const scope = SCOPES.find((known) => known === word.trim());
    if (scope === undefined) throw wrong(`--scopes takes ${SCOPES.join(', ')}, not "${word}".`);
    return scope;
  });
}

function readLimits({ patients, perMinute, perDay, jobs }: KeysOptions) {
  return {
    ...readLimit('patientsPerRequest', '--patients', patients),
    ...readLimit('requestsPerMinute', '--per-minute', perMinute),
    ...readLimit('requestsPerDay', '--per-day', perDay),
    ...readLimit('concurrentJobs', '--jobs', jobs),
  };
}

/** `none` takes a limit away. */
function readLimit<Name extends string>(
  name: Name,
  option: string,
  text: string | undefined,
): Partial<Record<Name, number | null>> {
  if (text === undefined) return {};
  if (text === 'none') return { [name]: null } as Partial<Record<Name, null>>;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw wrong(`${option} takes a whole number from 1, or none; not "${text}".`);
  return { [name]: Number(text) } as Partial<Record<Name, number>>;
}

function readInstant(text: string | undefined): Date | null {
  if (text === undefined) return null;
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime()))
    throw wrong(`--expires takes a day such as 2027-01-31, not "${text}".`);
  if (instant.getTime() <= Date.now()) throw wrong(`--expires lies in the past: "${text}".`);
  return instant;
}

function readDay(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text))) {
    throw wrong(`A day looks like 2026-06-01, not like "${text}".`);
  }
  return text;
}

const wrong = (message: string): MedpatError => new MedpatError('bad-arguments', message);
