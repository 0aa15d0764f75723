import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** Programs that tests use when the machine has them, to read our files with somebody else's code. */
export type ToolName = '7z' | 'chromium' | 'python3' | 'unzip' | 'xmllint';

interface ToolLookup {
  /** Names looked up on the PATH, best first. */
  readonly commands: readonly string[];
  /** Where installers put it when they leave the PATH alone. */
  readonly paths: readonly string[];
}

const lookups: Record<ToolName, ToolLookup> = {
  '7z': { commands: ['7z', '7zz', '7za'], paths: ['C:\\Program Files\\7-Zip\\7z.exe'] },
  chromium: {
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
    paths: [
      '/usr/bin/chromium',
      '/snap/bin/chromium',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
  },
  python3: { commands: ['python3', 'python'], paths: [] },
  unzip: { commands: ['unzip'], paths: [] },
  xmllint: { commands: ['xmllint'], paths: [] },
};

/** The variable that names a tool's program: `MEDPAT_TEST_CHROMIUM`, `MEDPAT_TEST_7Z` and so on. */
export function toolVariable(name: ToolName): string {
  return `MEDPAT_TEST_${name.toUpperCase()}`;
}

/**
 * Finds a program: the environment variable first, then the PATH, then the places installers use.
 *
 * @returns its path, or `undefined` where the machine has none
 * @throws Error if the variable is set and leads nowhere
 */
export function findTool(name: ToolName): string | undefined {
  const variable = toolVariable(name);
  const named = process.env[variable];
  if (named) {
    if (!existsSync(named)) throw new Error(`${variable} names ${named}, which does not exist`);
    return named;
  }
  const { commands, paths } = lookups[name];
  for (const command of commands) {
    const found = findOnPath(command);
    if (found) return found;
  }
  return paths.find(isProgram);
}

/** Names of the tools this machine lacks. */
export function listMissingTools(): ToolName[] {
  return (Object.keys(lookups) as ToolName[]).filter((name) => !findTool(name));
}

export const findSevenZip = (): string | undefined => findTool('7z');
export const findChromium = (): string | undefined => findTool('chromium');
export const findPython = (): string | undefined => findTool('python3');
export const findUnzip = (): string | undefined => findTool('unzip');

/**
 * Finds npm as a JavaScript file, to be started with `process.execPath`: `npm` itself is a shell script.
 *
 * @throws Error if no npm stands beside Node
 */
export function findNpm(): string {
  const home = dirname(process.execPath);
  const inherited = process.env.npm_execpath;
  const candidates = [
    ...(inherited?.endsWith('npm-cli.js') ? [inherited] : []),
    join(home, 'node_modules/npm/bin/npm-cli.js'),
    join(home, '../lib/node_modules/npm/bin/npm-cli.js'),
    join(home, '../share/nodejs/npm/bin/npm-cli.js'),
  ];
  const found = candidates.find((path) => existsSync(path));
  if (!found) throw new Error(`no npm beside ${process.execPath}`);
  return found;
}

function findOnPath(command: string): string | undefined {
  const names = process.platform === 'win32' ? [`${command}.exe`] : [command];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      if (folder && isProgram(path)) return path;
    }
  }
  return undefined;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
