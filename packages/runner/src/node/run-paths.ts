import { createHash } from 'node:crypto';
import nodePath from 'node:path';

/** The functions of `node:path` that are needed; `path.win32` and `path.posix` have them too. */
export type PathFunctions = Pick<typeof nodePath, 'join' | 'dirname' | 'basename' | 'resolve'>;

/** Where a run is written. */
export interface RunPaths {
  /** What exists when the run is complete: a folder, or an archive. */
  readonly target: string;
  /** Where it is written until then, beside the target. */
  readonly staging: string;
  /** Where a target that is replaced waits for its deletion. */
  readonly replaced: string;
}

const MAX_SLUG_LENGTH = 60;

/** Lower-case letters, digits and single hyphens; empty where the text has none of them. */
function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG_LENGTH)
    .replace(/^-+|-+$/g, '');
}

/**
 * `<name>-<seed>` as a file name on every system. A seed that cannot be kept as it is (other letters, too long) gets
 * eight digits of its hash, so that two seeds never share a folder.
 */
export function runFolderName(name: string, seed: string): string {
  const seedSlug = slug(seed);
  const isExact = seedSlug === seed;
  const hash = createHash('sha256').update(seed).digest('hex').slice(0, 8);
  const seedPart = isExact ? seed : [seedSlug.slice(0, 24), hash].filter(Boolean).join('-');
  return `${slug(name) || 'exercise'}-${seedPart}`;
}

/**
 * @param parent folder in which the run folder is made
 * @param fileName name of the run folder or the archive
 * @param processId distinguishes the staging folders of two processes
 */
export function planRunPaths(
  parent: string,
  fileName: string,
  processId: number,
  path: PathFunctions = nodePath,
): RunPaths {
  const home = path.resolve(parent);
  return {
    target: path.join(home, fileName),
    staging: path.join(home, `.${fileName}.partial-${processId}`),
    replaced: path.join(home, `.${fileName}.replaced-${processId}`),
  };
}

/** Process id of a staging or replaced folder; null for every other name. */
export function processOfStaging(name: string): number | null {
  const found = /^\..+\.(?:partial|replaced)-(\d+)$/.exec(name);
  return found === null ? null : Number(found[1]);
}

/**
 * Path of a file of a run folder on this machine.
 *
 * @param file path inside the run folder, with `/`
 * @throws RangeError for a path that leads out of the folder
 */
export function fileInRun(folder: string, file: string, path: PathFunctions = nodePath): string {
  const segments = file.split('/');
  const isSafe = segments.every(
    (segment) => /^[^\\:]+$/.test(segment) && segment !== '.' && segment !== '..',
  );
  if (!isSafe) throw new RangeError(`"${file}" is no path inside a run folder`);
  return path.join(folder, ...segments);
}
