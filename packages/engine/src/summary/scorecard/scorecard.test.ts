import { readFileSync } from 'node:fs';
import type { CheckBand, EvidenceCheck, Scenario } from '@medical-patients/contract';
import { describe, expect, it } from 'vitest';
import { createSummary } from '../create-summary.js';
import { SummaryTally } from '../summary-tally.js';
import { type PlainCasualty, packCasualties } from '../testing/plain-casualty.js';
import { smallPlan } from '../testing/small-plan.js';
import type { Measure } from './measure.js';
import { chiSquareUpperTail } from './person-checks.js';
import { poolScorecards, scorecardOf } from './scorecard.js';
import { settingOf } from './setting.js';
import { STATISTICS } from './statistics.js';
import { verdictOf, verdictText } from './verdict.js';

const table = new URL('../../../../reference-data/data/evidence/checks.json', import.meta.url);
const checks = (JSON.parse(readFileSync(table, 'utf8')) as { rows: EvidenceCheck[] }).rows;

function casualty(changes: Partial<PlainCasualty>): PlainCasualty {
  return {
    casualtyClass: 0,
    front: 0,
    nation: 0,
    warfare: 0,
    mechanism: 0,
    flags: 0,
    trueTriage: 0,
    outcome: 4,
    cause: 255,
    preventability: 0,
    injurySeconds: 0,
    outcomeSeconds: 100_000,
    outcomePlace: 4,
    iss: 9,
    bloodUnits: 0,
    pathways: 0,
    lowestVolume: 1,
    wounds: [],
    events: [],
    ...changes,
  };
}

const killed = casualty({ outcome: 0, outcomeSeconds: 300, outcomePlace: 0, iss: 75, cause: 2 });
const wounded = casualty({});
const returned = casualty({ outcome: 3, outcomeSeconds: 72 * 3_600 });

function tallyOf(plan: ReturnType<typeof smallPlan>, casualties: readonly PlainCasualty[]) {
  const tally = new SummaryTally(plan);
  tally.add(packCasualties(casualties));
  return tally;
}

function times<Value>(n: number, value: Value): Value[] {
  return Array.from({ length: n }, () => value);
}

describe('statistics of the scorecard', () => {
  it('cover every check that is not structural, and nothing else', () => {
    const wanted = checks
      .filter((check) => check.class !== 'structural')
      .flatMap((check) => check.statistics.map((statistic) => statistic.id));
    expect(Object.keys(STATISTICS).sort((a, b) => (a < b ? -1 : 1))).toEqual(
      wanted.sort((a, b) => (a < b ? -1 : 1)),
    );
  });

  it('use the published denominators', () => {
    const plan = smallPlan({ checks, warfare: { guerrilla: 1 }, severity: 1 });
    const tally = tallyOf(plan, [...times(100, killed), ...times(700, wounded), ...times(200, returned)]);
    const card = scorecardOf(tally, plan, 1);
    const row = (id: string) => card.rows.find((one) => one.id === id);
    expect(card.setting).toBe('coin');
    expect(row('kia-percent-coin')).toMatchObject({ n: 800, value: 12.5, verdict: 'pass', applies: true });
    expect(row('dow-percent-coin')).toMatchObject({ n: 700, value: 0, verdict: 'fail' });
    expect(row('cfr-percent')).toMatchObject({ n: 1_000, value: 10 });
    expect(row('rtd72-percent')).toMatchObject({ n: 900, value: 22.222 });
    expect(row('kia-dead-10min-percent')).toMatchObject({ n: 100, value: 100, verdict: 'too-few' });
    expect(row('kia-percent-lsco')).toMatchObject({ applies: false, verdict: 'not-applicable', band: null });
    expect(row('iss-kia-median')).toMatchObject({ value: 75, low: 75, high: 75 });
  });

  it('pool runs into the counts of all of them', () => {
    const plan = smallPlan({ checks });
    const runs = [
      [killed, wounded],
      [wounded, wounded, returned],
    ].map((casualties) => tallyOf(plan, casualties).counters);
    const pooled = poolScorecards(plan, runs);
    expect(pooled.pooled_runs).toBe(2);
    expect(pooled.rows.find((row) => row.id === 'cfr-percent')).toMatchObject({ n: 5, value: 20 });
    expect(() => poolScorecards(smallPlan({ days: 9 }), runs)).toThrow(RangeError);
  });

  it('call large-scale evidence weak whatever the verdict', () => {
    const plan = smallPlan({ checks });
    const tally = tallyOf(plan, [...times(200, killed), ...times(700, wounded)]);
    const row = scorecardOf(tally, plan, 1).rows.find((one) => one.id === 'kia-percent-lsco');
    expect(row).toMatchObject({ verdict: 'pass', strength: 'weak', applies: true });
    expect(row?.verdict_text).toBe('within a plausible band (weak evidence)');
  });

  it('leave structural checks to verification', () => {
    const plan = smallPlan({ checks });
    const tally = tallyOf(plan, [wounded]);
    const order = (structural?: Parameters<typeof scorecardOf>[3]) =>
      scorecardOf(tally, plan, 1, structural).rows.find((row) => row.check === 36);
    expect(order()).toMatchObject({ verdict: 'not-applicable', value: null });
    expect(order({ 36: { records: 1_440, violations: 0 } })).toMatchObject({
      verdict: 'pass',
      value: 100,
      note: 'verified by medpat verify',
    });
    expect(order({ 36: { records: 1_440, violations: 1 } })?.verdict).toBe('fail');
  });

  it('judge what must hold without exception by a single case, and nothing by none', () => {
    const plan = smallPlan({ checks });
    const row = (records: number, violations: number) =>
      scorecardOf(tallyOf(plan, [wounded]), plan, 1, {
        37: { records, violations, note: 'in a few' },
      }).rows.find(({ check }) => check === 37);
    expect(row(1, 0)).toMatchObject({
      verdict: 'pass',
      verdict_text: 'holds without exception',
      note: 'in a few',
    });
    expect(row(1, 1)).toMatchObject({ verdict: 'fail', value: 0, verdict_text: 'broken' });
    expect(row(0, 0)).toMatchObject({ verdict: 'not-applicable', note: 'nothing to look at (in a few)' });
  });

  it('fit the demographic sample', () => {
    const plan = smallPlan({ checks });
    const summary = createSummary(plan, {
      drawPerson: (number) => ({ male: number % 20 !== 0, age: 26, bloodGroup: number % 8 }),
    });
    summary.add(packCasualties(times(400, wounded)));
    const row = (id: string) => scorecardOf(summary.tally, plan, 1).rows.find((one) => one.id === id);
    expect(row('male-percent')).toMatchObject({ n: 400, value: 95, verdict: 'pass' });
    expect(row('age-mean')).toMatchObject({ value: 26, verdict: 'pass' });
    // Every group equally often is not what the nation's table says.
    expect(row('blood-group-p')).toMatchObject({ value: 0, verdict: 'warn' });
  });
});

describe('chi-square tail', () => {
  it.each([
    [3.841, 1, 0.05],
    [14.067, 7, 0.05],
    [24.322, 7, 0.001],
    [6.346, 7, 0.5],
  ])('of %f with %i degrees is about %f', (statistic, degrees, probability) => {
    expect(chiSquareUpperTail(statistic, degrees)).toBeCloseTo(probability, 2);
  });
});

describe('setting', () => {
  const setting = (warfare: Scenario['warfare'], severity: number) =>
    settingOf(smallPlan({ warfare, severity }).scenario).id;

  it.each([
    [{ conventional: 1, artillery: 1, drone: 1 }, 2.2, 'lsco'],
    [{ conventional: 1, artillery: 1, drone: 0.6 }, 1.5, 'lsco'],
    [{ guerrilla: 1 }, 1, 'coin'],
    [{ guerrilla: 2, conventional: 1 }, 1, 'coin'],
    [{ guerrilla: 1 }, 2.2, 'mixed'],
    [{ conventional: 1 }, 1, 'mixed'],
    [{ peacekeeping: 1 }, 0.8, 'peacekeeping'],
    [{ urban: 3, drone: 1 }, 1.5, 'urban'],
    [{ naval: 1 }, 1.5, 'naval'],
    [{ cbrn: 1 }, 1.5, 'mixed'],
  ])('of %o at severity %f is %s', (warfare, severity, expected) => {
    expect(setting(warfare, severity)).toBe(expected);
  });
});

describe('verdict', () => {
  const band = (changes: Partial<CheckBand> = {}): CheckBand => ({
    setting: 'all',
    variant: null,
    low: 9,
    high: 17,
    class: 'hard',
    ...changes,
  });
  const measure = (value: number, half: number, n = 1_000): Measure => ({
    n,
    value,
    low: value - half,
    high: value + half,
  });
  const verdict = (one: Measure, changes: Partial<CheckBand> = {}, outer: CheckBand[] = []) =>
    verdictOf(one, { band: band(changes), outer }, 500);

  it('passes inside, warns when the interval reaches in, fails beyond', () => {
    expect(verdict(measure(12, 1))).toBe('pass');
    expect(verdict(measure(17, 1))).toBe('pass');
    expect(verdict(measure(17.5, 1))).toBe('warn');
    expect(verdict(measure(19, 1))).toBe('fail');
    expect(verdict(measure(19, 1), { class: 'soft' })).toBe('warn');
    expect(verdict(measure(19, 1), { high: null })).toBe('pass');
    expect(verdict(measure(19, 1), {}, [band({ low: 5, high: 20 })])).toBe('warn');
  });

  it('waits for enough cases and for a value', () => {
    expect(verdict(measure(12, 1, 499))).toBe('too-few');
    expect(verdict({ n: 0, value: null, low: null, high: null })).toBe('too-few');
    expect(verdict({ n: 0, value: null, low: null, high: null, note: 'no' })).toBe('not-applicable');
  });

  it('never sounds like validation where the evidence is weak', () => {
    for (const one of ['pass', 'warn', 'fail'] as const) {
      expect(verdictText(one, 'soft', true)).toContain('weak evidence');
    }
  });
});
