import { readFile, stat } from 'node:fs/promises';
import {
  MAX_SCENARIO_BYTES,
  type Override,
  type Problem,
  parseAssignment,
  parseScenario,
  type Scenario,
} from '@medical-patients/contract';
import { findPreset, presets } from '@medical-patients/reference-data';
import { MedpatError } from '@medical-patients/runner';
import { InputProblems } from './failures.js';
import { wholeNumber } from './numbers.js';

/** Options of every command that reads a scenario. */
export interface ScenarioOptions {
  readonly preset?: string;
  readonly patients?: string;
  readonly days?: string;
  readonly set?: readonly string[];
}

export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly warnings: readonly Problem[];
  /** Whether it was a configuration of the earlier system. */
  readonly classic: boolean;
  /** File or preset, for people. */
  readonly source: string;
}

const DEFAULT_PRESET = 'default';

/**
 * Reads a scenario from a file, standard input or a preset, and applies the changes of the command line.
 *
 * @throws InputProblems with every problem of the scenario
 * @throws MedpatError `file-unreadable`, `preset-unknown`, `bad-arguments`
 */
export async function loadScenario(
  argument: string | undefined,
  options: ScenarioOptions,
): Promise<LoadedScenario> {
  if (argument !== undefined && options.preset !== undefined) {
    throw new MedpatError('bad-arguments', 'Give a scenario file or --preset, not both.');
  }
  const { source, content, filename } = await readInput(argument, options.preset);
  const result = parseScenario(content, { filename, overrides: overridesOf(options) });
  if (!result.ok) throw new InputProblems(source, result.problems);
  return { scenario: result.scenario, warnings: result.warnings, classic: result.classic, source };
}

interface Input {
  readonly source: string;
  readonly content: string | Uint8Array;
  readonly filename: string;
}

async function readInput(argument: string | undefined, preset: string | undefined): Promise<Input> {
  if (argument === undefined) return presetInput(preset ?? DEFAULT_PRESET);
  if (argument === '-') {
    return { source: 'standard input', content: await readStandardInput(), filename: '' };
  }
  const found = await stat(argument).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    if (found.code === 'ENOENT' && findPreset(argument) !== undefined) return presetInput(argument);
    const reason = found.code === 'ENOENT' ? 'There is no file' : 'Cannot read the file';
    throw new MedpatError('file-unreadable', `${reason} ${argument}.`, { cause: found });
  }
  if (found.isDirectory()) {
    throw new MedpatError('file-unreadable', `${argument} is a folder, not a scenario file.`);
  }
  if (found.size > MAX_SCENARIO_BYTES) {
    const message = `The file has ${(found.size / 1_000_000).toFixed(1)} MB; a scenario has at most 1 MB.`;
    throw new InputProblems(argument, [{ code: 'file-too-large', path: '', message }]);
  }
  const content = await readFile(argument).catch((error: Error) => {
    throw new MedpatError('file-unreadable', `Cannot read the file ${argument}.`, { cause: error });
  });
  return { source: argument, content, filename: argument };
}

function presetInput(name: string): Input {
  const preset = findPreset(name);
  if (preset === undefined) throw unknownPreset(name);
  return { source: `preset ${preset.id}`, content: preset.yaml, filename: `${preset.id}.yaml` };
}

/** The failure for a name that no preset has. */
export function unknownPreset(name: string): MedpatError {
  const ids = presets.map(({ id }) => id).join(', ');
  return new MedpatError('preset-unknown', `There is no preset "${name}". There are: ${ids}.`);
}

async function readStandardInput(): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of process.stdin) {
    pieces.push(piece as Buffer);
    size += (piece as Buffer).length;
    // The parser says that it is too much; no need to read on.
    if (size > MAX_SCENARIO_BYTES) break;
  }
  return Buffer.concat(pieces);
}

/** The changes in the order in which they are applied: `--set` has the last word. */
function overridesOf({ patients, days, set = [] }: ScenarioOptions): readonly Override[] {
  const overrides: Override[] = [];
  if (patients !== undefined) {
    overrides.push(['casualties.total', wholeNumber('-p', patients)]);
    overrides.push(['casualties.surviving_injury', undefined], ['casualties.rates', undefined]);
  }
  if (days !== undefined) overrides.push(['days', wholeNumber('-d', days)]);
  for (const text of set) {
    const assignment = parseAssignment(text);
    if (!assignment.ok) throw new MedpatError('bad-arguments', `--set: ${assignment.message}`);
    overrides.push(assignment.override);
  }
  return overrides;
}
