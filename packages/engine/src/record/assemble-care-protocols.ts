import type { ClinicalTables, ProtocolStep, StepCondition, TreatmentCode } from '@medical-patients/contract';
import { SPECIALIST_CODES } from '../casualty/specialist.js';
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
  inModeratePain: 4096,
  inSeverePain: 8192,
  hypotensive: 16_384,
  damageControl: 32_768,
  definitive: 65_536,
  feverish: 131_072,
  returning: 262_144,
  failing: 524_288,
} as const;

const STEP_BITS: Readonly<Record<StepCondition, number>> = {
  always: STEP.always,
  shocked: STEP.shocked,
  hypoxic: STEP.hypoxic,
  obtunded: STEP.obtunded,
  drowsy: STEP.drowsy,
  failing: STEP.failing,
  severe: STEP.severe,
  'not-severe': STEP.notSevere,
  'major-bleeding': STEP.majorBleeding,
  ventilated: STEP.ventilated,
  'in-pain': STEP.inPain,
  'in-moderate-pain': STEP.inModeratePain,
  'in-severe-pain': STEP.inSeverePain,
  infected: STEP.infected,
  'in-arrest': STEP.inArrest,
  hypotensive: STEP.hypotensive,
  'damage-control': STEP.damageControl,
  definitive: STEP.definitive,
  feverish: STEP.feverish,
  returning: STEP.returning,
};

/** A step of a protocol, ready to be done. */
export interface CompiledStep {
  readonly items: readonly CareItem[];
  readonly sums: Float64Array;
  readonly when: number;
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly repeats: number;
  /** Done at the same moment as the step before it. */
  readonly isSimultaneous: boolean;
}

/**
 * The steps of one protocol at one station. What decides whether a step is done lies in columns: most are not, and a
 * record asks some hundred of them.
 */
export interface StepList {
  readonly steps: readonly CompiledStep[];
  readonly when: Uint32Array;
  readonly probability: Float64Array;
  readonly earliestRole: Uint8Array;
  /** 1: drawn with the step before it: whoever got less probable care got this too. */
  readonly isJoined: Uint8Array;
}

/** Steps by treatment code and station. */
export interface CompiledProtocols {
  /** By condition row: numbers of the treatment codes. */
  readonly codesOf: readonly Uint8Array[];
  /** By code number, by station. */
  readonly steps: readonly (readonly StepList[])[];
  /** By station: what every patient gets. */
  readonly standard: readonly StepList[];
  /** What a tube needs that is put in off the table: at Role 1, and in the roles above. */
  readonly induction: { readonly role1: StepList; readonly hospital: StepList };
  /** By code number: surgery of jaw or eye. */
  readonly isSpecialist: readonly boolean[];
  /** By code number: what intensive care does for it, a ward with the means does too. */
  readonly isForAnyBed: readonly boolean[];
  readonly codeCount: number;
}

const INDUCTION: TreatmentCode = 'RSI';
/** Failing kidneys are replaced, and their acid buffered, at whatever bed has the machine beside it. */
const FOR_ANY_BED: readonly TreatmentCode[] = ['DIAL', 'BICARB'];

/**
 * Reads protocols and standard care. Steps of one protocol at one station under one condition share their draw, so that
 * a fluid comes with the cannula; standard care shares it only between equal neighbours.
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
  const steps = clinical.protocols.map((protocol) => atStation(protocol.steps, joinsProtocol));
  const ofTube = steps[codeNumber.get(INDUCTION) ?? -1];
  if (ofTube === undefined) throw new Error(`the record needs ${INDUCTION}, for which there is no protocol`);
  return {
    codesOf: clinical.conditions.map((condition) =>
      Uint8Array.from(condition.treatments, (code) => codeNumber.get(code) ?? 255).filter(
        (code) => code !== 255,
      ),
    ),
    steps,
    induction: { role1: ofTube[STATION.role1], hospital: ofTube[STATION.resuscitation] },
    standard: atStation(
      clinical.standardCare.flatMap(({ steps }) => steps),
      joinsStandard,
    ),
    isSpecialist: clinical.protocols.map(({ code }) => SPECIALIST_CODES.includes(code)),
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
): StepList {
  const isJoined = steps.map((step, i) => i > 0 && joins(steps[i - 1], step));
  return {
    steps: steps.map((step, i) => {
      const isSimultaneous = isJoined[i] && sameTime(steps[i - 1], step);
      return compileStep(step, isSimultaneous, itemOf);
    }),
    when: Uint32Array.from(steps, (step) => STEP_BITS[step.when]),
    probability: Float64Array.from(steps, (step) => step.probability),
    earliestRole: Uint8Array.from(steps, (step) => step.earliestRole),
    isJoined: Uint8Array.from(isJoined, Number),
  };
}

function compileStep(
  step: ProtocolStep,
  isSimultaneous: boolean,
  itemOf: ReadonlyMap<string, CareItem>,
): CompiledStep {
  const items = step.options.map(({ id }) => {
    const item = itemOf.get(id);
    if (item === undefined) throw new Error(`a protocol names ${id}, which is in no table`);
    return item;
  });
  return {
    items,
    sums: cumulate(step.options.map(({ weight }) => weight)),
    when: STEP_BITS[step.when],
    fromSeconds: step.minutesAfterStart[0] * 60,
    toSeconds: step.minutesAfterStart[1] * 60,
    repeats: step.repeats,
    isSimultaneous,
  };
}

/** Role as which a station counts when it asks what may be done there: transport carries what a Role 1 has. */
export function capabilityOf(station: number, role: number): number {
  return station === STATION.transport ? 1 : role;
}
