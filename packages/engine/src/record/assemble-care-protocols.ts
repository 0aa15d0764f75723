import type { ClinicalTables, ProtocolStep, StepCondition, TreatmentCode } from '@medical-patients/contract';
import { cumulate } from '../random/keyed-random.js';
import type { CareItem } from './assemble-care-items.js';
import { STATION, STATION_WORDS } from './assemble-course.js';

/** Conditions of a step as bits of what is true of the patient. */
export const STEP = {
  always: 1,
  shocked: 2,
  hypoxic: 4,
  obtunded: 8,
  drowsy: 16,
  severe: 32,
  notSevere: 64,
  majorBleeding: 128,
  ventilated: 256,
  inPain: 512,
  infected: 1024,
  inArrest: 2048,
} as const;

const STEP_BITS: Readonly<Record<StepCondition, number>> = {
  always: STEP.always,
  shocked: STEP.shocked,
  hypoxic: STEP.hypoxic,
  obtunded: STEP.obtunded,
  drowsy: STEP.drowsy,
  severe: STEP.severe,
  'not-severe': STEP.notSevere,
  'major-bleeding': STEP.majorBleeding,
  ventilated: STEP.ventilated,
  'in-pain': STEP.inPain,
  infected: STEP.infected,
  'in-arrest': STEP.inArrest,
};

/** A step of a protocol, ready to be drawn. */
export interface CompiledStep {
  readonly items: readonly CareItem[];
  readonly sums: Float64Array;
  readonly when: number;
  readonly probability: number;
  readonly earliestRole: number;
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly repeats: number;
  /** Drawn with the step before it: whoever got less probable care got this too. */
  readonly isJoined: boolean;
  /** Done at the same moment as the step before it. */
  readonly isSimultaneous: boolean;
  /** Part of putting a tube in: any of the options is. */
  readonly isInduction: boolean;
}

/** Steps by treatment code and station. */
export interface CompiledProtocols {
  /** By condition row: numbers of the treatment codes. */
  readonly codesOf: readonly Uint8Array[];
  /** By code number, by station. */
  readonly steps: readonly (readonly (readonly CompiledStep[])[])[];
  /** By station: what every patient gets. */
  readonly standard: readonly (readonly CompiledStep[])[];
  /** By code number: what intensive care does for it, a ward with the means does too. */
  readonly isForAnyBed: readonly boolean[];
  readonly codeCount: number;
}

/** Failing kidneys are replaced, and their acid buffered, at whatever bed has the machine beside it. */
const FOR_ANY_BED: readonly TreatmentCode[] = ['DIAL', 'BICARB'];

/**
 * Reads protocols and standard care. Steps of one protocol at one station under one condition share their draw, so that
 * a fluid comes with the cannula, an induction with the tube; standard care shares it only between equal neighbours.
 */
export function compileProtocols(clinical: ClinicalTables, items: readonly CareItem[]): CompiledProtocols {
  const itemOf = new Map(items.map((item) => [item.id, item]));
  const codeNumber = new Map<TreatmentCode, number>(clinical.protocols.map(({ code }, i) => [code, i]));
  const atStation = (steps: readonly ProtocolStep[], joins: Joins) =>
    STATION_WORDS.map((station) =>
      compileSteps(
        steps.filter((step) => step.station === station),
        itemOf,
        joins,
      ),
    );
  const standard: CompiledStep[][] = STATION_WORDS.map(() => []);
  for (const { station, steps } of clinical.standardCare) {
    standard[STATION_WORDS.indexOf(station)].push(...compileSteps(steps, itemOf, joinsStandard));
  }
  return {
    codesOf: clinical.conditions.map((condition) =>
      Uint8Array.from(condition.treatments, (code) => codeNumber.get(code) ?? 255).filter(
        (code) => code !== 255,
      ),
    ),
    steps: clinical.protocols.map((protocol) => atStation(protocol.steps, joinsProtocol)),
    standard,
    isForAnyBed: clinical.protocols.map(({ code }) => FOR_ANY_BED.includes(code)),
    codeCount: clinical.protocols.length,
  };
}

type Joins = (before: ProtocolStep, step: ProtocolStep) => boolean;

const joinsProtocol: Joins = (before, step) => before.when === step.when;
const joinsStandard: Joins = (before, step) =>
  before.when === step.when && before.probability === step.probability && sameTime(before, step);

function sameTime(before: ProtocolStep, step: ProtocolStep): boolean {
  const [from, to] = before.minutesAfterStart;
  return from === step.minutesAfterStart[0] && to === step.minutesAfterStart[1];
}

function compileSteps(
  steps: readonly ProtocolStep[],
  itemOf: ReadonlyMap<string, CareItem>,
  joins: Joins,
): CompiledStep[] {
  return steps.map((step, i) => {
    const before = i > 0 ? steps[i - 1] : null;
    const isJoined = before !== null && joins(before, step);
    const items = step.options.map(({ id }) => {
      const item = itemOf.get(id);
      if (item === undefined) throw new Error(`a protocol names ${id}, which is in no table`);
      return item;
    });
    return {
      items,
      isInduction: items.some((item) => item.isInduction),
      sums: cumulate(step.options.map(({ weight }) => weight)),
      when: STEP_BITS[step.when],
      probability: step.probability,
      earliestRole: step.earliestRole,
      fromSeconds: step.minutesAfterStart[0] * 60,
      toSeconds: step.minutesAfterStart[1] * 60,
      repeats: step.repeats,
      isJoined,
      isSimultaneous: isJoined && before !== null && sameTime(before, step),
    };
  });
}

/** Role as which a station counts when it asks what may be done there: transport carries what a Role 1 has. */
export function capabilityOf(station: number, role: number): number {
  return station === STATION.transport ? 1 : role;
}
