/** What the composition root knows and the commands need. */
export interface AppContext {
  readonly version: string;
  /** File of a render thread; null where there is none. */
  readonly workerEntry: URL | null;
  /** Folder of the files that the service needs beside its code, with a slash at its end; null where there is none. */
  readonly serverAssets: URL | null;
}
