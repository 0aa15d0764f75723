/** The words a scenario may use, each as a const array with its literal union. */

export const WARFARE_TYPES = [
  'conventional',
  'artillery',
  'urban',
  'guerrilla',
  'drone',
  'naval',
  'cbrn',
  'peacekeeping',
] as const;
export type WarfareType = (typeof WARFARE_TYPES)[number];

export const INTENSITIES = ['low', 'medium', 'high', 'extreme'] as const;
export type Intensity = (typeof INTENSITIES)[number];

export const TEMPOS = ['sustained', 'escalating', 'surge', 'declining', 'intermittent'] as const;
export type TempoName = (typeof TEMPOS)[number];

export const ENVIRONMENTS = [
  'rain',
  'fog',
  'storm',
  'extreme_heat',
  'extreme_cold',
  'dust_storm',
  'night_operations',
  'mountainous_terrain',
  'urban_debris',
] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

export const SPECIAL_EVENT_TYPES = ['major_offensive', 'ambush', 'mass_casualty'] as const;
export type SpecialEventType = (typeof SPECIAL_EVENT_TYPES)[number];

/** Injury mechanisms of battle casualties (calibration 2.2). */
export const MECHANISMS = [
  'artillery_fragment',
  'drone_munition',
  'mine_ied_dismounted',
  'mine_ied_mounted',
  'gunshot',
  'blast_overpressure',
  'burn',
  'crush',
  'smoke_inhalation',
  'immersion',
  'chemical_agent',
  'vehicle_accident',
] as const;
export type Mechanism = (typeof MECHANISMS)[number];

/** Campaigns whose daily battle casualty rates are published (calibration 1.6). */
export const CAMPAIGNS = ['okinawa', 'falklands'] as const;
export type Campaign = (typeof CAMPAIGNS)[number];

export const FLEET_KINDS = [
  'ground_ambulance',
  'armoured_ambulance',
  'truck',
  'rotary_wing',
  'fixed_wing',
  'boat',
  'train',
  'unmanned_ground',
] as const;
export type FleetKind = (typeof FLEET_KINDS)[number];

export const CAPACITIES = ['constrained', 'unlimited'] as const;
export type Capacity = (typeof CAPACITIES)[number];

export const DESTINATION_POLICIES = ['closest', 'least_loaded'] as const;
export type DestinationPolicy = (typeof DESTINATION_POLICIES)[number];

/** `free`: vehicles move at any hour; `restricted`: fewer by day; `none`: between dusk and dawn only. */
export const DAYLIGHT_MOVEMENTS = ['free', 'restricted', 'none'] as const;
export type DaylightMovement = (typeof DAYLIGHT_MOVEMENTS)[number];

export const TRIAGE_TOOLS = ['military_sieve', 'mptt_24'] as const;
export type TriageTool = (typeof TRIAGE_TOOLS)[number];

export const OUTPUT_FORMATS = [
  'json',
  'ndjson',
  'csv',
  'classic',
  'xml',
  'fhir',
  'fhir-bundle',
  'ips',
  'hl7v2',
  'ndef',
  'cards',
  'parquet',
] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];
