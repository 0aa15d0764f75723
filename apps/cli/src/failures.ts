import type { Problem } from '@medical-patients/contract';
import { MedpatError } from '@medical-patients/runner';
import { listServerVariables } from './commands/server.js';
import { type Environment, hasStrangers, readEnvironment } from './environment.js';
import { isBrokenPipe, printJson, say } from './output.js';

const EXIT_CODES = { failed: 1, usage: 2, aborted: 130 } as const;

/** Input with problems: a list of all of them. */
export class InputProblems extends Error {
  readonly source: string;
  readonly problems: readonly Problem[];

  /** @param source name of the file or preset, for people */
  constructor(source: string, problems: readonly Problem[]) {
    super(`${source} has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}.`);
    this.name = 'InputProblems';
    this.source = source;
    this.problems = problems;
  }
}

/**
 * Runs a command with the environment read, and tells its failures: input problems as a list, expected failures as a sentence. Anything else is a
 * bug and comes out with its stack trace.
 *
 * @returns the exit code
 */
export async function withFailures(
  { json }: { readonly json?: boolean },
  action: (environment: Environment) => Promise<number>,
): Promise<number> {
  try {
    const others = hasStrangers(process.env) ? await listServerVariables() : [];
    return await action(readEnvironment(process.env, others));
  } catch (error) {
    if (isBrokenPipe(error)) return 0;
    if (error instanceof InputProblems) {
      for (const problem of error.problems) say(describeProblem(error.source, problem));
      say(error.message);
      if (json)
        printJson({ error: { code: 'input-problems', message: error.message, problems: error.problems } });
      return EXIT_CODES.usage;
    }
    const failure = asFailure(error);
    if (failure === null) throw error;
    say(failure.message);
    if (json) printJson({ error: { code: failure.code, message: failure.message } });
    return EXIT_CODES[failure.kind];
  }
}

function asFailure(error: unknown): MedpatError | null {
  if (error instanceof MedpatError) {
    // A thread that failed has met a bug or the end of the memory: its cause is what helps.
    if (error.code === 'worker-failed' && error.cause instanceof Error && !isOutOfMemory(error.cause)) {
      say(String(error.cause.stack));
    }
    return error;
  }
  if (error instanceof Error && error.name === 'UnknownFormatError') {
    return new MedpatError('format-not-available', error.message);
  }
  return null;
}

function isOutOfMemory(error: Error): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** `battle.yaml:12:5: medical.fleets[0].vehicles: There are 0 vehicles.` */
export function describeProblem(
  source: string,
  { path, line, column, message, suggestion }: Problem,
): string {
  const place = line === undefined ? source : `${source}:${line}${column === undefined ? '' : `:${column}`}`;
  const field = path === '' || message.includes(path) ? '' : `${path}: `;
  const hint =
    suggestion === undefined || message.includes(suggestion) ? '' : ` Did you mean "${suggestion}"?`;
  return `${place}: ${field}${message}${hint}`;
}
