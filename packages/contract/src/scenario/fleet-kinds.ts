import type { FleetKind } from './vocabulary.js';

export interface FleetKindDefaults {
  readonly litters: number;
  readonly seats: number;
  readonly speed_kmh: number;
  readonly ready_minutes: number;
  readonly turnaround_minutes: number;
}

/**
 * What a vehicle of each kind carries and how fast it is, where the scenario does not say (calibration 5.3:
 * platform table and handling; speeds as in its last row; boat, train and all ready times: estimate).
 */
export const FLEET_KIND_DEFAULTS: Readonly<Record<FleetKind, FleetKindDefaults>> = {
  /** M997: 4 litters or 8 sitting; ready and turnaround 15 min. */
  ground_ambulance: { litters: 4, seats: 2, speed_kmh: 40, ready_minutes: 5, turnaround_minutes: 15 },
  /** M1133, M113, Boxer. */
  armoured_ambulance: { litters: 3, seats: 2, speed_kmh: 40, ready_minutes: 5, turnaround_minutes: 15 },
  /** Truck or bus pressed into service in a mass casualty. */
  truck: { litters: 8, seats: 12, speed_kmh: 40, ready_minutes: 15, turnaround_minutes: 20 },
  /** UH-60: 6 stations; wheels-up 15 min after the request. */
  rotary_wing: { litters: 6, seats: 4, speed_kmh: 220, ready_minutes: 15, turnaround_minutes: 20 },
  /** C-17: 36 litters, 54 sitting. */
  fixed_wing: { litters: 36, seats: 54, speed_kmh: 550, ready_minutes: 60, turnaround_minutes: 90 },
  boat: { litters: 6, seats: 10, speed_kmh: 45, ready_minutes: 15, turnaround_minutes: 20 },
  /** Five coaches of 24 litters. */
  train: { litters: 120, seats: 100, speed_kmh: 60, ready_minutes: 120, turnaround_minutes: 180 },
  /** One litter at 5 to 10 km/h. */
  unmanned_ground: { litters: 1, seats: 0, speed_kmh: 8, ready_minutes: 10, turnaround_minutes: 15 },
};
