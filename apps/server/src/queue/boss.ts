import { type Db, PgBoss, type Queue as QueueSettings } from 'pg-boss';
import type { Connections } from '../database/connections.js';
import type { Logger } from '../logging/logger.js';
import { TASK_TYPES } from './tasks.js';

/** Schema of the queue's own tables. */
export const QUEUE_SCHEMA = 'medpat_queue';
/** Where tasks end that failed for the last time. */
export const DEAD_QUEUE = 'dead';

/** A worker that is silent for so long has died; the library permits no less than ten seconds. */
const HEARTBEAT_SECONDS = 10;
/** Every death of a worker takes one attempt from the tasks it ran: enough for a bad day. */
const RETRY_LIMIT = 8;
/** Tasks are removed with their job; this catches what was left. */
const KEEP_ENDED_SECONDS = 3600;
/** How often one of the workers looks for silent workers, and for tasks that may start because others have ended. */
const SUPERVISION_SECONDS = 2;
const MAINTENANCE_SECONDS = 300;
/** A broken database is not news twice a second. */
const SAME_ERROR_PAUSE_MS = 10_000;

export interface BossOptions {
  readonly connections: Connections;
  readonly logger: Logger;
  readonly embedded: boolean;
  /** Whether this process takes tasks: then it also listens, and looks after the queue. */
  readonly works: boolean;
  readonly maxTaskSeconds: number;
  /** Before the first repetition of a failed task; the pauses double up to half a minute. 0: no pauses. */
  readonly retryDelaySeconds: number;
}

export function createBoss(options: BossOptions): PgBoss {
  const boss = new PgBoss({
    db: toBossDatabase(options.connections),
    backend: options.embedded ? 'pglite' : 'postgres',
    schema: QUEUE_SCHEMA,
    supervise: options.works,
    useListenNotify: options.works,
    superviseIntervalSeconds: SUPERVISION_SECONDS,
    monitorIntervalSeconds: SUPERVISION_SECONDS,
    flowIntervalSeconds: SUPERVISION_SECONDS,
    maintenanceIntervalSeconds: MAINTENANCE_SECONDS,
    schedule: false,
    registerInstance: false,
    // What these two look after does not exist in the embedded database.
    reindex: !options.embedded,
    monitorVacuum: !options.embedded,
  });
  const lastLogged = new Map<string, number>();
  boss.on('error', (error) => {
    const now = performance.now();
    if (now - (lastLogged.get(error.message) ?? Number.NEGATIVE_INFINITY) < SAME_ERROR_PAUSE_MS) return;
    lastLogged.set(error.message, now);
    options.logger.error({ err: error }, 'the queue reports an error');
  });
  boss.on('warning', (warning) => options.logger.warn({ warning: warning.message }, 'the queue warns'));
  return boss;
}

/** Creates the queues, or brings their settings up to date. */
export async function prepareQueues(
  boss: PgBoss,
  options: Pick<BossOptions, 'maxTaskSeconds' | 'retryDelaySeconds'>,
): Promise<void> {
  const common = { deleteAfterSeconds: KEEP_ENDED_SECONDS, notify: true } as const;
  const settings: Omit<QueueSettings, 'name'> = {
    ...common,
    retryLimit: RETRY_LIMIT,
    ...retrySettings(options.retryDelaySeconds),
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: options.maxTaskSeconds,
    deadLetter: DEAD_QUEUE,
  };
  const existing = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  const prepare = async (name: string, wanted: Omit<QueueSettings, 'name'>): Promise<void> => {
    const known = existing.get(name) as Record<string, unknown> | undefined;
    if (known === undefined) await boss.createQueue(name, wanted);
    else if (Object.entries(wanted).some(([setting, value]) => known[setting] !== value)) {
      await boss.updateQueue(name, wanted);
    }
  };
  await prepare(DEAD_QUEUE, {
    ...common,
    retryLimit: 20,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
  });
  for (const type of TASK_TYPES) await prepare(type, settings);
}

function retrySettings(delaySeconds: number): Omit<QueueSettings, 'name'> {
  if (delaySeconds === 0) return { retryDelay: 0, retryBackoff: false };
  return { retryDelay: delaySeconds, retryBackoff: true, retryDelayMax: 30 };
}

/** Our connections, as the library wants them. */
function toBossDatabase(connections: Connections): Db {
  return {
    executeSql: (text, values) => connections.query(text, values),
    listen: (channel, onNotification, onReconnect) =>
      connections.listen({ channel, onNotification, onConnect: onReconnect }),
  };
}
