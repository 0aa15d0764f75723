import type { Preset } from './preset.js';
import { PRESETS } from './presets.gen.js';

/** The presets, `default` first. */
export const presets: readonly Preset[] = PRESETS;

/** Finds a preset by id or alias; upper and lower case, `-` and `_` are the same. */
export function findPreset(name: string): Preset | undefined {
  const wanted = canonical(name);
  return presets.find(({ id, aliases }) => [id, ...aliases].some((known) => canonical(known) === wanted));
}

const canonical = (name: string): string => name.trim().toLowerCase().replaceAll('_', '-');
