import type { Echelon, ReferenceData, Scenario } from '@medical-patients/contract';

/** A point of injury or a facility. Index in `Plan.places` is the place number of care paths. */
export interface Place {
  readonly index: number;
  /** In records: `poi-<front>` or the facility's id. */
  readonly id: string;
  /** The front's or facility's id in the scenario, which fleets and legs refer to. */
  readonly scenarioId: string;
  readonly name: string;
  readonly echelon: Echelon;
  /** 0 for a point of injury, else 1 to 4. */
  readonly role: number;
  /** Index of the front for a point of injury, else −1. */
  readonly front: number;
  readonly location: { readonly lat: number; readonly lon: number } | null;
}

/** One vehicle; its index + 1 is the vehicle number of care paths, 0 stands for unit transport. */
export interface Vehicle {
  /** `<fleet id>-<number>`. */
  readonly id: string;
  readonly fleet: number;
}

/** A scenario with everything resolved that the simulation and the assembly need: who, where, and with what. */
export interface Plan {
  /** As run: facilities and fleets filled in. */
  readonly scenario: Scenario;
  readonly referenceData: ReferenceData;
  readonly seed: string;
  /** Seconds since 1970 of the scenario's start. */
  readonly startEpochSeconds: number;
  /** Points of injury first (one a front, in order), then facilities in scenario order. */
  readonly places: readonly Place[];
  readonly frontCount: number;
  readonly vehicles: readonly Vehicle[];
}
