/** What the composition root knows and the commands need. */
export interface AppContext {
  readonly version: string;
  /** File of a render thread; null where there is none. */
  readonly workerEntry: URL | null;
}
