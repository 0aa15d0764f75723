import type { PatientRecord } from '@medical-patients/contract';
import { type ClassicEvent, type Stop, toMovements, toStops } from './movement-timeline.js';
import { type ClassicFacility, type ClassicTriage, toClassicTime, toClassicTriage } from './vocabulary.js';

/*
 * The classic record: the shape of the files that viewers and scripts of the earlier generation read. It is a view of
 * the patient record; nothing in it is drawn, guessed or simulated again. Newer readers know some facts under shorter
 * names, which stand beside the long ones.
 */

export type ClassicStatus = ClassicFacility | 'KIA' | 'DOW' | 'RTD';
export type ClassicFinalStatus = 'KIA' | 'RTD' | 'Remains_Role4';

export interface ClassicCondition {
  readonly code: string;
  readonly display: string;
  readonly severity: string;
}

export interface ClassicRecord {
  /** From 0. */
  readonly id: number;
  readonly nationality: string;
  readonly gender: string;
  readonly injury_type: 'DISEASE' | 'NON_BATTLE' | 'BATTLE_TRAUMA';
  /** Of the first assessment; T4 is written T1, which is what these readers show for the gravest. */
  readonly triage_category: ClassicTriage;
  readonly status: ClassicStatus;
  readonly front: string;
  readonly final_status: ClassicFinalStatus;
  readonly last_facility: ClassicFacility;
  readonly injury_timestamp: string;
  readonly injury_time: string;
  readonly day_of_injury: string;
  readonly day: string;
  readonly warfare_scenario: string | null;
  readonly scenario: string | null;
  readonly casualty_event_id: string;
  readonly event_id: string;
  readonly is_mass_casualty: boolean;
  readonly mass_casualty: boolean;
  readonly environmental_conditions: readonly string[];
  readonly body_part: string | null;
  /** 9, 7 or 4 for T1, T2 or T3: the numeric scale of the newer files. */
  readonly severity: number;
  readonly demographics: {
    readonly family_name: string;
    readonly given_name: string;
    readonly gender: string;
    readonly birthdate: string;
    readonly nationality: string;
    /** kg. */
    readonly weight: number;
    readonly blood_type: string;
  };
  /** The gravest one; null for a casualty without a diagnosis. */
  readonly primary_condition: ClassicCondition | null;
  /** All, the gravest first. */
  readonly primary_conditions: readonly ClassicCondition[];
  /** 0 (dead) to 100: the health score of the last reading times five; null without a reading. */
  readonly health: number | null;
  /** Diagnoses and complications. */
  readonly conditions: readonly { readonly code: string; readonly name: string }[];
  readonly treatments: readonly {
    readonly treatment: string;
    readonly timestamp: string;
    readonly location: ClassicFacility;
  }[];
  readonly movement_timeline: readonly ClassicEvent[];
}

const INJURY_TYPES = {
  disease: 'DISEASE',
  'non-battle-injury': 'NON_BATTLE',
  'battle-injury': 'BATTLE_TRAUMA',
} as const;

const NUMERIC_SEVERITY = { T1: 9, T2: 7, T3: 4 } as const;

/** Words that the earlier files carry, by AIS severity 1 to 6. */
const SEVERITY_OF_AIS = [
  'Mild to moderate',
  'Moderate',
  'Moderate to severe',
  'Severe',
  'Severe',
  'Severe',
] as const;
const SEVERITY_OF_DISEASE = {
  mild: 'Mild to moderate',
  moderate: 'Moderate',
  severe: 'Severe',
} as const;

/** The classic view of a patient record. */
export function toClassicRecord(record: PatientRecord): ClassicRecord {
  const { identity, incident } = record;
  const stops = toStops(record);
  const lastFacility = stops[stops.length - 1]!.facility;
  const finalStatus = toFinalStatus(record);
  const triage = toClassicTriage(record.triage[0]?.category ?? 'T1');
  const conditions = toConditions(record);
  const injuryTime = toClassicTime(incident.time);
  const day = `Day ${incident.day}`;
  return {
    id: record.number - 1,
    nationality: identity.nationality,
    gender: identity.sex,
    injury_type: INJURY_TYPES[incident.class],
    triage_category: triage,
    status: toStatus(finalStatus, lastFacility),
    front: incident.front.name,
    final_status: finalStatus,
    last_facility: lastFacility,
    injury_timestamp: injuryTime,
    injury_time: injuryTime,
    day_of_injury: day,
    day,
    warfare_scenario: incident.warfare_type,
    scenario: incident.warfare_type,
    casualty_event_id: incident.event_id,
    event_id: incident.event_id,
    is_mass_casualty: incident.mass_casualty,
    mass_casualty: incident.mass_casualty,
    environmental_conditions: incident.environment,
    body_part: toBodyPart(record),
    severity: NUMERIC_SEVERITY[triage],
    demographics: {
      family_name: identity.family_name,
      given_name: identity.given_name,
      gender: identity.sex,
      birthdate: identity.birth_date,
      nationality: identity.nationality,
      weight: identity.weight_kg,
      blood_type: identity.blood_group,
    },
    primary_condition: conditions[0] ?? null,
    primary_conditions: conditions,
    health: toHealth(record, finalStatus),
    conditions: toAllConditions(conditions, record),
    treatments: record.care.map((intervention) => ({
      treatment: intervention.code.display,
      timestamp: toClassicTime(intervention.time),
      location: toLocation(intervention.time, stops),
    })),
    movement_timeline: toMovements(record, stops),
  };
}

function toFinalStatus({ outcome: { status } }: PatientRecord): ClassicFinalStatus {
  if (status === 'returned-to-duty') return 'RTD';
  return status === 'evacuated-out-of-theatre' || status === 'in-care' ? 'Remains_Role4' : 'KIA';
}

/** Which of the dead reached a facility: KIA before, DOW after, whatever killed them. */
function toStatus(finalStatus: ClassicFinalStatus, lastFacility: ClassicFacility): ClassicStatus {
  if (finalStatus === 'RTD') return 'RTD';
  if (finalStatus === 'Remains_Role4') return lastFacility;
  return lastFacility === 'POI' ? 'KIA' : 'DOW';
}

function toHealth(record: PatientRecord, finalStatus: ClassicFinalStatus): number | null {
  if (finalStatus === 'KIA') return 0;
  const last = record.vital_signs[record.vital_signs.length - 1];
  return last === undefined ? null : last.health_score * 5;
}

function toConditions({ injuries, disease }: PatientRecord): readonly ClassicCondition[] {
  const conditions = injuries
    .toSorted((a, b) => b.ais - a.ais)
    .map(({ diagnosis, ais }) => ({
      code: diagnosis.code,
      display: diagnosis.display,
      severity: SEVERITY_OF_AIS[ais - 1]!,
    }));
  if (disease === null) return conditions;
  const { code, display } = disease.diagnosis;
  return [...conditions, { code, display, severity: SEVERITY_OF_DISEASE[disease.severity] }];
}

/** Diagnoses, then complications that are not among them yet. */
function toAllConditions(
  conditions: readonly ClassicCondition[],
  { complications }: PatientRecord,
): ClassicRecord['conditions'] {
  const all = conditions.map(({ code, display }) => ({ code, name: display }));
  for (const { diagnosis } of complications) {
    const isNew = !all.some(({ code, name }) => code === diagnosis.code && name === diagnosis.display);
    if (isNew) all.push({ code: diagnosis.code, name: diagnosis.display });
  }
  return all;
}

/** Region of the gravest injury, with its side; where a disease sits. */
function toBodyPart({ injuries, disease }: PatientRecord): string | null {
  let worst = injuries[0];
  if (worst === undefined) return disease?.body_site?.display ?? null;
  for (const injury of injuries) if (injury.ais > worst.ais) worst = injury;
  return worst.side === null || worst.side === 'midline' ? worst.region : `${worst.side} ${worst.region}`;
}

/** The facility reached last at that time: what is done in a vehicle counts for the place it left. */
function toLocation(time: string, stops: readonly Stop[]): ClassicFacility {
  let facility = stops[0]!.facility;
  for (const stop of stops) if (stop.time <= time) facility = stop.facility;
  return facility;
}
