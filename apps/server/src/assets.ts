/** Files that a running server needs beside its code. */
export interface ServerAssets {
  /** The compiled thread of the embedded database. */
  readonly embeddedThread: URL;
  /** What the build prepared, to make a first start faster; used where it is there. */
  readonly preparedDatabase: URL | null;
  /** The compiled thread of simulations. */
  readonly jobThread: URL;
  /** Folder of the documentation viewer, with a slash at its end; null: no viewer. */
  readonly viewer: URL | null;
}

/** @param folder - as `bundle.mjs` fills it, with a slash at its end */
export function assetsIn(folder: URL): ServerAssets {
  return {
    embeddedThread: new URL('embedded-thread.js', folder),
    preparedDatabase: new URL('prepared-database.tgz', folder),
    jobThread: new URL('job-thread.js', folder),
    viewer: folder,
  };
}
