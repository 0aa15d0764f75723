import { MedpatError } from '@medical-patients/runner';
import { diskFailure } from '@medical-patients/runner/node';
import type { AppContext } from '../app-context.js';
import { describeRefusal } from '../database-refusal.js';
import { printJson, say } from '../output.js';

type Server = typeof import('@medical-patients/server');

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** What commands of the service get: its code, its settings and the files beside it. */
export interface ServerTools {
  readonly server: Server;
  readonly settings: ReturnType<Server['readSettings']>;
  readonly assets: ReturnType<Server['assetsIn']>;
  readonly version: string;
}

/** Options that stand for variables: what is given on the command line goes before the environment. */
export interface ServerOptions {
  readonly host?: string;
  readonly port?: string;
  readonly data?: string;
  readonly json?: boolean;
}

interface ServerUse extends ServerOptions {
  /** Set by what runs until it is stopped: why it ends belongs to its log. */
  readonly logsAs?: 'api' | 'worker';
}

/**
 * Loads the service, reads its settings, and tells its expected failures as a sentence. The service has variables of its
 * own, and says itself which of them are wrong.
 *
 * @returns the exit code
 */
export async function withServer(
  options: ServerUse,
  { serverAssets, version }: AppContext,
  action: (tools: ServerTools) => Promise<number>,
): Promise<number> {
  if (serverAssets === null) {
    return fail('bad-arguments', 'The service runs from the built program only: npm run build.', options);
  }
  const server = await import('@medical-patients/server');
  let dataDirectory = 'the data directory';
  try {
    const settings = server.readSettings({
      ...process.env,
      ...(options.host !== undefined && { HOST: options.host }),
      ...(options.port !== undefined && { PORT: options.port }),
      ...(options.data !== undefined && { MEDPAT_DATA_DIRECTORY: options.data }),
    });
    dataDirectory = settings.dataDirectory;
    return await action({ server, settings, assets: server.assetsIn(serverAssets), version });
  } catch (error) {
    if (error instanceof MedpatError) return fail(error.code, error.message, options);
    if (error instanceof server.ServiceError) return fail(error.code, error.message, options);
    if (isAboutAddress(error)) {
      const what = error.code === 'EADDRINUSE' ? 'The port is taken' : 'The service cannot listen there';
      return fail(
        'address-in-use',
        `${what}; choose another with --port or --host, or with MEDPAT_WORKER_PORT for a worker. (${error.message})`,
        options,
      );
    }
    const refusal = describeRefusal(error);
    if (refusal !== undefined) return fail('settings_invalid', refusal, options);
    // Its files lie in its data directory.
    const told = diskFailure(error, dataDirectory);
    if (told instanceof MedpatError) return fail(told.code, told.message, options);
    throw error;
  }
}

/** Variables of the service and of its clients. Of the service, this loads its settings and nothing else. */
export async function listServerVariables(): Promise<readonly string[]> {
  const { listVariables } = await import('@medical-patients/server/settings');
  return listVariables();
}

/** Codes of what the user can put right by typing something else. */
const USAGE_CODES = new Set(['bad-arguments', 'settings_invalid']);

async function fail(code: string, message: string, { json, logsAs }: ServerUse): Promise<number> {
  // As set, for the settings may be what failed.
  if (logsAs !== undefined && process.env.MEDPAT_LOG_FORMAT === 'json') {
    const { logFailure } = await import('@medical-patients/server');
    await logFailure(logsAs, code, message);
  } else say(message);
  if (json) printJson({ error: { code, message } });
  return USAGE_CODES.has(code) ? EXIT_USAGE : EXIT_FAILED;
}

/** What fails where the service cannot listen: finding the host, or the port itself. */
const ADDRESS_CALLS: readonly string[] = ['getaddrinfo', 'listen'];

function isAboutAddress(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && ADDRESS_CALLS.includes((error as NodeJS.ErrnoException).syscall ?? '');
}

/** Signals to stop, for as long as somebody listens: without listeners they end the process, as they always do. */
export interface StopSignal {
  /** Resolves at the first one; a second one ends the process at once. */
  readonly asked: Promise<void>;
  forget(): void;
}

export function listenForStop(): StopSignal {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  let heed = (): void => {};
  const forget = (): void => {
    for (const signal of signals) process.off(signal, heed);
  };
  const asked = new Promise<void>((resolve) => {
    heed = () => {
      forget();
      resolve();
    };
  });
  for (const signal of signals) process.on(signal, heed);
  return { asked, forget };
}
