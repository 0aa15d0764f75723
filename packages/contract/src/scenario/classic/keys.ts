/** Keys that only a configuration of the earlier system has: one of them marks it. */
export const CLASSIC_MARKS: readonly string[] = [
  'configuration',
  'front_configs',
  'facility_configs',
  'injury_distribution',
  'total_patients',
  'days_of_fighting',
  'base_date',
  'warfare_types',
  'warfare_type',
  'environmental_conditions',
];

/** Keys that only a scenario has: beside one of them a classic key is a slip, not a classic configuration. */
export const SCENARIO_MARKS: readonly string[] = [
  'casualties',
  'days',
  'environment',
  'mechanisms',
  'medical',
  'output',
  'schema',
  'severity',
  'start',
  'warfare',
];

/** What a classic key is called in a scenario, for "did you mean". */
export const CLASSIC_RENAMES: Readonly<Record<string, string>> = {
  base_date: 'start',
  count: 'casualties.total',
  days_of_fighting: 'days',
  duration_days: 'days',
  environmental_conditions: 'environment',
  facility_configs: 'medical.facilities',
  front_configs: 'fronts',
  injury_distribution: 'injury_mix',
  nationality_distribution: 'nations',
  total_patients: 'casualties.total',
  warfare_type: 'warfare',
  warfare_types: 'warfare',
};

/** Keys with a counterpart in a scenario. */
export const CLASSIC_KEYS: readonly string[] = [
  ...CLASSIC_MARKS,
  'count',
  'description',
  'duration_days',
  'fronts',
  'injury_mix',
  'intensity',
  'name',
  'output_formats',
  'seed',
  'special_events',
  'tempo',
  'version',
];

/** Keys that are accepted and reported: what they steered is now a result, or no part of a scenario. */
export const KEYS_WITHOUT_EFFECT: readonly string[] = [
  'advanced_overrides',
  'category',
  'cliff_events',
  'compatible_with',
  'config_type',
  'config_version',
  'configuration_id',
  'created_at',
  'deterioration_model',
  'died_rate',
  'difficulty',
  'encryption_password',
  'environmental_modifiers',
  'evacuation_times',
  'golden_hour_effect',
  'id',
  'kia_rate',
  'medical_simulation',
  'parent_config_id',
  'preset_id',
  'preset_name',
  'priority',
  'rtd_rate',
  'specific_condition_configs',
  'medical_condition_probabilities',
  'triage_override',
  'type_of_battle',
  'updated_at',
  'use_compression',
  'use_encryption',
];

/** Keys of `front_configs[]`. */
export const FRONT_KEYS: readonly string[] = [
  'casualty_rate',
  'description',
  'facility_chain',
  'id',
  'name',
  'nationality_distribution',
  'nations',
  'ratio',
];

export const FRONT_KEYS_WITHOUT_EFFECT: readonly string[] = [
  'distances_km',
  'medical_facilities',
  'transport_assets',
  'transport_speeds_kmh',
];

/** Keys of `facility_configs[]`. */
export const FACILITY_KEYS: readonly string[] = [
  'capacity',
  'description',
  'facility_type',
  'front_id',
  'id',
  'name',
  'role',
  'type',
];

export const FACILITY_KEYS_WITHOUT_EFFECT: readonly string[] = [
  'avg_treatment_time_minutes',
  'died_rate',
  'evacuation_rate',
  'kia_rate',
  'rtd_rate',
];

export const ENVIRONMENT_RENAMES: Readonly<Record<string, string>> = {
  extreme_weather: 'storm',
  urban_environment: 'urban_debris',
  mountainous: 'mountainous_terrain',
  night: 'night_operations',
};

export const WARFARE_RENAMES: Readonly<Record<string, string>> = {
  amphibious: 'naval',
  maritime: 'naval',
  asymmetric: 'guerrilla',
};

export const CLASS_KEYS: Readonly<Record<string, 'disease' | 'non_battle_injury' | 'battle_injury'>> = {
  disease: 'disease',
  non_battle_injury: 'non_battle_injury',
  non_battle: 'non_battle_injury',
  battle_injury: 'battle_injury',
  battle_trauma: 'battle_injury',
  battle: 'battle_injury',
};
