/** The runner on Node: threads, folders, archives, streams. */

export { diskFailure } from './node/disk-failure.js';
export { nodeHost } from './node/node-host.js';
export { openRunFolder, type RunFolder } from './node/run-folder.js';
export { fileInRun, planRunPaths, type RunPaths, runFolderName } from './node/run-paths.js';
export { type DiskRunOptions, type DiskRunResult, refuseExistingRun, runToDisk } from './node/run-to-disk.js';
export { runToStream, type StreamRunOptions } from './node/run-to-stream.js';
export { createThreadPool, type ThreadPool } from './node/thread-pool.js';
export { type Verification, type VerifyOptions, verifyFolder } from './node/verify-folder.js';
