export type * from './clinical-care.js';
export type * from './clinical-codes.js';
export type * from './clinical-conditions.js';
export type * from './clinical-tables.js';
export type * from './evidence-tables.js';
export * from './http/common.js';
export * from './http/configurations.js';
export * from './http/generation.js';
export * from './http/jobs.js';
export * from './http/keys.js';
export * from './http/problem-details.js';
export * from './http/service.js';
export type * from './model-tables.js';
export * from './patient-record.js';
export type * from './people-tables.js';
export * from './problems.js';
export type * from './reference-data.js';
export type { UpstreamOfCare } from './scenario/canonical.js';
export { canonicalJson, upstreamOfCare } from './scenario/canonical.js';
export type { Migration } from './scenario/classic/migrate-classic.js';
export { isClassic, migrateClassic } from './scenario/classic/migrate-classic.js';
export { nearest } from './scenario/distance.js';
export type { ScenarioField } from './scenario/fields.js';
export { listFields } from './scenario/fields.js';
export type { FleetKindDefaults } from './scenario/fleet-kinds.js';
export { FLEET_KIND_DEFAULTS } from './scenario/fleet-kinds.js';
export type { JsonSchemaNode } from './scenario/json-schema.js';
export { scenarioJsonSchema } from './scenario/json-schema.js';
export type { Nation } from './scenario/nations.js';
export { NATION_NAMES, NATIONS } from './scenario/nations.js';
export type { Override } from './scenario/overrides.js';
export { parseAssignment, setByPath } from './scenario/overrides.js';
export type { ParseOptions, ParseResult } from './scenario/parse.js';
export { parseScenario } from './scenario/parse.js';
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
} from './scenario/scenario.js';
export type { ScenarioInput } from './scenario/schema/scenario-schema.js';
export { SCENARIO_SCHEMA_VERSION, scenarioSchema } from './scenario/schema/scenario-schema.js';
export { MAX_SCENARIO_BYTES } from './scenario/source/read-source.js';
export * from './scenario/vocabulary.js';
export * from './summary.js';
export type * from './vital-profiles.js';
export { CASUALTY_CLASSES, OUTCOMES, TRIAGE_CATEGORIES } from './words.js';
