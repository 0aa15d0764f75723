import { parseScenario, type Scenario } from '@medical-patients/contract';
import { findPreset } from '@medical-patients/reference-data';

const PLACES = [
  'treatment_places',
  'resuscitation_bays',
  'operating_tables',
  'icu_beds',
  'ward_beds',
  'holding_beds',
] as const;

/**
 * A preset with another number of casualties and means scaled with it: the load of each bed and vehicle stays what it
 * is, and so does the length of a record.
 */
export function scaledPreset(preset: string, casualties: number, days?: number): Scenario {
  const overrides: (readonly [string, unknown])[] = [['casualties.total', casualties]];
  if (days !== undefined) overrides.push(['days', days]);
  const result = parseScenario(findPreset(preset)?.yaml, { format: 'yaml', overrides });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  const { scenario } = result;
  const usual = parseScenario(findPreset(preset)?.yaml, { format: 'yaml' });
  const factor = casualties / ((usual.ok && usual.scenario.casualties.total) || casualties);
  const scale = (count: number): number => (count === 0 ? 0 : Math.max(1, Math.round(count * factor)));
  const { medical } = scenario;
  return {
    ...scenario,
    medical: {
      ...medical,
      facilities:
        medical.facilities?.map((facility) => ({
          ...facility,
          ...Object.fromEntries(PLACES.map((place) => [place, scale(facility[place])])),
        })) ?? null,
      fleets: medical.fleets?.map((fleet) => ({ ...fleet, vehicles: scale(fleet.vehicles) })) ?? null,
    },
  };
}
