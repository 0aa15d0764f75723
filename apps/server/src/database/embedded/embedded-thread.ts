/**
 * The thread that the embedded database runs in: PGlite blocks whichever thread a statement runs on. It speaks
 * PostgreSQL's wire protocol over its message port, so that the driver on the other side is the same `pg` as for a
 * server.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { dataDir as preparedDirectory } from '@electric-sql/pglite-prepopulatedfs';
import type { FromThread, ThreadOptions, ToThread } from './thread-messages.js';

const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread only');
const tell = (message: FromThread, transfer: readonly ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer);

/** ENOSPC as WebAssembly counts errors. Source: WASI preview 1, `errno`. */
const NO_SPACE = 51;

/** Ends whatever the connection before this one left open: there is one session for all of them. */
const FORGET_SESSION = ['rollback', 'discard all'] as const;

async function open({ directory, preparedFile }: ThreadOptions): Promise<PGlite> {
  if (directory === null) return begin(preparedFile, {});
  // Stands beside the directory until its first start is over: whatever ended that start, nobody has used it since.
  const unfinished = `${directory}.unfinished`;
  if (existsSync(unfinished)) rmSync(directory, { recursive: true, force: true });
  if (existsSync(join(directory, 'PG_VERSION'))) return PGlite.create(directory);
  writeFileSync(unfinished, '');
  try {
    const database = await begin(preparedFile, { dataDir: directory });
    rmSync(unfinished);
    return database;
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** A new database. */
async function begin(preparedFile: string | null, place: { readonly dataDir?: string }): Promise<PGlite> {
  // Unpacking a prepared directory takes about a second, running initdb six to nine.
  const prepared = preparedFile !== null && existsSync(preparedFile);
  const archive = prepared ? readFileSync(preparedFile) : await (await preparedDirectory()).arrayBuffer();
  const loadDataDir = new Blob([gunzipSync(archive)], { type: 'application/x-tar' });
  return PGlite.create({ loadDataDir, ...place });
}

const opening = open(workerData as ThreadOptions);
let turn: Promise<void> = opening.then(
  () => tell({ kind: 'ready' }),
  (error: unknown) => tell({ kind: 'failed', message: describe(error) }),
);

/** The database's file system throws numbers in an object of its own. */
function describe(error: unknown): string {
  if (error instanceof Error) return error.message;
  const { errno } = error as { readonly errno?: number };
  return errno === NO_SPACE ? 'the disk is full.' : `its file system answers with error ${errno}.`;
}

port.on('message', (message: ToThread) => {
  turn = turn.then(() => handle(message));
});

async function handle(message: ToThread): Promise<void> {
  const database = await opening;
  switch (message.kind) {
    case 'connect':
      for (const statement of FORGET_SESSION) await database.exec(statement);
      tell({ kind: 'connected', connection: message.connection });
      return;
    case 'request': {
      const reply = await database.execProtocolRaw(message.bytes);
      // A copy of its own, which can be handed over instead of cloned.
      const bytes = new Uint8Array(reply);
      tell({ kind: 'reply', connection: message.connection, bytes }, [bytes.buffer]);
      return;
    }
    case 'dump': {
      const bytes = new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer());
      tell({ kind: 'dumped', bytes }, [bytes.buffer]);
      return;
    }
    case 'close':
      await database.close();
      tell({ kind: 'closed' });
      port?.close();
      return;
  }
}
