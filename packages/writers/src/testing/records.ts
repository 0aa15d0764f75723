import type {
  Complication,
  Echelon,
  EventKind,
  Injury,
  Intervention,
  PatientRecord,
  RecordCoding,
  TimelineEvent,
  TriageAssessment,
  VitalSigns,
} from '@medical-patients/contract';

/**
 * Realistic patient records for tests and benchmarks of the writers. They have the shape, the size (6 to 9 KB) and the
 * order of events of real ones, and obey the schema, but come out of a small table and not out of the simulation.
 * The same index gives the same record.
 */

const START_MS = Date.UTC(2026, 5, 1);
const SCT = 'http://snomed.info/sct';
const ATC = 'http://www.whocc.no/atc';

const coding = (system: string, code: string, display: string): RecordCoding => ({ system, code, display });

const NAMES = [
  ['Wiśniewski', 'Łukasz', 'Wisniewski', 'Lukasz', 'POL', 'kapral'],
  ['Kazlauskas', 'Jonas', 'Kazlauskas', 'Jonas', 'LTU', 'grandinis'],
  ['Παπαδόπουλος', 'Γιώργος', 'Papadopoulos', 'Giorgos', 'GRC', 'δεκανέας'],
  ['Smith', 'Olivia', 'Smith', 'Olivia', 'GBR', 'lance corporal'],
  ['Иванова', 'Мария', 'Ivanova', 'Mariya', 'BGR', 'ефрейтор'],
  ["O'Brien", 'Liam', "O'Brien", 'Liam', 'USA', 'specialist'],
  ['Järvinen', 'Aino', 'Jarvinen', 'Aino', 'FIN', 'korpraali'],
  ['de Vries', 'Daan', 'de Vries', 'Daan', 'NLD', 'korporaal'],
] as const;

const WOUNDS = [
  ['thigh', 'left', '262560006', 'Open wound of thigh', 'S71.1', 4],
  ['chest', 'right', '262525000', 'Penetrating wound of chest', 'S21.9', 3],
  ['head', 'midline', '127295002', 'Traumatic brain injury', 'S06.9', 5],
  ['forearm', 'right', '262583003', 'Open wound of forearm', 'S51.9', 2],
  ['abdomen', null, '262557004', 'Penetrating wound of abdomen', 'S31.1', 4],
] as const;

const CARE = [
  [coding(SCT, '20655006', 'Application of tourniquet'), 'buddy', 'while-it-lasts'],
  [coding(SCT, '182777000', 'Application of pressure dressing'), 'medic', 'permanent'],
  [coding(SCT, '225708008', 'Administration of oxygen'), 'transport-team', 'supportive'],
  [coding(ATC, 'N02AA01', 'Morphine'), 'medic', 'temporary', 10, 'mg', 'intravenous'],
  [coding(ATC, 'B02AA02', 'Tranexamic acid'), 'medic', 'permanent', 2, 'g', 'intravenous'],
  [coding(SCT, '116859006', 'Transfusion of packed red blood cells'), 'physician', 'permanent', 2, '{unit}'],
  [coding(SCT, '168537006', 'Plain radiography'), 'nurse', 'diagnostic'],
  [coding(SCT, '86481000', 'Laparotomy'), 'surgeon', 'permanent'],
] as const satisfies readonly (readonly [
  RecordCoding,
  Intervention['performer'],
  Intervention['effect'],
  ...unknown[],
])[];

/** The course of a casualty who passes through a forward aid station and a hospital: event, minutes, place. */
const COURSE: readonly (readonly [EventKind, number, number, string?])[] = [
  ['injured', 0, 0],
  ['buddy-aid', 3, 0],
  ['found', 6.5, 0],
  ['medic-arrived', 9, 0],
  ['triaged', 11, 0],
  ['evacuation-requested', 13, 0],
  ['dispatched', 16, 0],
  ['departed', 41, 0],
  ['arrived', 68, 1],
  ['triaged', 70.3, 1],
  ['treatment-started', 74, 1],
  ['treatment-ended', 103, 1],
  ['evacuation-requested', 104, 1],
  ['departed', 139, 1],
  ['arrived', 187, 2],
  ['triaged', 189.3, 2],
  ['resuscitation-started', 190, 2],
  ['resuscitation-ended', 231, 2],
  ['surgery-started', 236, 2],
  ['surgery-ended', 318, 2],
  ['admitted-icu', 321, 2],
  ['complication', 744, 2],
  ['departed', 1_671, 2],
  ['arrived', 1_752, 3],
  ['admitted-ward', 1_760, 3],
  ['evacuation-requested', 4_100, 3],
  ['departed', 5_640, 3],
  ['arrived', 6_010, 4],
];

const STOPS: readonly (readonly [string, Echelon])[] = [
  ['POI north', 'poi'],
  ['Role 1 Suwałki', 'role-1'],
  ['Role 2 Białystok', 'role-2'],
  ['Role 3 Warszawa', 'role-3'],
  ['Role 4', 'role-4'],
];

const OUTCOME_KINDS = [
  'evacuated-out-of-theatre',
  'returned-to-duty',
  'dow',
  'in-care',
  'kia',
  'died-non-battle',
] as const;

/** How many events of the course each outcome sees. */
const COURSE_LENGTHS = [28, 12, 20, 22, 8, 4] as const;

/**
 * The record with this index, from 0; `number` is one more.
 *
 * @param index 0 or more; six outcomes, eight nations and five wounds alternate with it
 */
export function createRecord(index: number): PatientRecord {
  const [family, given, familyAscii, givenAscii, nationality, rank] = NAMES[index % NAMES.length]!;
  const kind = index % OUTCOME_KINDS.length;
  const isDisease = index % 7 === 5;
  const injuredMs = START_MS + ((index * 7_919) % 691_200) * 1000;
  const at = (minutes: number): string =>
    new Date(injuredMs + minutes * 60_000).toISOString().replace('.000Z', 'Z');
  const course = COURSE.slice(0, COURSE_LENGTHS[kind]);
  const stops = course.map(([event, minutes, stop]) => ({
    event,
    minutes,
    place: STOPS[stop]![0],
    echelon: STOPS[stop]![1],
    time: at(minutes),
  }));
  const last = stops[stops.length - 1]!;
  const status = OUTCOME_KINDS[kind]!;
  const died = status === 'kia' || status === 'dow' || status === 'died-non-battle';
  const endMinutes = last.minutes + (status === 'in-care' ? 4_000 : 17.5);
  const wounds = isDisease
    ? []
    : WOUNDS.filter((_, wound) => wound === index % 5 || wound === (index + 2) % 5);

  return {
    schema: 1,
    id: `baltic-shield-7f3a-${index + 1}`,
    number: index + 1,
    identity: {
      family_name: family,
      given_name: given,
      family_name_ascii: familyAscii,
      given_name_ascii: givenAscii,
      display_name: `${given} ${family}`,
      sex: index % 8 === 3 || index % 8 === 4 || index % 8 === 6 ? 'female' : 'male',
      birth_date: `${1976 + (index % 31)}-0${1 + (index % 9)}-01`,
      age: 49 - (index % 31),
      nationality,
      rank: { title: rank, code: `OR-${1 + (index % 9)}` },
      unit: `${1 + (index % 4)}. Mechanised Battalion, "Iron" Company ${'ABCD'[index % 4]}`,
      service_number: `EX-${nationality}-${String(1_000_000 + index * 37).slice(0, 7)}-K`,
      blood_group: (['O+', 'A+', 'B+', 'O-', 'AB+'] as const)[index % 5]!,
      weight_kg: 62.5 + (index % 40) * 0.9,
      height_cm: 165 + (index % 30),
    },
    history: {
      allergies: [
        index % 6 === 0
          ? coding(SCT, '91936005', 'Allergy to penicillin')
          : coding(SCT, '716186003', 'No known allergy'),
      ],
      medications: index % 9 === 0 ? [coding(ATC, 'C09AA05', 'Ramipril')] : [],
      problems: index % 9 === 0 ? [coding(SCT, '38341003', 'Hypertensive disorder')] : [],
    },
    incident: {
      event_id: `E-${String(1 + (index >> 2)).padStart(6, '0')}`,
      front: { id: 'north', name: 'Suwałki Gap' },
      location: index % 3 === 0 ? null : { lat: 54.1 + (index % 50) / 100, lon: 22.93 },
      time: at(0),
      day: 1 + Math.floor((injuredMs - START_MS) / 86_400_000),
      class: isDisease ? 'disease' : status === 'died-non-battle' ? 'non-battle-injury' : 'battle-injury',
      warfare_type: isDisease || status === 'died-non-battle' ? null : 'artillery',
      mechanism: coding(SCT, '285170004', 'Injury caused by explosive fragment'),
      mass_casualty: index % 10 === 0,
      environment: index % 2 === 0 ? ['night', 'rain'] : [],
    },
    injuries: wounds.map(toInjury),
    iss: wounds.reduce((sum, wound) => sum + wound[5] ** 2, 0),
    niss: wounds.reduce((sum, wound) => sum + wound[5] ** 2, 0),
    disease: isDisease
      ? {
          diagnosis: { ...coding(SCT, '25374005', 'Gastroenteritis'), icd_10: 'A09' },
          body_site: coding(SCT, '122865005', 'Gastrointestinal tract structure'),
          severity: 'moderate',
        }
      : null,
    exposure: index % 13 === 7 ? { agent: 'nerve', dose_class: 'moderate', decontaminated: true } : null,
    complications: stops.filter((stop) => stop.event === 'complication').map(toComplication),
    triage: stops.filter((stop) => stop.event === 'triaged').map((stop, nth) => toTriage(stop, nth, index)),
    vital_signs: stops.filter((_, nth) => nth % 2 === 0).map((stop, nth) => toVitalSigns(stop, nth, index)),
    care: stops
      .filter((stop) => stop.event !== 'injured' && stop.event !== 'dispatched')
      .slice(0, 8)
      .map((stop, nth) => toIntervention(stop, nth, index)),
    timeline: [
      ...stops.map((stop, nth) => toEvent(stop, nth, stops)),
      ...toEnding(last, status, died, at(endMinutes), endMinutes),
    ],
    outcome: {
      status,
      time: at(endMinutes),
      place: last.event === 'departed' ? 'AMB-3' : last.place,
      echelon: last.event === 'departed' ? 'transport' : last.echelon,
      cause_of_death: died ? 'haemorrhage' : null,
      preventability: died ? { judgement: 'potentially-survivable', reason: 'delay' } : null,
    },
  };
}

/** Records `first` to `first + count - 1`, by index from 0. */
export function createRecords(count: number, first = 0): readonly PatientRecord[] {
  return Array.from({ length: count }, (_, offset) => createRecord(first + offset));
}

interface Stop {
  readonly event: EventKind;
  readonly minutes: number;
  readonly place: string;
  readonly echelon: Echelon;
  readonly time: string;
}

function toInjury([region, side, code, display, icd, ais]: (typeof WOUNDS)[number]): Injury {
  return {
    region,
    side,
    diagnosis: { ...coding(SCT, code, display), icd_10: icd },
    body_site: side === null ? null : coding(SCT, '68367000', `${region} structure`),
    ais,
    bleeding_class: ais - 1,
    tourniquet_possible: region === 'thigh' || region === 'forearm',
  };
}

function toComplication(stop: Stop): Complication {
  return {
    time: stop.time,
    place: stop.place,
    diagnosis: { ...coding(SCT, '76844004', 'Local infection of wound'), icd_10: 'T79.3' },
  };
}

function toTriage(stop: Stop, nth: number, index: number): TriageAssessment {
  const category = (['T1', 'T2', 'T3', 'T4'] as const)[(index + nth) % 4]!;
  return {
    time: stop.time,
    place: stop.place,
    category,
    ...(index % 5 === 2 ? { true_category: category === 'T1' ? 'T2' : 'T1' } : {}),
    assessed_by: nth === 0 ? 'medic' : 'physician',
  };
}

function toVitalSigns(stop: Stop, nth: number, index: number): VitalSigns {
  const worse = (nth * 5 + index) % 30;
  return {
    time: stop.time,
    at: stop.event,
    place: stop.place,
    heart_rate: 84 + worse,
    systolic: 122 - worse,
    diastolic: 78 - (worse >> 1),
    respiratory_rate: 14 + (worse >> 2),
    spo2: 98 - (worse >> 2),
    gcs: { eye: 4, verbal: 5 - (worse % 2), motor: 6, total: 15 - (worse % 2) },
    temperature_c: 36.8 - worse / 20,
    pain: worse % 11,
    health_score: 20 - (worse >> 1),
    blood_volume_fraction: 1 - worse / 100,
  };
}

function toIntervention(stop: Stop, nth: number, index: number): Intervention {
  const [code, performer, effect, dose, unit, route] = CARE[(nth + index) % CARE.length]! as readonly [
    RecordCoding,
    Intervention['performer'],
    Intervention['effect'],
    number?,
    string?,
    string?,
  ];
  return {
    time: stop.time,
    place: stop.place,
    code,
    ...(dose === undefined ? {} : { dose }),
    ...(unit === undefined ? {} : { unit }),
    ...(route === undefined ? {} : { route }),
    effect,
    performer,
    successful: (nth + index) % 9 !== 0,
  };
}

function toEvent(stop: Stop, nth: number, stops: readonly Stop[]): TimelineEvent {
  const base = {
    time: stop.time,
    minutes_since_injury: stop.minutes,
    event: stop.event,
    place: stop.place,
    echelon: stop.echelon,
  };
  if (stop.event === 'departed') {
    return {
      ...base,
      asset: `ambulance-${(nth % 4) + 1}`,
      detail: stops[nth + 1]?.place ?? 'Role 1 Suwałki',
    };
  }
  if (stop.event === 'complication') return { ...base, detail: 'wound-infection' };
  if (stop.event === 'surgery-started') return { ...base, asset: 'operating-table' };
  if (stop.event !== 'evacuation-requested' || stop.echelon !== 'poi') return base;
  return {
    ...base,
    request: {
      line_1_pickup: '34UFE 12345 67890',
      line_2_call_sign: 'DUSTOFF 3',
      line_3_precedence: 'urgent-surgical',
      line_4_equipment: 'none',
      line_5_type: 'litter',
      line_6_security: 'possible-enemy',
      line_7_marking: 'smoke',
      line_8_status: 'POL military',
      line_9_contamination: 'none',
    },
  };
}

function toEnding(last: Stop, status: string, died: boolean, time: string, minutes: number): TimelineEvent[] {
  if (status === 'in-care') return [];
  const inTransit = last.event === 'departed';
  const event = died ? 'died' : status === 'returned-to-duty' ? 'returned-to-duty' : 'handed-over';
  return [
    {
      time,
      minutes_since_injury: minutes,
      event,
      place: inTransit ? 'AMB-3' : last.place,
      echelon: inTransit ? 'transport' : last.echelon,
    },
  ];
}
