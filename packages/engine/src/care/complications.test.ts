import { parseScenario } from '@medical-patients/contract';
import { findPreset, referenceData } from '@medical-patients/reference-data';
import { describe, expect, it } from 'vitest';
import { compilePlan } from '../compile/compile-plan.js';
import { CarePathView } from '../record/care-path.js';
import { COMPLICATION, EVENT, OUTCOME } from '../record/codes.js';
import { simulate } from '../simulation.js';

const CASUALTIES = 12_000;
const { conditions } = referenceData.clinical;
const CRUSH_MECHANISM = referenceData.model.mechanisms.findIndex(({ id }) => id === 'crush');
const TREATMENT: readonly number[] = [
  EVENT.treatmentStarted,
  EVENT.resuscitationStarted,
  EVENT.surgeryStarted,
];
const NEVER = Number.POSITIVE_INFINITY;

/** What a care path says of complications. Times are minutes since injury. */
interface Course {
  readonly complications: readonly {
    readonly kind: number;
    readonly minutes: number;
    readonly role: number;
  }[];
  readonly arrivalMinutes: number;
  /** Blood volume measured on the first arrival; 1 without one. */
  readonly arrivalVolume: number;
  readonly treatmentMinutes: number;
  /** A wound of limb or pelvis, AIS 3 and more, of a condition that crushing causes. */
  readonly isCrushable: boolean;
  readonly isCollapse: boolean;
  readonly outcome: number;
}

/** The assault on a city, where buildings collapse; the means of the preset are overrun, so care comes late. */
function runAssault(casualties: number, care: Readonly<Record<string, unknown>> = {}): Course[] {
  const result = parseScenario(findPreset('urban-assault')?.yaml, {
    format: 'yaml',
    overrides: [
      ['casualties.total', casualties],
      ...Object.entries(care).map(([key, value]) => [`medical.care.${key}`, value] as const),
    ],
  });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  const plan = compilePlan({ scenario: result.scenario, seed: '11', referenceData });
  const courses: Course[] = [];
  for (const { buffer } of simulate(plan)) {
    const view = new CarePathView(buffer);
    for (let i = 0; i < view.count; i++) {
      courses.push(readCourse(view.read(i), (place) => plan.places[place].role));
    }
  }
  return courses;
}

function readCourse(view: CarePathView, roleOf: (place: number) => number): Course {
  const complications: { kind: number; minutes: number; role: number }[] = [];
  let arrivalMinutes = NEVER;
  let arrivalVolume = 1;
  let treatmentMinutes = NEVER;
  for (let event = 0; event < view.eventCount; event++) {
    const kind = view.eventKind(event);
    const minutes = (view.eventSeconds(event) - view.injurySeconds) / 60;
    if (kind === EVENT.complication) {
      complications.push({ kind: view.eventDetail(event), minutes, role: roleOf(view.eventPlace(event)) });
    } else if (kind === EVENT.arrived && arrivalMinutes === NEVER) arrivalMinutes = minutes;
    else if (kind === EVENT.reading && minutes === arrivalMinutes)
      arrivalVolume = view.eventDetail(event) / 250;
    else if (TREATMENT.includes(kind)) treatmentMinutes = Math.min(treatmentMinutes, minutes);
  }
  let isCrushable = false;
  for (let wound = 0; wound < view.woundCount; wound++) {
    const { region, woundKinds } = conditions[view.woundCondition(wound)];
    const isMuscle = ['lower_limb', 'upper_limb', 'pelvis'].includes(region);
    if (view.woundAis(wound) >= 3 && isMuscle && woundKinds.includes('crush')) isCrushable = true;
  }
  const isCollapse = view.mechanism === CRUSH_MECHANISM;
  const { outcome } = view;
  return {
    complications,
    arrivalMinutes,
    arrivalVolume,
    treatmentMinutes,
    isCrushable,
    isCollapse,
    outcome,
  };
}

const find = ({ complications }: Course, wanted: number) => complications.find(({ kind }) => kind === wanted);

describe('complications of an assault on a city', () => {
  const courses = runAssault(CASUALTIES);

  it('are noted once where they are states', () => {
    const repeated = courses.filter(({ complications }) =>
      [COMPLICATION.sepsis, COMPLICATION.hypovolaemicShock, COMPLICATION.crushSyndrome].some(
        (state) => complications.filter(({ kind }) => kind === state).length > 1,
      ),
    );
    expect(repeated).toEqual([]);
  });

  it('shock is what the first facility finds at the door, and only there', () => {
    const shocked = courses.filter((course) => find(course, COMPLICATION.hypovolaemicShock) !== undefined);
    expect(shocked.length).toBeGreaterThan(50);
    for (const course of shocked) {
      expect(find(course, COMPLICATION.hypovolaemicShock)?.minutes).toBe(course.arrivalMinutes);
    }
    // A reading has steps of 0.004.
    expect(Math.max(...shocked.map(({ arrivalVolume }) => arrivalVolume))).toBeLessThan(0.703);
    const missed = courses.filter(
      (course) => course.arrivalVolume < 0.697 && find(course, COMPLICATION.hypovolaemicShock) === undefined,
    );
    expect(missed).toEqual([]);
  });

  it('sepsis is seen in a facility', () => {
    const septic = courses.flatMap((course) => find(course, COMPLICATION.sepsis) ?? []);
    expect(septic.length).toBeGreaterThan(20);
    expect(septic.filter(({ role }) => role === 0)).toEqual([]);
  });

  it('crush syndrome needs a crush wound and late treatment, and does not return from Role 2', () => {
    const crushed = courses.filter((course) => find(course, COMPLICATION.crushSyndrome) !== undefined);
    expect(crushed.length).toBeGreaterThan(2);
    for (const course of crushed) {
      expect(course).toMatchObject({ isCrushable: true });
      expect(find(course, COMPLICATION.crushSyndrome)?.minutes).toBe(course.treatmentMinutes);
      expect(course.treatmentMinutes).toBeGreaterThanOrEqual(120);
      expect(course.outcome).not.toBe(OUTCOME.returnedToDuty);
    }
  });

  it('crush syndrome takes a fifth of those crushed and treated late, 2 to 5 % of a collapse at most (6.7)', () => {
    const collapse = courses.filter(({ isCollapse }) => isCollapse);
    const late = collapse.filter((course) => course.isCrushable && isLate(course));
    const crushed = collapse.filter((course) => find(course, COMPLICATION.crushSyndrome) !== undefined);
    expect(late.length).toBeGreaterThan(10);
    // Binomial, five standard deviations.
    expect(Math.abs(crushed.length - 0.2 * late.length)).toBeLessThan(5 * Math.sqrt(0.16 * late.length));
    expect(crushed.length / collapse.length).toBeLessThan(0.05);
  });
});

it('no complication where the scenario has none', () => {
  const courses = runAssault(3000, { complications: false });
  expect(courses.filter(({ complications }) => complications.length > 0)).toEqual([]);
});

function isLate({ treatmentMinutes }: Course): boolean {
  return treatmentMinutes > 120 && treatmentMinutes < NEVER;
}
