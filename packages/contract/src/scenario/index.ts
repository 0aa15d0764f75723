export type { Nation } from './nations.js';
export { NATION_NAMES, NATIONS } from './nations.js';
export type {
  Care,
  Casualties,
  CasualtyRates,
  Contested,
  DeepReadonly,
  Facility,
  Fleet,
  Front,
  InjuryMix,
  Leg,
  Location,
  Medical,
  Scenario,
  SpecialEvent,
} from './scenario.js';
export type { ScenarioInput } from './schema/scenario-schema.js';
export { SCENARIO_SCHEMA_VERSION, scenarioSchema } from './schema/scenario-schema.js';
export * from './vocabulary.js';
