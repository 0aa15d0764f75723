import { describe, expect, it } from 'vitest';
import { clinical } from '../clinical/clinical.js';
import { evidence } from './evidence.js';

const { sources, checks, agents, radiation, biological } = evidence;
const conditionIds = new Set(clinical.conditions.map((row) => row.id));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('sources', () => {
  it('are numbered from 1 without a gap', () => {
    expect(sources.map((row) => row.n)).toEqual(Array.from({ length: 112 }, (_, index) => index + 1));
    for (const { depth } of sources) expect(['full', 'page', 'abstract', 'reference']).toContain(depth);
  });
});

describe('checks', () => {
  const statistics = checks.flatMap((row) => row.statistics);

  it('are the 40 rows of section 10, with unique slugs', () => {
    expect(checks.map((row) => row.number)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    for (const ids of [checks.map((row) => row.id), statistics.map((row) => row.id)]) {
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
  });

  it('cite known sources and give every statistic a band', () => {
    const known = new Set(sources.map((row) => row.n));
    for (const row of checks) {
      for (const n of row.sources) expect(known.has(n), row.id).toBe(true);
      expect(row.denominator.length, row.id).toBeGreaterThan(2);
      expect(row.statistics.length, row.id).toBeGreaterThan(0);
      for (const statistic of row.statistics) expect(statistic.bands.length, statistic.id).toBeGreaterThan(0);
    }
  });

  it('have bands in order, no harder than their check', () => {
    const rank = { soft: 0, hard: 1, structural: 2 } as const;
    for (const row of checks)
      for (const { id, bands, publishedLow, publishedHigh } of row.statistics) {
        expect(publishedLow === null, id).toBe(publishedHigh === null);
        if (publishedLow !== null && publishedHigh !== null)
          expect(publishedLow, id).toBeLessThanOrEqual(publishedHigh);
        for (const band of bands) {
          if (band.low !== null && band.high !== null) expect(band.low, id).toBeLessThanOrEqual(band.high);
          expect(band.low !== null || band.high !== null, id).toBe(true);
          expect(['all', 'coin', 'lsco', 'urban', 'peacekeeping', 'naval'], id).toContain(band.setting);
          expect(rank[band.class], id).toBeLessThanOrEqual(rank[row.class]);
        }
        // A hard check has a hard band somewhere, a structural one only structural bands.
        if (row.class === 'structural')
          expect(
            bands.every((band) => band.class === 'structural'),
            id,
          ).toBe(true);
        if (row.class === 'hard')
          expect(
            bands.some((band) => band.class === 'hard'),
            id,
          ).toBe(true);
      }
  });

  it('print the bands of section 10', () => {
    const band = (id: string, setting: string) =>
      statistics.find((row) => row.id === id)?.bands.find((row) => row.setting === setting);
    expect(band('kia-percent-coin', 'coin')).toMatchObject({ low: 9, high: 17, class: 'hard' });
    expect(band('dow-percent-coin', 'coin')).toMatchObject({ low: 3, high: 6.5, class: 'hard' });
    expect(band('cfr-percent', 'lsco')).toMatchObject({ low: 14, high: 28, class: 'soft' });
    expect(band('extremity-wounds-percent', 'all')).toMatchObject({ low: 48, high: 58 });
    expect(band('ncth-percent', 'lsco')).toMatchObject({ low: 2, high: 8 });
  });
});

describe('chemical agents', () => {
  it('have dose classes whose shares sum to 1 for each family', () => {
    for (const family of ['nerve', 'blister', 'choking'] as const) {
      const rows = agents.filter((row) => row.agent === family);
      expect(sum(rows.map((row) => row.share))).toBeCloseTo(1, 9);
    }
    expect(agents.filter((row) => row.agent === 'nerve').length).toBe(6);
  });

  it('have ordered times, known conditions and a time to death where somebody dies', () => {
    for (const row of agents) {
      expect(conditionIds.has(row.conditionId), row.id).toBe(true);
      for (const [min, mode, max] of [row.onsetMinutes, row.peakMinutes, row.durationDays])
        expect(min <= mode && mode <= max, row.id).toBe(true);
      expect(row.untreatedLethality > 0, row.id).toBe(row.deathMedianMinutes !== null);
      expect(row.treatedLethality, row.id).toBeLessThanOrEqual(row.untreatedLethality);
      expect(row.deathSigma === null, row.id).toBe(row.deathMedianMinutes === null);
    }
  });

  it('nerve bands follow on each other and kill more as the dose grows', () => {
    const nerve = agents.filter((row) => row.agent === 'nerve');
    for (const [index, row] of nerve.entries()) {
      const next = nerve[index + 1];
      if (!next) continue;
      expect(row.doseHigh).toBe(next.doseLow);
      expect(next.untreatedLethality).toBeGreaterThanOrEqual(row.untreatedLethality);
    }
  });

  it('mustard kills about 3 % untreated or a little more, and late', () => {
    const mustard = agents.filter((row) => row.agent === 'blister');
    const treated = sum(mustard.map((row) => row.share * row.treatedLethality));
    expect(treated).toBeGreaterThan(0.01);
    expect(treated).toBeLessThan(0.05);
    for (const row of mustard) expect(row.onsetMinutes[0]).toBeGreaterThanOrEqual(60);
  });
});

describe('radiation and biological agents', () => {
  it('have dose bands without a gap, worse with dose', () => {
    expect(sum(radiation.map((row) => row.share))).toBeCloseTo(1, 9);
    for (const [index, row] of radiation.entries()) {
      expect(conditionIds.has(row.conditionId)).toBe(true);
      expect(row.treatedLethality).toBeLessThanOrEqual(row.untreatedLethality);
      const next = radiation[index + 1];
      if (!next) continue;
      expect(row.doseGyHigh).toBe(next.doseGyLow);
      expect(next.untreatedLethality).toBeGreaterThanOrEqual(row.untreatedLethality);
    }
  });

  it('name a condition of the catalogue with the same ICD-10 code', () => {
    for (const row of biological) {
      expect(clinical.conditions.find((condition) => condition.id === row.conditionId)?.icd10).toBe(
        row.icd10,
      );
      const [min, mode, max] = row.incubationDays;
      expect(min <= mode && mode <= max, row.id).toBe(true);
    }
  });
});
