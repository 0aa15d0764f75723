import { setImmediate as nextTurn } from 'node:timers/promises';
import { type PresetSummary, parseScenario, type Scenario } from '@medical-patients/contract';
import { type Preset, presets } from '@medical-patients/reference-data';

/** A scenario that comes with the software, read and checked. */
export interface ReadyScenario {
  readonly preset: Preset;
  readonly scenario: Scenario;
  readonly summary: PresetSummary;
}

/** All of them, read once: at the start, while it waits for other things, or when somebody asks. */
export type ReadReadyScenarios = () => Promise<readonly ReadyScenario[]>;

export function createReadyScenarios(): ReadReadyScenarios {
  let reading: Promise<readonly ReadyScenario[]> | undefined;
  return () => {
    reading ??= readAll();
    return reading;
  };
}

/** One in each turn of the event loop, for each takes several milliseconds. */
async function readAll(): Promise<readonly ReadyScenario[]> {
  const ready: ReadyScenario[] = [];
  for (const preset of presets) {
    await nextTurn();
    ready.push(read(preset));
  }
  return ready;
}

function read(preset: Preset): ReadyScenario {
  const result = parseScenario(preset.yaml);
  if (!result.ok) throw new Error(`preset ${preset.id} is not a valid scenario`);
  const { scenario } = result;
  return { preset, scenario, summary: summarize(preset, scenario) };
}

function summarize(preset: Preset, scenario: Scenario): PresetSummary {
  return {
    id: preset.id,
    name: preset.title,
    description: preset.description,
    category: preset.category,
    aliases: [...preset.aliases],
    calibration: preset.calibration,
    total_patients: scenario.casualties.total ?? scenario.casualties.surviving_injury,
    days: scenario.days,
  };
}

/**
 * A first mistake builds what explains mistakes, and takes as long as reading all scenarios: not while somebody waits.
 */
export function prepareForMistakes(): void {
  parseScenario({ schema: 1, days: '' });
}
