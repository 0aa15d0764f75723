/** Files that a running server needs beside its code. */
export interface ServerAssets {
  /** The compiled thread of the embedded database. */
  readonly embeddedThread: URL;
  /** The compiled thread of simulations. */
  readonly jobThread: URL;
  /** Folder of the documentation viewer, with a slash at its end; null: no viewer. */
  readonly viewer: URL | null;
}

/** @param folder - as `bundle.mjs` fills it, with a slash at its end */
export function assetsIn(folder: URL): ServerAssets {
  return {
    embeddedThread: new URL('embedded-thread.js', folder),
    jobThread: new URL('job-thread.js', folder),
    viewer: folder,
  };
}
