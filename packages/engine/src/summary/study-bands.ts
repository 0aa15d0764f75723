import type { StudyBands, Summary } from '@medical-patients/contract';
import { round } from './figures/numbers.js';

interface Figure {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly value: number | null;
}

function careTime(summary: Summary, measure: Summary['care_times'][number]['measure']): Figure[] {
  const row = summary.care_times.find((time) => time.measure === measure && time.group === 'battle-t1');
  if (row === undefined) return [];
  return [
    {
      id: `${measure}-median-t1`,
      name: `${row.name}, median, battle T1`,
      unit: 'min',
      value: row.median_minutes,
    },
    {
      id: `${measure}-within-limit-t1`,
      name: `${row.within_limit.name}, battle T1`,
      unit: '%',
      value: row.within_limit.percent,
    },
  ];
}

function facilityFigures(summary: Summary): Figure[] {
  return summary.facilities.flatMap((facility) => [
    {
      id: `${facility.id}-arrivals`,
      name: `${facility.name}: arrivals`,
      unit: 'casualties',
      value: facility.arrivals,
    },
    ...facility.resources.flatMap(({ resource, ...use }) => [
      {
        id: `${facility.id}-${resource}-peak`,
        name: `${facility.name}, ${resource}: peak in use`,
        unit: 'places',
        value: use.peak_occupancy,
      },
      {
        id: `${facility.id}-${resource}-peak-queue`,
        name: `${facility.name}, ${resource}: longest queue`,
        unit: 'casualties',
        value: use.peak_queue,
      },
      {
        id: `${facility.id}-${resource}-utilisation`,
        name: `${facility.name}, ${resource}: utilisation`,
        unit: '%',
        value: use.utilisation === null ? null : use.utilisation * 100,
      },
      {
        id: `${facility.id}-${resource}-wait-p90`,
        name: `${facility.name}, ${resource}: wait, 90th centile`,
        unit: 'min',
        value: use.waits.p90_minutes,
      },
    ]),
  ]);
}

/** The figures a planner asks of one run, in a fixed order. */
export function plannerFigures(summary: Summary): readonly Figure[] {
  const { totals, rates } = summary;
  const number = (id: keyof Summary['totals'], name: string): Figure => ({
    id,
    name,
    unit: 'casualties',
    value: totals[id],
  });
  return [
    number('casualties', 'Casualties'),
    number('battle_casualties', 'Battle casualties'),
    number('kia', 'Killed in action'),
    number('dow', 'Died of wounds'),
    number('died_non_battle', 'Died, non-battle'),
    number('returned_to_duty', 'Returned to duty'),
    number('evacuated_out_of_theatre', 'Evacuated out of theatre'),
    number('in_care', 'In care at the end'),
    { id: 'kia-percent', name: '%KIA', unit: '%', value: rates.kia.percent },
    { id: 'dow-percent', name: '%DOW', unit: '%', value: rates.dow.percent },
    { id: 'case-fatality', name: 'Case fatality rate', unit: '%', value: rates.case_fatality.percent },
    {
      id: 'peak-in-system',
      name: 'Most in the system at once',
      unit: 'casualties',
      value: summary.in_system_by_hour.in_system.reduce((most, n) => Math.max(most, n), 0),
    },
    ...careTime(summary, 'first-aid'),
    ...careTime(summary, 'first-dcr-element'),
    ...careTime(summary, 'surgical-facility'),
    ...careTime(summary, 'incision'),
    ...facilityFigures(summary),
    ...summary.fleets.flatMap((fleet) => [
      {
        id: `${fleet.id}-missions`,
        name: `${fleet.name}: missions`,
        unit: 'missions',
        value: fleet.missions,
      },
      {
        id: `${fleet.id}-litters`,
        name: `${fleet.name}: casualties moved`,
        unit: 'casualties',
        value: fleet.litters_moved,
      },
      {
        id: `${fleet.id}-utilisation`,
        name: `${fleet.name}: utilisation`,
        unit: '%',
        value: fleet.utilisation === null ? null : fleet.utilisation * 100,
      },
    ]),
    { id: 'blood-units', name: 'Blood units', unit: 'units', value: summary.blood.units },
    { id: 'operations', name: 'Operations', unit: 'operations', value: summary.surgery.operations },
  ];
}

/** Quantile by linear interpolation between ranks (type 7). */
function quantileOf(sorted: Float64Array, quantile: number): number {
  const position = (sorted.length - 1) * quantile;
  const below = Math.floor(position);
  const low = sorted[below];
  return position === below ? low : low + (position - below) * (sorted[below + 1] - low);
}

/**
 * Mean and spread of the planner's figures over replications of one scenario.
 *
 * @throws RangeError without any summary
 */
export function studyBands(summaries: readonly Summary[]): StudyBands {
  if (summaries.length === 0) throw new RangeError('no replications to compare');
  const runs = summaries.map(plannerFigures);
  const byId = runs.map((figures) => new Map(figures.map((figure) => [figure.id, figure.value])));
  return {
    schema: 1,
    replications: summaries.length,
    figures: runs[0].map(({ id, name, unit }) => {
      const values = byId
        .map((run) => run.get(id) ?? null)
        .filter((value): value is number => value !== null);
      const sorted = Float64Array.from(values).sort((a, b) => a - b);
      const n = sorted.length;
      if (n === 0) return { id, name, unit, n, mean: null, p5: null, p50: null, p95: null };
      let sum = 0;
      for (const value of sorted) sum += value;
      return {
        id,
        name,
        unit,
        n,
        mean: round(sum / n, 2),
        p5: round(quantileOf(sorted, 0.05), 2),
        p50: round(quantileOf(sorted, 0.5), 2),
        p95: round(quantileOf(sorted, 0.95), 2),
      };
    }),
  };
}
