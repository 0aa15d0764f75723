import type { ClinicalTables, Intervention, PainRelief, Performer } from '@medical-patients/contract';
import { toMedication, toProcedure } from './assemble-coding.js';
import { INTERVENTION } from './codes.js';

/** Whether the protocols may add something, or the simulation alone decides on it. */
export const GATE = {
  open: 0,
  /** Changes the course: only where the simulation says so. */
  simulation: 1,
  /** Only where the simulation has not decided on it anywhere in the path. */
  undecided: 2,
  /** The same, and only in a facility: outside it is first aid or resuscitation that the summary counts. */
  undecidedInFacility: 3,
} as const;

/** A procedure or medicine in the form that records are made from. */
export interface CareItem {
  readonly index: number;
  readonly id: string;
  readonly code: Intervention['code'];
  readonly effect: Intervention['effect'];
  /** Who does it in a facility, by the table. */
  readonly performer: Performer;
  readonly earliestRole: number;
  /** 0 for procedures. */
  readonly dose: number;
  readonly doseInShock: number;
  readonly unit: string;
  readonly route: string;
  readonly isPerKg: boolean;
  readonly isOpioid: boolean;
  readonly isNsaid: boolean;
  readonly isOral: boolean;
  /** Keeps asleep whoever is ventilated. */
  readonly isSedative: boolean;
  /** Lowers breathing and pressure: opioids, benzodiazepines and hypnotics. */
  readonly isDepressant: boolean;
  /** Raises the pressure of whoever has too little. */
  readonly isVasopressor: boolean;
  /** Goes into a vein. */
  readonly needsAccess: boolean;
  /** Puts to sleep for a tube, or is that act itself. */
  readonly isInduction: boolean;
  readonly latestMinutes: number;
  readonly contraindicatedBy: readonly string[];
  readonly reliefPoints: number;
  readonly reliefSeconds: number;
  readonly gate: number;
  /** Bit of the simulated intervention that is the same thing; 0 for none. */
  readonly interventionBit: number;
  /** Items of one family are not repeated within `gapSeconds`. */
  readonly family: number;
  readonly gapSeconds: number;
  /** At most once in a visit to a place, whichever of its stations does it. */
  readonly isOnceAVisit: boolean;
}

interface Rule {
  /** Ids, or ATC prefixes of three characters and more; the first rule that fits counts. */
  readonly of: readonly string[];
  readonly hours: number;
}

const ONCE = 24 * 400;
/** Shortest time between two of a family. Estimates after usual dosing and the life of the device. */
const FAMILIES: readonly Rule[] = [
  { of: ['J01'], hours: 8 },
  { of: ['J07AM', 'J06BB'], hours: ONCE },
  { of: ['T22', 'T23'], hours: 48 },
  { of: ['T34', 'T35'], hours: ONCE },
  // Before the analgesic of the same substance: who had that is put to sleep all the same.
  { of: ['ketamine-induction'], hours: 0 },
  { of: ['N02A', 'N01AX03'], hours: 0.5 },
  { of: ['N02BE'], hours: 4 },
  { of: ['M01A'], hours: 8 },
  { of: ['B01AB'], hours: 20 },
  { of: ['A04AA'], hours: 4 },
  { of: ['T24'], hours: 96 },
  { of: ['T56'], hours: 96 },
  { of: ['T57'], hours: 96 },
  { of: ['T07'], hours: 24 },
  { of: ['T06'], hours: ONCE },
  { of: ['T36'], hours: ONCE },
  { of: ['T39'], hours: ONCE },
  { of: ['X01'], hours: ONCE },
  { of: ['X04'], hours: ONCE },
  { of: ['X05'], hours: ONCE },
  { of: ['T38'], hours: 12 },
  { of: ['T37'], hours: 6 },
  { of: ['T43'], hours: 8 },
  { of: ['T44'], hours: 12 },
  { of: ['X08'], hours: 12 },
  { of: ['X10'], hours: 12 },
  { of: ['T60'], hours: 12 },
  { of: ['X03'], hours: ONCE },
  // What is taken out, taken off or repaired for good.
  { of: ['T49'], hours: ONCE },
  { of: ['T51'], hours: ONCE },
  { of: ['T52'], hours: ONCE },
  { of: ['T54'], hours: ONCE },
  { of: ['X06'], hours: ONCE },
  { of: ['X07'], hours: ONCE },
  { of: ['X17'], hours: ONCE },
  { of: ['X18'], hours: ONCE },
  { of: ['X19'], hours: ONCE },
  { of: ['X20'], hours: ONCE },
];

const NOREPINEPHRINE = 'C01CA03';
/** Propofol and midazolam. */
const SEDATIVES: readonly string[] = ['N01AX10', 'N05CD08'];

/** Opioids, benzodiazepines, and what puts to sleep; ketamine for pain too. */
const DEPRESSANTS: readonly string[] = ['N02A', 'N05BA', 'N05CD', 'N01AX'];

/** Rapid sequence induction, and what it is done with: hypnotics and muscle relaxants (8.6). */
const INDUCTIONS = ['T17', 'ketamine-induction', 'N01AX07', 'N01AX10', 'M03A'] as const;

const GATES: Readonly<Record<string, number>> = {
  T01: GATE.simulation,
  T04: GATE.simulation,
  T05: GATE.simulation,
  T09: GATE.simulation,
  T11: GATE.simulation,
  T13: GATE.simulation,
  T15: GATE.simulation,
  T27: GATE.simulation,
  T28: GATE.simulation,
  X03: GATE.simulation,
  'whole-blood': GATE.simulation,
  'tranexamic-acid': GATE.simulation,
  T03: GATE.simulation,
  T08: GATE.undecided,
  T10: GATE.undecidedInFacility,
  T16: GATE.undecidedInFacility,
  T19: GATE.undecidedInFacility,
};

const INTERVENTION_OF: Readonly<Record<string, number>> = {
  T03: INTERVENTION.pressureDressing,
  T08: INTERVENTION.chestSeal,
  T10: INTERVENTION.chestDrain,
  T16: INTERVENTION.intubation,
  T19: INTERVENTION.ventilation,
};

/** Every reading of vital signs has the GCS: as care it stands once for the first full assessment at a place. */
const ONCE_A_VISIT: readonly string[] = ['T41'];

/**
 * Procedures first, then medications, each in table order.
 *
 * One literal makes them all, so that they have one shape: the protocols read little else, and V8 looks up every field
 * by name where it has met more than four shapes.
 */
export function listCareItems(clinical: ClinicalTables, relief: readonly PainRelief[]): CareItem[] {
  const items: CareItem[] = [];
  for (const row of [...clinical.procedures, ...clinical.medications]) {
    const { id } = row;
    const drug = 'atc' in row ? row : null;
    const key = drug?.atc ?? id;
    const isAnyOf = (rules: readonly string[]) => rules.some((rule) => rule === id || key.startsWith(rule));
    const family = FAMILIES.findIndex((rule) => isAnyOf(rule.of));
    const eased = relief.find(({ of }) => key.startsWith(of));
    const intervention = INTERVENTION_OF[id];
    items.push({
      index: items.length,
      id,
      code: 'atc' in row ? toMedication(row) : toProcedure(row),
      effect: row.effectKind,
      performer: 'atc' in row ? 'nurse' : row.performer,
      earliestRole: row.earliestRole,
      dose: drug?.dose ?? 0,
      doseInShock: drug?.doseInShock ?? drug?.dose ?? 0,
      unit: drug?.doseUnit ?? '',
      route: drug?.route ?? '',
      isPerKg: drug?.perKg ?? false,
      isOpioid: key.startsWith('N02A'),
      isNsaid: key.startsWith('M01A'),
      isOral: drug?.route === 'po' || drug?.route === 'odt',
      isSedative: SEDATIVES.includes(key),
      isDepressant: isAnyOf(DEPRESSANTS),
      isVasopressor: key === NOREPINEPHRINE,
      needsAccess: drug?.route === 'iv',
      isInduction: isAnyOf(INDUCTIONS),
      latestMinutes: drug?.maxAfterInjuryMinutes ?? Number.POSITIVE_INFINITY,
      contraindicatedBy: drug?.contraindicatedBy ?? [],
      reliefPoints: eased?.points ?? 0,
      reliefSeconds: (eased?.hours ?? 0) * 3600,
      gate: GATES[id] ?? GATE.open,
      interventionBit: intervention === undefined ? 0 : 1 << intervention,
      // A thing without a rule is a family of its own; numbers after those of the rules.
      family: family < 0 ? FAMILIES.length + items.length : family,
      gapSeconds: family < 0 ? 0 : FAMILIES[family].hours * 3600,
      isOnceAVisit: ONCE_A_VISIT.includes(id),
    });
  }
  return items;
}

export function countFamilies(items: readonly CareItem[]): number {
  return FAMILIES.length + items.length;
}
