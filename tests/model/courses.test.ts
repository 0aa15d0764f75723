import { createSummary } from '@medical-patients/engine';
import { describe, expect, it } from 'vitest';
import { CLASS, EVENT, FLAG, OUTCOME } from '../../packages/engine/src/record/codes.js';
import type { PlainPath } from '../../packages/engine/src/testing/plain-path.js';
import { type FinishedRun, PRESET_IDS, pathsOf, planOf, presetScenario, run } from '../support/simulated.js';

const SECONDS_PER_HOUR = 3600;
const HORIZON_DAYS = 30;

/** Presets at a size that keeps the laydown under pressure, with the enemy at work on one of them. */
const RUNS: readonly (readonly [string, ...string[]])[] = [
  ...PRESET_IDS.map((id) => [id] as const),
  [
    'lsco-battle',
    'medical.contested={interdiction_probability: 0.3}',
    'medical.fleets.collect-left.vehicles=4',
  ],
  ['urban-assault', 'casualties={surviving_injury: 1500}', 'medical.capacity=unlimited'],
  ['mascal-day', 'medical.facilities.r2-a.operating_tables=0', 'medical.destination_policy=least_loaded'],
];

const finished = new Map<string, FinishedRun & { readonly paths: readonly PlainPath[] }>();
function runOf([id, ...changes]: readonly [string, ...string[]]) {
  const key = [id, ...changes].join(' ');
  let known = finished.get(key);
  if (known === undefined) {
    const done = run(planOf(presetScenario(id, ...changes), '7'));
    known = { ...done, paths: pathsOf(done) };
    finished.set(key, known);
  }
  return known;
}

const TERMINAL: readonly number[] = [EVENT.died, EVENT.returnedToDuty, EVENT.handedOver];
/** What end each outcome has; being in care has none. */
const END: Readonly<Record<number, number>> = {
  [OUTCOME.kia]: EVENT.died,
  [OUTCOME.dow]: EVENT.died,
  [OUTCOME.diedNonBattle]: EVENT.died,
  [OUTCOME.returnedToDuty]: EVENT.returnedToDuty,
  [OUTCOME.evacuated]: EVENT.handedOver,
};

/** Every rule that a course must obey on its own; one sentence for each breach. */
function breachesOf(path: PlainPath, { plan }: FinishedRun): string[] {
  const breaches: string[] = [];
  const say = (what: string): void => {
    breaches.push(`casualty ${path.number}: ${what}`);
  };
  const { events } = path;
  const roleOf = (place: number): number => plan.places[place].role;
  const facilityOf = (place: number) => plan.scenario.medical.facilities?.[place - plan.frontCount];
  if (events[0].kind !== EVENT.injured || events[0].seconds !== path.injurySeconds) say('begins otherwise');
  let place = path.front;
  let destination = -1;
  let hasArrived = false;
  let ends = 0;
  let isOperating = false;
  events.forEach(({ kind, seconds, detail, place: at, b }, i) => {
    if (i > 0 && seconds < events[i - 1].seconds) say(`time runs backwards at event ${i}`);
    if (seconds > path.outcomeSeconds) say(`event ${kind} after the outcome`);
    if (ends > 0 && kind !== EVENT.reading) say(`event ${kind} after the end`);
    if (kind === EVENT.departed) {
      if (destination >= 0) say('departs while under way');
      if (at !== place) say('departs from elsewhere');
      destination = b;
    } else if (kind === EVENT.arrived) {
      if (destination < 0) say('arrives without having departed');
      else if (at !== destination) say('arrives elsewhere');
      place = at;
      destination = -1;
      hasArrived = true;
    } else if (destination < 0 && at !== place) say(`event ${kind} at ${at}, is at ${place}`);
    else if (destination >= 0 && kind === EVENT.reading && at !== destination && at !== place)
      say('a reading elsewhere');
    if (kind === EVENT.surgeryStarted) {
      if ((facilityOf(at)?.operating_tables ?? 0) === 0) say('is operated on without a table');
      if (isOperating) say('two operations at once');
      isOperating = true;
    }
    if (kind === EVENT.surgeryEnded) {
      if (!isOperating) say('an operation ends that never began');
      isOperating = false;
    }
    if (kind === EVENT.admittedIcu && (facilityOf(at)?.icu_beds ?? 0) === 0)
      say('intensive care without a bed');
    if (kind === EVENT.admittedWard) {
      const beds = detail === 4 ? facilityOf(at)?.ward_beds : facilityOf(at)?.holding_beds;
      if ((beds ?? 0) === 0) say('a bed that does not exist');
    }
    if (kind === EVENT.handedOver && roleOf(at) !== 4) say('is handed over below Role 4');
    if (kind === EVENT.arrived && roleOf(at) === 4 && path.outcome !== OUTCOME.evacuated)
      say('returns from Role 4');
    if (TERMINAL.includes(kind)) ends++;
  });
  const expectedEnd = END[path.outcome];
  if (ends !== (expectedEnd === undefined ? 0 : 1)) say(`${ends} ends`);
  const last = events.findLast(({ kind }) => kind !== EVENT.reading);
  if (expectedEnd !== undefined && (last?.kind !== expectedEnd || last.seconds !== path.outcomeSeconds))
    say('ends otherwise');
  const isBattle = path.casualtyClass === CLASS.battleInjury;
  if (path.outcome === OUTCOME.kia && (hasArrived || !isBattle))
    say('killed in action after reaching a facility');
  if (path.outcome === OUTCOME.dow && (!hasArrived || !isBattle))
    say('died of wounds before reaching a facility');
  if (path.outcome === OUTCOME.diedNonBattle && isBattle) say('a battle death that is none');
  if ((path.flags & FLAG.operated) !== 0 && !events.some(({ kind }) => kind === EVENT.surgeryEnded))
    say('operated without an operation');
  return breaches;
}

describe.each(RUNS.map((scenario) => ({ title: scenario.join(', '), scenario })))(
  '$title',
  ({ scenario }) => {
    it('every course obeys the rules', () => {
      const finishedRun = runOf(scenario);
      expect(finishedRun.paths.flatMap((path) => breachesOf(path, finishedRun)).slice(0, 10)).toEqual([]);
    });

    it('conserves casualties at every hour: those who came are those whose course is over and those in the system', () => {
      const { paths, plan, resources, chunks } = runOf(scenario);
      const hours = (plan.scenario.days + HORIZON_DAYS) * 24;
      const came = new Array<number>(hours + 1).fill(0);
      const over = new Array<number>(hours + 1).fill(0);
      for (const { injurySeconds, outcome, outcomeSeconds } of paths) {
        came[Math.floor(injurySeconds / SECONDS_PER_HOUR)]++;
        if (outcome !== OUTCOME.inCare)
          over[Math.min(hours, Math.floor(outcomeSeconds / SECONDS_PER_HOUR))]++;
        else expect(outcomeSeconds).toBe(hours * SECONDS_PER_HOUR);
      }
      const summary = createSummary(plan);
      for (const { buffer } of chunks) summary.add(buffer);
      const { in_system_by_hour: reported, totals } = summary.finish(resources);
      let inSystem = 0;
      const expected = reported.in_system.map((_, hour) => {
        inSystem += came[hour] - over[hour];
        return inSystem;
      });
      expect(reported.in_system).toEqual(expected);
      expect(Math.min(...expected)).toBeGreaterThanOrEqual(0);
      // Nothing happens after the hours reported, and who is left is still in care.
      expect(expected.at(-1)).toBe(totals.in_care);
      const count = (outcome: number) => paths.filter((path) => path.outcome === outcome).length;
      expect(totals).toMatchObject({
        casualties: paths.length,
        kia: count(OUTCOME.kia),
        dow: count(OUTCOME.dow),
        died_non_battle: count(OUTCOME.diedNonBattle),
        returned_to_duty: count(OUTCOME.returnedToDuty),
        evacuated_out_of_theatre: count(OUTCOME.evacuated),
        in_care: count(OUTCOME.inCare),
      });
    });
  },
);
