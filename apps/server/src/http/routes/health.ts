import { type Health, healthSchema } from '@medical-patients/contract';
import type { FastifyReply } from 'fastify';
import type { Foundation } from '../../foundation.js';
import type { Api, RouteContext } from '../context.js';

const RETRY_AFTER_SECONDS = '2';
/** Probes come often; what they find is kept this long. */
const KEEP_MS = 500;
const tag = 'health';

type Checks = NonNullable<Health['checks']>;

/** Whether the process lives and can work, and its figures. */
export function addHealthRoutes(
  api: Api,
  context: Pick<RouteContext, 'foundation' | 'version' | 'closing'>,
): void {
  const { foundation } = context;
  const startedAt = performance.now();
  const check = keepFor(KEEP_MS, () => runChecks(foundation));
  const base = (status: Health['status']): Health => ({
    status,
    version: context.version,
    uptime_seconds: Math.round((performance.now() - startedAt) / 100) / 10,
  });
  const answer = (reply: FastifyReply, health: Health): Health => {
    if (health.status === 'unavailable') reply.code(503).header('retry-after', RETRY_AFTER_SECONDS);
    return health;
  };

  for (const prefix of ['', '/api/v1']) {
    api.get(
      `${prefix}/health/live`,
      {
        config: {
          access: 'open',
          docs: { summary: 'Whether the process lives', tag, answers: { 200: healthSchema } },
        },
      },
      () => base('ok'),
    );
    api.get(
      `${prefix}/health/ready`,
      {
        config: {
          access: 'open',
          docs: {
            summary: 'Whether it can take requests',
            tag,
            answers: { 200: healthSchema, 503: healthSchema },
          },
        },
      },
      async (_request, reply) => {
        if (context.closing.aborted) return answer(reply, base('unavailable'));
        return answer(reply, base(statusOf(await check())));
      },
    );
    api.get(
      `${prefix}/health`,
      {
        config: {
          access: 'local',
          docs: { summary: 'The same in detail', tag, answers: { 200: healthSchema, 503: healthSchema } },
        },
      },
      async (_request, reply) => {
        const checks = await check();
        return answer(reply, { ...base(statusOf(checks)), checks });
      },
    );
    api.get(
      `${prefix}/metrics`,
      {
        config: {
          access: 'local',
          docs: { summary: 'Prometheus metrics', tag, answers: { 200: 'text/plain' } },
        },
      },
      async (_request, reply) => {
        const { registry } = foundation.metrics;
        return reply.type(registry.contentType).send(await registry.metrics());
      },
    );
  }
}

const VITAL = ['database', 'migrations', 'queue'];

function statusOf(checks: Checks): Health['status'] {
  if (VITAL.some((name) => checks[name]?.status !== 'ok')) return 'unavailable';
  return Object.values(checks).every(({ status }) => status === 'ok') ? 'ok' : 'degraded';
}

async function runChecks({ database, queue, caches }: Foundation): Promise<Checks> {
  const [ping, migrations, depth] = await Promise.all([
    attempt(async () => {
      await database.ping();
      return undefined;
    }),
    attempt(async () => {
      const pending = await database.pendingMigrations();
      if (pending.length > 0) throw new Error(`missing: ${pending.join(', ')}`);
      return undefined;
    }),
    attempt(async () => {
      const tasks = Object.values(await queue.depth());
      const waiting = tasks.reduce((sum, task) => sum + task.waiting, 0);
      const active = tasks.reduce((sum, task) => sum + task.active, 0);
      return `${waiting} waiting, ${active} running`;
    }),
  ]);
  const cache = caches.state();
  return {
    database: ping,
    migrations,
    queue: depth,
    cache: {
      status: cache === 'down' ? 'degraded' : 'ok',
      detail: cache === 'off' ? 'in process only' : cache,
    },
  };
}

async function attempt(
  check: () => Promise<string | undefined>,
): Promise<{ status: string; detail?: string }> {
  try {
    const detail = await check();
    return typeof detail === 'string' ? { status: 'ok', detail } : { status: 'ok' };
  } catch (error) {
    return { status: 'unavailable', detail: error instanceof Error ? error.message.slice(0, 200) : 'failed' };
  }
}

/** Runs a check at most once in a while, and never twice at a time. */
function keepFor<Value>(keepMs: number, check: () => Promise<Value>): () => Promise<Value> {
  let kept: Promise<Value> | undefined;
  let until = 0;
  return () => {
    if (kept === undefined || performance.now() > until) {
      kept = check();
      until = performance.now() + keepMs;
    }
    return kept;
  };
}
