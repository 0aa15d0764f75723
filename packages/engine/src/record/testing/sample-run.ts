import type { Scenario } from '@medical-patients/contract';
import { referenceData } from '@medical-patients/reference-data';
import type { Place, Plan } from '../../compile/plan.js';
import { CarePathView, packChunk } from '../care-path.js';
import {
  CLASS,
  EVENT,
  FLAG,
  INTERVENTION,
  INTERVENTION_FAILED,
  NONE,
  OUTCOME,
  PATHWAY,
  REGION_WORDS,
} from '../codes.js';
import { packPath } from '../path-slab.js';
import { type PathHeader, PathLog } from '../path-writer.js';

/** Places of the sample plan: two points of injury, then one facility of each role. */
export const PLACE = { north: 0, south: 1, role1: 2, role2: 3, role3: 4, role4: 5 } as const;

const { clinical, model } = referenceData;
const NAMES = ['north', 'south', 'r1', 'r2', 'r3', 'r4'];

/** A small theatre with the real tables of people, clinic and vital signs: what assembly reads of a plan. */
export function samplePlan(environment: readonly string[] = ['rain']): Plan {
  const places: Place[] = NAMES.map((id, index) => ({
    index,
    id: index < 2 ? `poi-${id}` : id,
    scenarioId: id,
    name: `Place ${id}`,
    echelon: index < 2 ? 'poi' : (`role-${index - 1}` as Place['echelon']),
    role: Math.max(0, index - 1),
    front: index < 2 ? index : -1,
    location: index === 0 ? { lat: 59.35, lon: 27.4 } : null,
  }));
  const scenario = {
    start: '2026-06-01T00:00:00Z',
    days: 8,
    environment,
    fronts: [
      { id: 'north', name: 'Northern front', location: { lat: 59.35, lon: 27.4 } },
      { id: 'south', name: 'Southern front', location: null },
    ],
    medical: {
      facilities: places.filter(({ role }) => role > 0).map(({ role }) => ({ role, operating_tables: 1 })),
    },
  };
  return {
    scenario: scenario as unknown as Scenario,
    referenceData,
    seed: '42',
    startEpochSeconds: 1_780_272_000,
    places,
    frontCount: 2,
    vehicles: [
      { id: 'ground-1', fleet: 0 },
      { id: 'air-1', fleet: 1 },
    ],
  };
}

/** Row of a condition by its id. */
export function rowOf(id: string): number {
  const row = clinical.conditions.findIndex((condition) => condition.id === id);
  if (row < 0) throw new Error(`no condition ${id}`);
  return row;
}

/** ISS region of a condition by its id. */
export function issRegionOf(id: string): string {
  return clinical.conditions[rowOf(id)].issRegion ?? 'external';
}

const PLAIN: Omit<PathHeader, 'number'> = {
  injurySeconds: 0,
  incident: 0,
  front: 0,
  nation: 0,
  casualtyClass: CLASS.battleInjury,
  warfare: 1,
  mechanism: 0,
  flags: 0,
  trueTriage: 2,
  outcome: OUTCOME.inCare,
  cause: NONE,
  preventability: NONE,
  outcomeSeconds: 0,
  outcomePlace: 0,
  iss: 0,
  niss: 0,
  conditionRow: 0,
  agent: 0,
  doseClass: 0,
  severity: 0,
  bloodUnits: 0,
  pathways: 0,
  lowestVolume: 1,
  recoveryDays: 0,
};

/** Writes a path as the simulation does: minutes since injury, most events with a reading. */
export class PathScript {
  readonly #log = new PathLog();
  readonly #injurySeconds: number;
  place: number;
  volume = 1;
  severities: readonly [airway: number, chest: number, brain: number, systemic: number] = [0, 0, 0, 0];

  constructor(injurySeconds: number, place: number) {
    this.#injurySeconds = injurySeconds;
    this.place = place;
  }

  seconds(minutes: number): number {
    return this.#injurySeconds + Math.floor(minutes * 60);
  }

  wound(
    id: string,
    ais: number,
    options: { side?: number; bleeding?: number; pathways?: number } = {},
  ): this {
    const row = rowOf(id);
    const region = REGION_WORDS.indexOf(clinical.conditions[row].region);
    this.#log.addWound(row, region, options.side ?? 0, ais, options.bleeding ?? 0, options.pathways ?? 0);
    return this;
  }

  event(minutes: number, kind: number, detail = 0, a = 0, b = 0): this {
    this.#log.addEvent(this.seconds(minutes), kind, detail, this.place, a, b);
    return this;
  }

  reading(minutes: number): this {
    const [airway, chest, brain, systemic] = this.severities.map((severity) => Math.round(severity * 250));
    return this.event(
      minutes,
      EVENT.reading,
      Math.round(this.volume * 250),
      airway | (chest << 8),
      brain | (systemic << 8),
    );
  }

  both(minutes: number, kind: number, detail = 0, a = 0, b = 0): this {
    return this.event(minutes, kind, detail, a, b).reading(minutes);
  }

  intervene(minutes: number, intervention: number, isSuccessful = true, units = 1): this {
    return this.event(
      minutes,
      EVENT.intervention,
      isSuccessful ? intervention : intervention | INTERVENTION_FAILED,
      units,
    );
  }

  at(place: number): this {
    this.place = place;
    return this;
  }

  pack(header: Partial<PathHeader> & { number: number }): Uint8Array {
    return packPath({ ...PLAIN, injurySeconds: this.#injurySeconds, ...header }, this.#log);
  }
}

/** Killed at once by fragments: an artery of the heart. */
function killedInAction(number: number): Uint8Array {
  const script = new PathScript(7 * 3600, PLACE.north);
  script.wound('B24', 6, { bleeding: 4 }).wound('B07', 2, { side: 1 });
  script.both(0, EVENT.injured);
  script.volume = 0.4;
  script.both(0.6, EVENT.died);
  return script.pack({
    number,
    incident: 12,
    nation: 8,
    outcome: OUTCOME.kia,
    cause: PATHWAY.unsurvivable,
    preventability: 0,
    flags: FLAG.unsurvivable | FLAG.massCasualty,
    outcomeSeconds: script.seconds(0.6),
    outcomePlace: PLACE.north,
    iss: 75,
    niss: 75,
    pathways: 1 << PATHWAY.unsurvivable,
    lowestVolume: 0.4,
  });
}

/** A traumatic amputation: tourniquet that fails at first, blood, surgery, intensive care, flown to Role 4. */
function limbBleedToRole4(number: number): Uint8Array {
  const script = new PathScript(8 * 3600 + 11 * 60, PLACE.north);
  script
    .wound('B01', 4, { side: 1, bleeding: 4, pathways: 1 })
    .wound('B07', 2, { side: 2 })
    .wound('B08', 1, { side: 1 });
  script.both(0, EVENT.injured);
  script.volume = 0.93;
  script.both(3, EVENT.buddyAid).intervene(3, INTERVENTION.tourniquet, false);
  script.volume = 0.83;
  script.both(12, EVENT.medicArrived).intervene(12, INTERVENTION.tourniquetCorrection);
  script.intervene(12, INTERVENTION.tranexamicAcid).both(12, EVENT.triaged, 0, 0, 0);
  script.event(15, EVENT.evacuationRequested, 1, PLACE.role2).event(16, EVENT.dispatched, 0, 1, PLACE.role2);
  script.event(35, EVENT.casualtyCollected, 0, 1).both(37, EVENT.departed, 0, 1, PLACE.role2);
  script.intervene(45, INTERVENTION.wholeBlood);
  script.at(PLACE.role2).both(70, EVENT.arrived, 0, 1).both(72, EVENT.triaged, 0, 1, 1);
  script.both(72, EVENT.resuscitationStarted).intervene(78, INTERVENTION.wholeBlood, true, 3);
  script.intervene(80, INTERVENTION.wholeBlood, true, 2);
  script.volume = 0.9;
  script.both(98, EVENT.resuscitationEnded).event(98, EVENT.holding, 2).both(120, EVENT.surgeryStarted, 7);
  script.intervene(210, INTERVENTION.operation).both(210, EVENT.surgeryEnded).both(211, EVENT.admittedIcu);
  script.volume = 0.95;
  script.both(1500, EVENT.admittedWard, 4).event(1560, EVENT.evacuationRequested, 2, PLACE.role3);
  script.event(1600, EVENT.dispatched, 0, 2, PLACE.role3).both(1640, EVENT.departed, 0, 2, PLACE.role3);
  script.at(PLACE.role3).both(1690, EVENT.arrived, 0, 2).both(1692, EVENT.triaged, 1, 1, 1);
  script.both(1700, EVENT.admittedWard, 4).both(2900, EVENT.departed, 0, 2, PLACE.role4);
  script.at(PLACE.role4).both(3300, EVENT.arrived, 0, 2).both(3300, EVENT.handedOver);
  return script.pack({
    number,
    incident: 12,
    nation: 31,
    trueTriage: 0,
    outcome: OUTCOME.evacuated,
    outcomeSeconds: script.seconds(3300),
    outcomePlace: PLACE.role4,
    iss: 16,
    niss: 21,
    pathways: 1 << PATHWAY.limbBleeding,
    flags: FLAG.needsSurgery | FLAG.operated,
    bloodUnits: 6,
    lowestVolume: 0.83,
    recoveryDays: 150,
  });
}

/** Gastroenteritis seen at Role 1 and sent back. */
function outpatient(number: number): Uint8Array {
  const script = new PathScript(30 * 3600, PLACE.south);
  script.severities = [0, 0, 0, 0.12];
  script.both(0, EVENT.injured).both(40, EVENT.medicArrived).both(40, EVENT.triaged, 2, 2, 0);
  script.event(60, EVENT.evacuationRequested, 3, PLACE.role1).event(80, EVENT.departed, 0, 0, PLACE.role1);
  script.at(PLACE.role1).both(100, EVENT.arrived).both(102, EVENT.triaged, 2, 2, 1);
  script.both(110, EVENT.treatmentStarted);
  script.severities = [0, 0, 0, 0.05];
  script.both(135, EVENT.treatmentEnded).both(140, EVENT.returnedToDuty);
  return script.pack({
    number,
    incident: 40,
    front: 1,
    nation: 20,
    casualtyClass: CLASS.disease,
    warfare: NONE,
    mechanism: model.mechanisms.findIndex((row) => row.id === 'illness'),
    flags: FLAG.outpatient | FLAG.ambulatory,
    outcome: OUTCOME.returnedToDuty,
    outcomeSeconds: script.seconds(140),
    outcomePlace: PLACE.role1,
    conditionRow: rowOf('D01'),
    severity: 0,
  });
}

/** Penetrating brain injury, still in intensive care when the run ends. */
function inCare(number: number): Uint8Array {
  const script = new PathScript(100 * 3600, PLACE.south);
  script.wound('B30', 5, { pathways: 1 << PATHWAY.brain });
  script.severities = [0.1, 0, 0.12, 0];
  script.both(0, EVENT.injured).both(4, EVENT.buddyAid).intervene(4, INTERVENTION.airwayPosition, false);
  script.severities = [0.2, 0, 0.14, 0];
  script
    .both(20, EVENT.medicArrived)
    .intervene(20, INTERVENTION.nasopharyngealAirway)
    .both(21, EVENT.triaged, 1, 0, 0);
  script.event(25, EVENT.evacuationRequested, 0, PLACE.role3).event(26, EVENT.dispatched, 0, 2, PLACE.role3);
  script.both(60, EVENT.departed, 0, 2, PLACE.role3).event(75, EVENT.attackedInTransit, 0, 2);
  script.at(PLACE.role3).both(110, EVENT.arrived, 0, 2).both(112, EVENT.triaged, 0, 0, 1);
  script.severities = [0, 0, 0.2, 0];
  script
    .both(112, EVENT.resuscitationStarted)
    .intervene(120, INTERVENTION.intubation)
    .both(140, EVENT.resuscitationEnded);
  script
    .both(180, EVENT.surgeryStarted, 4)
    .intervene(300, INTERVENTION.operation)
    .both(300, EVENT.surgeryEnded);
  script.both(301, EVENT.admittedIcu).event(1400, EVENT.complication, 0);
  return script.pack({
    number,
    incident: 77,
    front: 1,
    nation: 12,
    trueTriage: 0,
    mechanism: 4,
    outcome: OUTCOME.inCare,
    outcomeSeconds: 38 * 86_400,
    outcomePlace: PLACE.role3,
    iss: 25,
    niss: 25,
    pathways: 1 << PATHWAY.brain,
    flags: FLAG.needsSurgery | FLAG.operated,
    recoveryDays: 60,
  });
}

export const SAMPLES = { killedInAction, limbBleedToRole4, outpatient, inCare } as const;

export type SampleName = keyof typeof SAMPLES;

/** A view on these paths, numbered from 1. */
export function viewOf(...paths: readonly Uint8Array[]): CarePathView {
  return new CarePathView(packChunk(paths, 1));
}
