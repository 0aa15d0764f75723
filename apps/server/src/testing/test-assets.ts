import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject } from 'vitest';
import { assetsIn, type ServerAssets } from '../assets.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the program as it ships, made from the sources before the first test: `bin` and `dist`. */
    program: string;
  }
}

/** The file that starts the program. */
export function programFile(): string {
  return join(inject('program'), 'bin/medpat.js');
}

/** The files beside a running server. */
export function testAssets(): ServerAssets {
  return assetsIn(pathToFileURL(join(inject('program'), 'dist/server/')));
}
