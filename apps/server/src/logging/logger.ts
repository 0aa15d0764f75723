import pino, { type DestinationStream, type Logger } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { Settings } from '../config/settings.js';

export type { Logger } from 'pino';

/** Names under which secrets travel, at any of the depths where we log objects. */
const SECRET_NAMES = [
  'password',
  'encryption_password',
  'encryptionPassword',
  'sealedPassword',
  'token',
  'secret',
  'secretKey',
  'authorization',
  'cookie',
  'x-api-key',
  'databaseUrl',
  'redisUrl',
];
const DEPTHS = ['', '*.', '*.*.', '*.*.*.'];
/** User and password of any URL in a text. */
const URL_CREDENTIALS = /(\w+:\/\/)[^\s/@:]*:[^\s/@]*@/g;

/** @param name - as a path of pino's redaction */
const pathOf = (depth: string, name: string): string =>
  name.includes('-') ? `${depth.replace(/\.$/, '')}["${name}"]` : `${depth}${name}`;

export interface LoggerOptions {
  /** `api` or `worker`. */
  readonly process: string;
  /** Where lines go; standard error when left out. */
  readonly destination?: DestinationStream;
}

/**
 * The log of this process, on standard error: lines of JSON, or for people where they look at a terminal. Children
 * carry `request_id` and `job_id`, so that one search shows a request and the work it started. Bodies are never
 * logged; what has a secret's name is blotted out, and so are credentials inside URLs.
 */
export function createLogger(
  settings: Pick<Settings, 'logLevel' | 'logFormat'>,
  options: LoggerOptions,
): Logger {
  const pretty =
    settings.logFormat === 'pretty' ||
    (settings.logFormat === 'auto' && options.destination === undefined && process.stderr.isTTY);
  const destination = options.destination ?? pino.destination({ dest: 2, sync: true });
  return pino(
    {
      level: settings.logLevel,
      base: { process: options.process, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: DEPTHS.flatMap((depth) => SECRET_NAMES.map((name) => pathOf(depth, name))),
        censor: '[secret]',
      },
      serializers: { err: serializeError, error: serializeError },
      hooks: { streamWrite: (line) => line.replace(URL_CREDENTIALS, '$1[secret]@') },
    },
    pretty ? PinoPretty({ destination: 2, ignore: 'pid,process', sync: true }) : destination,
  );
}

function serializeError(error: unknown): unknown {
  return error instanceof Error ? pino.stdSerializers.err(error) : error;
}
