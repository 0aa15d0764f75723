import { type PresetSummary, parseScenario, type Scenario } from '@medical-patients/contract';
import { type Preset, presets } from '@medical-patients/reference-data';

/** A scenario that comes with the software, read and checked. */
export interface ReadyScenario {
  readonly preset: Preset;
  readonly scenario: Scenario;
  readonly summary: PresetSummary;
}

/** Reads all of them: before the service listens, for it takes a few milliseconds each. */
export function readReadyScenarios(): readonly ReadyScenario[] {
  // A first mistake builds what explains mistakes, which takes as long as all of these: not while somebody waits.
  parseScenario({ schema: 1, days: '' });
  return presets.map((preset) => {
    const result = parseScenario(preset.yaml);
    if (!result.ok) throw new Error(`preset ${preset.id} is not a valid scenario`);
    const { scenario } = result;
    return { preset, scenario, summary: summarize(preset, scenario) };
  });
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
