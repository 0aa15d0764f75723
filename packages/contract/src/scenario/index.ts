export type { UpstreamOfCare } from './canonical.js';
export { canonicalJson, upstreamOfCare } from './canonical.js';
export type { Migration } from './classic/migrate-classic.js';
export { isClassic, migrateClassic } from './classic/migrate-classic.js';
export { nearest } from './distance.js';
export type { ScenarioField } from './fields.js';
export { listFields } from './fields.js';
export type { FleetKindDefaults } from './fleet-kinds.js';
export { FLEET_KIND_DEFAULTS } from './fleet-kinds.js';
export type { JsonSchemaNode } from './json-schema.js';
export { scenarioJsonSchema } from './json-schema.js';
export type { Nation } from './nations.js';
export { NATION_NAMES, NATIONS } from './nations.js';
export type { Override } from './overrides.js';
export { parseAssignment, setByPath } from './overrides.js';
export type { ParseOptions, ParseResult } from './parse.js';
export { parseScenario } from './parse.js';
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
export { MAX_SCENARIO_BYTES } from './source/read-source.js';
export * from './vocabulary.js';
