import type { ScorecardRow } from '@medical-patients/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { pooledScorecard } from '../support/pooled-scorecard.js';
import { CALIBRATION_IDS } from '../support/simulated.js';
import { columns, report } from '../support/text-report.js';

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
