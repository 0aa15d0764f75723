import type { BuiltIndex } from '../results/index-files.js';

/** What a thread is started with. */
export interface JobThreadData {
  /** Whether it runs at a lower priority than the rest of the process. */
  readonly isNice: boolean;
}

/** What makes the casualties of a run: every thread compiles the same plan from it, once. */
export interface RunPlan {
  readonly datasetId: string;
  /**
   * The scenario as JSON text, in memory that all threads share: it goes with every question, and copying it as an
   * object took a third of the time of whoever asked.
   */
  readonly scenario: SharedArrayBuffer;
  readonly seed: string;
}

export interface SimulationStart {
  readonly run: RunPlan;
  /** Casualties a chunk. */
  readonly chunkSize: number;
  /** Casualties at which it fails; null: none. */
  readonly maxCasualties: number | null;
  /** One Int32; anything but 0 asks the simulation to stop. */
  readonly abort: SharedArrayBuffer;
  /** Whether care paths are counted for the summary. */
  readonly counts: boolean;
}

/** What comes next of a simulation. */
export type SimulationStep =
  | { readonly kind: 'chunk'; readonly buffer: ArrayBuffer; readonly first: number; readonly count: number }
  | {
      readonly kind: 'end';
      readonly casualties: number;
      /** Null unless the simulation counts. */
      readonly reports: SimulationReports | null;
    };

/** The reports of a run as UTF-8, ready to be stored: some megabytes, which travel without being copied. */
export interface SimulationReports {
  readonly summary: Uint8Array<ArrayBuffer>;
  readonly page: Uint8Array<ArrayBuffer>;
}

export interface RenderOptions {
  readonly run: RunPlan;
  /** Names of formats, each once. */
  readonly formats: readonly string[];
  /** A care path chunk; the thread takes it over. */
  readonly chunk: ArrayBuffer;
  /**
   * File, by its place among all files of all formats, whose lines are the records' texts; null: none. With it, or
   * with `index`, every casualty gets an entry of the index.
   */
  readonly textFile: number | null;
  readonly index: boolean;
  /** Buffers of pieces that nobody reads any more; the thread takes them over and fills them again. */
  readonly spare?: readonly ArrayBuffer[];
}

export interface Rendered {
  /** The bytes of the chunk for each file, in pieces that are not joined: that would be a copy of everything. */
  readonly pieces: readonly (readonly Uint8Array[])[];
  /** Entries of the index, places relative to the piece of `textFile`; empty where none was asked for. */
  readonly index: Uint8Array;
  readonly count: number;
}

/** Everything a thread can be asked: parameters and answer of each question. */
export interface ThreadCalls {
  /** Loads the tables and compiles a plan, so that the first real question does not wait for it. */
  readonly warm: { readonly params: RunPlan | null; readonly result: null };
  /** Answers with the number of the simulation on its thread. */
  readonly startSimulation: { readonly params: SimulationStart; readonly result: number };
  readonly nextStep: { readonly params: { readonly simulation: number }; readonly result: SimulationStep };
  readonly endSimulation: { readonly params: { readonly simulation: number }; readonly result: null };
  readonly render: { readonly params: RenderOptions; readonly result: Rendered };
  /** The bytes that begin and end each file. */
  readonly frame: {
    readonly params: { readonly run: RunPlan; readonly formats: readonly string[] };
    readonly result: { readonly head: readonly Uint8Array[]; readonly tail: readonly Uint8Array[] };
  };
  /** Brings the index of a job into its two orders: too long for a thread that answers people. */
  readonly buildIndex: { readonly params: { readonly entries: Uint8Array }; readonly result: BuiltIndex };
  /** Starts a deflated archive, encrypted where there is a password. Answers with its number on its thread. */
  readonly openArchive: {
    readonly params: { readonly password: string | null };
    readonly result: number;
  };
  /** Adds a piece of a file; pieces of a file come one after another. Answers with bytes of the archive. */
  readonly packPiece: {
    readonly params: { readonly archive: number; readonly path: string; readonly bytes: Uint8Array };
    readonly result: readonly Uint8Array[];
  };
  /** Ends the archive, or with `abandon` drops it. */
  readonly closeArchive: {
    readonly params: { readonly archive: number; readonly abandon: boolean };
    readonly result: readonly Uint8Array[];
  };
}

export type ThreadMethod = keyof ThreadCalls;

export interface ThreadQuestion<Method extends ThreadMethod = ThreadMethod> {
  readonly id: number;
  readonly method: Method;
  readonly params: ThreadCalls[Method]['params'];
}

/** An error, on its way between threads: classes do not survive it. */
export interface ThreadFailure {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
}

export type ThreadAnswer =
  | { readonly id: number; readonly result: ThreadCalls[ThreadMethod]['result'] }
  | { readonly id: number; readonly failure: ThreadFailure };

/** Name of the failure of a simulation that has more casualties than it may have. */
export const TOO_MANY_CASUALTIES = 'TooManyCasualties';
