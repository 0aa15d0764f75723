import type { Summary } from '@medical-patients/contract';
import {
  type CarePathChunk,
  type Plan,
  SimulationAborted,
  type SpillStore,
  simulate,
} from '@medical-patients/engine';
import { renderSummaryHtml } from '@medical-patients/writers';
import { type ChunkEncoder, createChunkEncoder } from './chunk-encoder.js';
import { CHUNK_CASUALTIES } from './chunk-size.js';
import { abortedError } from './errors.js';
import { FileLedger } from './file-ledger.js';
import type { RunHost } from './host.js';
import type { RunIdentity } from './identity.js';
import { toJsonText } from './json-text.js';
import { buildManifest, MANIFEST_PATH, type Manifest, SUMMARY_PAGE_PATH, SUMMARY_PATH } from './manifest.js';
import { type ChunkRenderer, createInlineRenderer } from './renderer.js';
import { createRunFigures } from './run-figures.js';
import type { RunSink } from './sink.js';

/** The calling thread looks up this often, for progress and Ctrl-C, even when no chunk is ready. */
const EVENTS_A_TURN = 20_000;
/** From here on what the simulation leaves behind is worth a collection: 20 ms, and 50 at 200,000. */
const MANY_CASUALTIES = 50_000;

export interface GenerateOptions {
  readonly plan: Plan;
  readonly identity: RunIdentity;
  /** Names of formats, each once, at least one. */
  readonly formats: readonly string[];
  readonly sink: RunSink;
  readonly host: RunHost;
  /**
   * Makes one for this run, given the calling thread's encoder; closed at the end. Without it everything happens on the
   * calling thread.
   */
  readonly openRenderer?: (encoder: ChunkEncoder) => ChunkRenderer;
  readonly chunkSize?: number;
  readonly signal?: AbortSignal;
  /** Where finished care paths that wait for an earlier one go, past 12 MB. */
  readonly spill?: SpillStore;
  /** Whether manifest and summary are written beside the data; yes by default. */
  readonly withReports?: boolean;
  /** Casualties whose bytes are written. */
  readonly onProgress?: (casualties: number) => void;
}

export interface RunResult {
  readonly casualties: number;
  readonly summary: Summary;
  readonly manifest: Manifest;
}

/**
 * Runs a scenario: simulates on the calling thread, hands chunks of care paths to the renderer, and writes their bytes
 * to the sink in casualty order. Memory stays flat: at most `capacity` chunks are under way.
 *
 * Rejects with {@link MedpatError} `aborted` when the signal says so, or with the cause of a failure; in both cases the
 * sink has been told to leave nothing behind.
 */
export async function generate(options: GenerateOptions): Promise<RunResult> {
  const { plan, identity, formats, sink } = options;
  const job = { plan, datasetId: identity.datasetId, formats };
  let renderer: ChunkRenderer | undefined;
  let ledger: FileLedger | undefined;
  try {
    const encoder = createChunkEncoder(job);
    renderer = options.openRenderer?.(encoder) ?? createInlineRenderer(encoder);
    const run = createRunFigures(plan, encoder.assemble);
    ledger = new FileLedger(encoder.files, sink, options.host);
    await ledger.write(encoder.head().map((piece) => [piece]));
    const { casualties, resources } = await pump(options, renderer, ledger, run.add);
    await ledger.write(encoder.tail().map((piece) => [piece]));
    const figures = run.finish(resources);
    const manifest = await report(options, figures, ledger);
    throwIfAborted(options.signal);
    await sink.commit();
    return { casualties, summary: figures, manifest };
  } catch (error) {
    ledger?.abandon();
    await sink.discard();
    throw error instanceof SimulationAborted ? abortedError() : error;
  } finally {
    await renderer?.close();
  }
}

/** Moves every chunk from the simulation through the renderer into the files. */
async function pump(
  { plan, host, sink, signal, spill, onProgress, chunkSize = CHUNK_CASUALTIES }: GenerateOptions,
  renderer: ChunkRenderer,
  ledger: FileLedger,
  count: (chunk: ArrayBuffer) => void,
) {
  const chunks = simulate(plan, {
    chunkSize,
    ...(signal === undefined ? {} : { signal }),
    ...(spill === undefined ? {} : { spill }),
    turnEvery: EVENTS_A_TURN,
    // V8 would not look for a while: rendering fills the young generation only.
    onDecided: (casualties) => {
      if (casualties >= MANY_CASUALTIES) host.collectGarbage?.();
    },
  });
  /** Chunks not yet written, in order. */
  const waiting: Promise<void>[] = [];
  /** The bytes of the last chunk are with the sink; they are written, and all before them. */
  let handed: Promise<unknown> = Promise.resolve();
  let written: Promise<void> = Promise.resolve();

  const send = ({ buffer, firstNumber, count: casualties }: CarePathChunk): void => {
    if (casualties === 0) return;
    count(buffer);
    const [handedBefore, writtenBefore] = [handed, written];
    const rendering = renderer.render(buffer);
    // In an object, so that the next chunk waits until the writes have begun and not until they are done: this thread
    // renders for milliseconds between two looks at what the disk has finished.
    const handing = handedBefore
      .then(() => rendering)
      .then((rendered) => ({ rendered, writing: ledger.write(rendered) }));
    handed = handing;
    written = handing.then(async ({ rendered, writing }) => {
      await writing;
      if (sink.releasesBytes) renderer.recycle(rendered);
      await writtenBefore;
      onProgress?.(firstNumber + casualties - 1);
    });
    waiting.push(written);
    // Whoever waits for the chain hears of the failure; the links behind it must not count as unhandled.
    rendering.catch(ignore);
    written.catch(ignore);
  };

  let step = chunks.next();
  while (!step.done) {
    throwIfAborted(signal);
    send(step.value);
    await host.nextTurn();
    while (waiting.length >= renderer.capacity) await waiting.shift();
    step = chunks.next();
  }
  throwIfAborted(signal);
  await written;
  return step.value;
}

/** Writes summary and manifest; the manifest lists every other file. */
async function report(
  { plan, identity, formats, withReports = true }: GenerateOptions,
  summary: Summary,
  ledger: FileLedger,
): Promise<Manifest> {
  if (withReports) {
    await ledger.add(SUMMARY_PATH, 'application/json', toJsonText(summary));
    await ledger.add(
      SUMMARY_PAGE_PATH,
      'text/html',
      renderSummaryHtml(summary, { datasetId: identity.datasetId }),
    );
  }
  const manifest = buildManifest({ plan, identity, formats, counts: summary.totals, files: ledger.close() });
  if (withReports) await ledger.writeUnlisted(MANIFEST_PATH, toJsonText(manifest));
  return manifest;
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortedError();
}

function ignore(): void {}
