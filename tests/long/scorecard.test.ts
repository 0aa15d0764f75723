import type { ScorecardRow } from '@medical-patients/contract';
import { poolScorecards, type StructuralFindings, SummaryTally } from '@medical-patients/engine';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPersonFactory } from '../../packages/engine/src/casualty/person.js';
import { KeyedRandom } from '../../packages/engine/src/random/keyed-random.js';
import { CLASS_WORDS } from '../../packages/engine/src/record/codes.js';
import { scaleLaydown } from '../support/scale-laydown.js';
import { CALIBRATION_IDS, planOf, presetScenario, stream } from '../support/simulated.js';
import { RecordAudit } from '../support/structural.js';
import { columns, report } from '../support/text-report.js';

const SEEDS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];
const BATTLE_CASUALTIES = 30_000;
/**
 * One casualty in a hundred of a peace support operation is wounded in battle: 30,000 of them would be thirty million
 * casualties. Its checks are held against as many casualties of all kinds as the others have.
 */
const PEACEKEEPING_CASUALTIES = 40_000;
/** Records of the first seed that answer the structural checks; every record is audited elsewhere. */
const AUDITED = 3000;
const BLOOD_GROUPS = ['O+', 'A+', 'B+', 'AB+', 'O-', 'A-', 'B-', 'AB-'];

/** The preset so large that one seed has the battle casualties that are called for. */
function largePreset(id: string) {
  const scenario = presetScenario(id);
  const total = scenario.casualties.total ?? 0;
  const wanted =
    id === 'peacekeeping' ? PEACEKEEPING_CASUALTIES : BATTLE_CASUALTIES / scenario.injury_mix.battle_injury;
  // A whole number, so that strikes of a given size grow in step with everything else.
  return scaleLaydown(scenario, Math.ceil(wanted / total));
}

function pooledScorecard(id: string) {
  const scenario = largePreset(id);
  const counters: Float64Array[] = [];
  let structural: StructuralFindings = {};
  let battle = 0;
  for (const seed of SEEDS) {
    const plan = planOf(scenario, seed);
    const persons = createPersonFactory(plan.referenceData.people, scenario.start);
    const random = new KeyedRandom(seed);
    const tally = new SummaryTally(plan, (number, nation, casualtyClass) => {
      const { identity } = persons.draw(random, number, nation, CLASS_WORDS[casualtyClass]);
      return {
        male: identity.sex === 'male',
        age: identity.age,
        bloodGroup: BLOOD_GROUPS.indexOf(identity.blood_group),
      };
    });
    const audit = new RecordAudit(plan);
    const result = stream(plan, ({ buffer }) => {
      tally.add(buffer);
      if (counters.length === 0 && audit.records < AUDITED) audit.add(buffer);
    });
    if (counters.length === 0) structural = audit.findings(plan, result);
    const { layout } = tally;
    battle += tally.counters
      .subarray(layout.byClass, layout.byClass + 6)
      .reduce((sum, count) => sum + count, 0);
    counters.push(tally.counters);
  }
  return { scorecard: poolScorecards(planOf(scenario), counters, structural), battle };
}

function printed({
  check,
  statistic,
  n,
  value,
  low,
  high,
  band,
  class: kind,
  verdict,
}: ScorecardRow): (string | number)[] {
  const range = band === null ? '' : `${band.low ?? ''} to ${band.high ?? ''}`;
  const interval = low === null ? '' : `${low} to ${high}`;
  return [check, kind, verdict, value ?? '', interval, range, n ?? '', statistic.slice(0, 70)];
}

describe.each(CALIBRATION_IDS)('%s, ten seeds pooled', (id) => {
  let rows: readonly ScorecardRow[] = [];
  beforeAll(() => {
    const { scorecard, battle } = pooledScorecard(id);
    rows = scorecard.rows;
    const applicable = rows.filter(({ applies }) => applies);
    report(
      `Scorecard of ${id}: ${battle} battle casualties, setting ${scorecard.setting}`,
      columns([
        ['#', 'class', 'verdict', 'value', '95 %', 'band', 'n', 'statistic'],
        ...applicable.map(printed),
      ]),
    );
  });

  it('every hard check that applies passes', () => {
    const hard = rows.filter((row) => row.applies && row.class === 'hard');
    expect(hard.length).toBeGreaterThanOrEqual(id === 'peacekeeping' ? 3 : 6);
    expect(hard.filter(({ verdict }) => verdict !== 'pass').map(printed)).toEqual([]);
  });

  it('every structural check holds without exception', () => {
    const structural = rows.filter((row) => row.class === 'structural');
    expect(structural.length).toBeGreaterThanOrEqual(5);
    for (const row of structural) expect(row.n).toBeGreaterThan(0);
    expect(structural.filter(({ value }) => value !== 100).map(printed)).toEqual([]);
  });
});
