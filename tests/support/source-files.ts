import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const skippedFolders = new Set(['node_modules', 'dist', 'out', 'coverage', '.git', '.cache']);

/**
 * Lists the repository's own files below a folder, generated and installed folders apart.
 *
 * @param folder - path relative to the repository, `''` for all of it; one that does not exist holds nothing
 * @returns sorted paths relative to the repository, with forward slashes
 */
export function listFiles(folder: string): string[] {
  const found: string[] = [];
  const walk = (directory: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) walk(path);
      } else if (entry.isFile()) {
        found.push(relative(projectRoot, path).split(sep).join('/'));
      }
    }
  };
  if (existsSync(join(projectRoot, folder))) walk(join(projectRoot, folder));
  return found.sort();
}
