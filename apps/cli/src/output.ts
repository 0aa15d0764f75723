/**
 * Text for people goes to standard error, data to standard output. The exception is what runs until it is stopped: its
 * standard error is a log, so that it says on standard output what is for people.
 */

/** Writes a line for people. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Writes data. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Writes a value as JSON, as data. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Whether an error means that the reader of a pipe went away: `medpat … | head`. */
export function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'EPIPE';
}

const EXIT_FAILED = 1;

/**
 * A reader that goes away has seen what it wanted: that ends the program quietly. An output that cannot be written ends
 * it with a sentence. A run in progress does not go on for nobody; its staging folder goes with the process.
 */
export function guardOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (isBrokenPipe(error)) process.exit(0);
      if (stream === process.stdout) say(`Standard output cannot be written: ${reasonOf(error)}.`);
      process.exit(EXIT_FAILED);
    });
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  return code === 'ENOSPC' ? 'the disk is full' : message;
}
