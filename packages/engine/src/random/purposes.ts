/**
 * What a random stream is drawn for. The one table of purposes: a number, once given, is never reused or changed,
 * since it is part of every stream's address and so of every dataset. 0 is not a purpose; the limit is 2047.
 */
export const PURPOSE = {
  /** How many casualties are battle injury, non-battle injury and disease: decided once, before any of them exists. */
  classSplit: 1,
  /** Sizes of incidents, so that moving an incident never changes how many it hurts. */
  incidentSize: 2,
  /** Day, hour, minute and front of an incident. */
  incidentPlace: 3,
  /** The daily level of fighting and of sickness, one series a front. */
  dayFactor: 4,
  /** Minutes between an incident and the wounding of each of its casualties. */
  casualtyOffset: 5,
  /** Nation of a casualty, apart from the person so that a front's mix can change alone. */
  nation: 6,
  /** Mechanism of injury of an incident or casualty. */
  mechanism: 7,
  /** Number, region, severity, side and diagnosis of wounds; whether they can be survived. */
  wounds: 8,
  /** Which lethal pathways a wound opens, how fast, and the untreated time to death. */
  pathways: 9,
  /** Sex, age, rank, unit, blood group, stature, name: who the casualty is, whatever happens to them. */
  person: 10,
  /** Self aid, buddy aid and the medic at the point of injury. */
  aid: 11,
  /** Treatments in facilities: whether they work, how long they take. */
  care: 12,
  /** Loading, travel and turnaround times of transport. */
  evacuation: 13,
  /** Attacks on sorties; its subject is the fleet's vehicle, not a casualty, and its sub-stream the sortie. */
  contested: 14,
  /** Error of each triage assessment; the sub-stream is the station. */
  triage: 15,
  /** Expected recovery, return to duty and length of stay. */
  recovery: 16,
  /** Infection, re-bleeding, ischaemia, sepsis. */
  complications: 17,
  /** Personal offsets and measurement noise of vital signs. */
  vitals: 18,
  /** Details of care that only the record shows: drug, dose, device, sentence. */
  careDetail: 19,
  /** Medical history before the injury. */
  history: 20,
  /** Dose, onset and course of a chemical, biological or radiological agent. */
  agent: 21,
  /** Diagnosis, severity and course of disease and of non-battle injury. */
  disease: 22,
  /** Special events of the scenario whose time or size is left open. */
  events: 23,
  /** Daily counts when the scenario gives rates rather than totals. */
  rates: 24,
  /** Need for surgery, its kind, duration and result. */
  surgery: 25,
  /** Number, size and day of the outbreaks of a disease; the subject is the front, the sub-stream the disease. */
  outbreaks: 26,
} as const;
