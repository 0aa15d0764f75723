import * as z from 'zod';

const KIB = 1024;
const MIB = 1024 * KIB;

/** A whole number in a range, as the environment writes it. */
const whole = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, `must be from ${minimum} to ${maximum}`);

const words = z.string().transform((text) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== ''),
);

const url = (protocols: readonly string[]) =>
  z.string().refine(
    (text) => {
      try {
        return protocols.includes(new URL(text).protocol);
      } catch {
        return false;
      }
    },
    `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  );

const HEX_KEY = /^[0-9a-f]{64}$/i;
const BASE64_KEY = /^[A-Za-z0-9+/_-]{43}=?$/;
/** 32 bytes, as 64 hexadecimal digits or as base64. */
const secretKey = z
  .string()
  .refine(
    (text) => HEX_KEY.test(text) || BASE64_KEY.test(text),
    'must be 32 bytes, as 64 hexadecimal digits or as base64',
  )
  .transform((text) => Buffer.from(text, HEX_KEY.test(text) ? 'hex' : 'base64'));

interface Field<Schema extends z.ZodType, Fallback extends string | null> {
  readonly variable: string;
  readonly schema: Schema;
  /** As it would be written in the environment; null when there is none. */
  readonly fallback: Fallback;
  readonly secret?: true;
  /** One sentence for the documentation. */
  readonly about: string;
}

const field = <Schema extends z.ZodType, const Fallback extends string | null>(
  definition: Field<Schema, Fallback>,
): Field<Schema, Fallback> => definition;

/** Every setting: its variable, its range, what it is when left out, and what it does. */
export const SETTING_FIELDS = {
  host: field({
    variable: 'HOST',
    schema: z.string().min(1),
    fallback: '127.0.0.1',
    about: 'Address to listen on; 0.0.0.0 for all of them.',
  }),
  port: field({
    variable: 'PORT',
    schema: whole(0, 65_535),
    fallback: '8000',
    about: 'Port to listen on; 0 lets the system choose.',
  }),
  databaseUrl: field({
    variable: 'DATABASE_URL',
    schema: url(['postgres:', 'postgresql:']),
    fallback: null,
    secret: true,
    about:
      'PostgreSQL 15 or newer; the password may stand in PGPASSWORD instead. Left out: the embedded database in the data directory.',
  }),
  redisUrl: field({
    variable: 'REDIS_URL',
    schema: url(['redis:', 'rediss:']),
    fallback: null,
    secret: true,
    about: 'Redis 6 or newer: second level of the cache and bus between processes. Left out: neither.',
  }),
  dataDirectory: field({
    variable: 'MEDPAT_DATA_DIRECTORY',
    schema: z.string().min(1),
    fallback: './medpat-data',
    about: 'Where artifacts live, and the embedded database, its local key and its secret key.',
  }),
  secretKey: field({
    variable: 'MEDPAT_SECRET_KEY',
    schema: secretKey,
    fallback: null,
    secret: true,
    about:
      'Seals encryption passwords on their way through the queue: 32 bytes as hexadecimal digits or base64, the same in every process. The embedded mode makes its own; otherwise requests for encryption are refused without it.',
  }),
  trustedProxies: field({
    variable: 'MEDPAT_TRUSTED_PROXIES',
    schema: words,
    fallback: '',
    about: 'Addresses or networks (CIDR), by commas, whose X-Forwarded-For is believed.',
  }),
  allowedHosts: field({
    variable: 'MEDPAT_ALLOWED_HOSTS',
    schema: words,
    fallback: '',
    about:
      'Host names, by commas, under which the service answers. Left out: any on a public address, local names on the loopback address.',
  }),
  corsOrigins: field({
    variable: 'MEDPAT_CORS_ORIGINS',
    schema: words,
    fallback: '',
    about: 'Origins, by commas, whose pages may call the API. Left out: none but its own.',
  }),
  databasePoolSize: field({
    variable: 'MEDPAT_DATABASE_POOL_SIZE',
    schema: whole(1, 50),
    fallback: null,
    about: 'Connections of this process. Left out: 4 for the API, 2 for a worker.',
  }),
  databaseStatementTimeoutMs: field({
    variable: 'MEDPAT_DATABASE_STATEMENT_TIMEOUT_MS',
    schema: whole(100, 600_000),
    fallback: '10000',
    about: 'How long one statement may take.',
  }),
  databaseConnectTimeoutMs: field({
    variable: 'MEDPAT_DATABASE_CONNECT_TIMEOUT_MS',
    schema: whole(100, 60_000),
    fallback: '1500',
    about: 'How long a request waits for a connection before it is answered with 503.',
  }),
  redisPrefix: field({
    variable: 'MEDPAT_REDIS_PREFIX',
    schema: z.string().regex(/^[\w:-]{1,64}$/, 'must be letters, digits, colon, hyphen or underscore'),
    fallback: 'medpat',
    about: 'Beginning of every key in Redis: one for each installation that shares it.',
  }),
  cacheMegabytes: field({
    variable: 'MEDPAT_CACHE_MEGABYTES',
    schema: whole(1, 4096),
    fallback: '32',
    about: 'Memory of the first level of the cache in each process.',
  }),
  maxPatientsPerJob: field({
    variable: 'MEDPAT_MAX_PATIENTS_PER_JOB',
    schema: whole(1, 10_000_000),
    fallback: '1000000',
    about: 'Patients that one job may have, whatever its key permits.',
  }),
  maxJobMinutes: field({
    variable: 'MEDPAT_MAX_JOB_MINUTES',
    schema: whole(1, 1440),
    fallback: '60',
    about: 'Wall time after which a running job fails.',
  }),
  maxJobMemoryMegabytes: field({
    variable: 'MEDPAT_MAX_JOB_MEMORY_MEGABYTES',
    schema: whole(64, 16_384),
    fallback: '512',
    about: 'Memory that one simulation may take before its job fails.',
  }),
  maxConcurrentJobsPerKey: field({
    variable: 'MEDPAT_MAX_CONCURRENT_JOBS_PER_KEY',
    schema: whole(1, 10_000),
    fallback: '20',
    about: 'Jobs that one key may have waiting or running, unless it has a limit of its own.',
  }),
  maxQueueLength: field({
    variable: 'MEDPAT_MAX_QUEUE_LENGTH',
    schema: whole(1, 1_000_000),
    fallback: '1000',
    about:
      'Jobs waiting in the whole installation; beyond it new ones are answered with 503. Counted once a second by each process: a burst within that second passes.',
  }),
  retentionHours: field({
    variable: 'MEDPAT_RETENTION_HOURS',
    schema: whole(1, 87_600),
    fallback: '168',
    about: 'How long the files of an ended job are kept.',
  }),
  idempotencyHours: field({
    variable: 'MEDPAT_IDEMPOTENCY_HOURS',
    schema: whole(1, 720),
    fallback: '24',
    about: 'How long an Idempotency-Key is remembered.',
  }),
  workerConcurrency: field({
    variable: 'MEDPAT_WORKER_CONCURRENCY',
    schema: whole(1, 64),
    fallback: '2',
    about: 'Tasks of one kind that a worker process runs at the same time.',
  }),
  workerThreads: field({
    variable: 'MEDPAT_WORKER_THREADS',
    schema: whole(1, 64),
    fallback: null,
    about: 'Threads that a worker process computes in. Left out: one for each core, four at most.',
  }),
  workerPort: field({
    variable: 'MEDPAT_WORKER_PORT',
    schema: whole(0, 65_535),
    fallback: null,
    about:
      'Port on which a worker process answers /health and /metrics, at HOST; 0 lets the system choose. Left out: it listens nowhere.',
  }),
  bodyLimitBytes: field({
    variable: 'MEDPAT_BODY_LIMIT_BYTES',
    schema: whole(KIB, 64 * MIB),
    fallback: String(MIB),
    about: 'Largest body of a request.',
  }),
  requestTimeoutSeconds: field({
    variable: 'MEDPAT_REQUEST_TIMEOUT_SECONDS',
    schema: whole(1, 600),
    fallback: '30',
    about: 'How long a client may take to send a request.',
  }),
  shutdownSeconds: field({
    variable: 'MEDPAT_SHUTDOWN_SECONDS',
    schema: whole(0, 600),
    fallback: '20',
    about: 'How long running requests and tasks may go on after a signal to stop.',
  }),
  logLevel: field({
    variable: 'MEDPAT_LOG_LEVEL',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    fallback: 'info',
    about: 'Least severe message that is logged.',
  }),
  logFormat: field({
    variable: 'MEDPAT_LOG_FORMAT',
    schema: z.enum(['auto', 'json', 'pretty']),
    fallback: 'auto',
    about: 'Lines of JSON, lines for people, or whichever fits standard error.',
  }),
} as const;

export type SettingName = keyof typeof SETTING_FIELDS;

/** Variables of our other programs and of the test suite, which a server started by them inherits. */
export const FOREIGN_VARIABLES = ['MEDPAT_PASSWORD', 'MEDPAT_URL', 'MEDPAT_API_KEY'] as const;
