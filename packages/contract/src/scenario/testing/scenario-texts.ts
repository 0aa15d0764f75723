/** A small scenario that uses every section, for tests to change. */
export const WHOLE_SCENARIO = `schema: 1
name: Whole
seed: 42
start: 2026-06-01T00:00:00Z
days: 8
casualties: { total: 1440, day_variation: 0.4 }
injury_mix: { disease: 0.52, non_battle_injury: 0.33, battle_injury: 0.15 }
warfare: { conventional: true, artillery: true, drone: 0.6 }
intensity: high
severity: 1.5
mechanisms:
  drone: { drone_munition: 80, gunshot: 20 }
tempo: sustained
environment: [night_operations, rain]
special_events:
  - major_offensive
  - { type: mass_casualty, day: 3, hour: 14, casualties: 60, front: north }
fronts:
  - { id: north, name: Northern front, share: 0.6, nations: { EST: 0.5, FIN: 0.5 }, population_at_risk: 4200, location: { lat: 59.35, lon: 27.4 } }
  - { id: south, name: Southern front, share: 0.4, nations: { POL: 1 }, population_at_risk: 4200 }
medical:
  facilities:
    - { id: r1, role: 1, fronts: [north, south], treatment_places: 6, resuscitation_bays: 2, holding_beds: 8, evacuates_to: [r2] }
    - { id: r2, role: 2, resuscitation_bays: 2, operating_tables: 1, icu_beds: 2, ward_beds: 8, evacuates_to: [r3] }
    - { id: r3, role: 3, resuscitation_bays: 6, operating_tables: 4, icu_beds: 12, ward_beds: 96, evacuates_to: [r4] }
    - { id: r4, role: 4 }
  fleets:
    - { id: ground, kind: ground_ambulance, vehicles: 6, litters: 4, serves: [north, south, r1] }
    - { id: rotary, kind: rotary_wing, vehicles: 2 }
    - { id: strategic, kind: fixed_wing, litters: 40, from: r3, to: r4, departs_every_hours: 24 }
  legs:
    - { from: north, to: r1, kind: ground_ambulance, minutes: [15, 30, 45] }
  capacity: constrained
  destination_policy: closest
  evacuation_policy_days: { role_1: 1, role_2: 3, role_3: 15 }
  contested: { interdiction_probability: 0.02, daylight_movement: restricted, replacement_hours: 24 }
  care: { tourniquet_success: 0.9, buddy_aid_probability: 0.8 }
output: { formats: [json, csv] }
`;

/** The scenario with one piece of text replaced; throws when the piece is not there. */
export function whole(from: string, to: string): string {
  if (!WHOLE_SCENARIO.includes(from)) throw new Error(`the whole scenario has no ${from}`);
  return WHOLE_SCENARIO.replace(from, to);
}
