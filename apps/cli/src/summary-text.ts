import type { ScorecardRow, Summary, SummaryGroup } from '@medical-patients/contract';
import { describeRate, outcomeTable } from './closing-table.js';
import { formatCount, formatFigure } from './numbers.js';
import { type Column, textList, textTable } from './text-table.js';

const number = (title: string): Column => ({ title, align: 'right' });

/** All figures of a run as tables of text. */
export function summaryText(summary: Summary): string {
  const { scenario } = summary;
  const sections: readonly (readonly [string, string])[] = [
    [`${scenario.name}, seed ${scenario.seed}, ${scenario.days} days`, outcomeTable(summary)],
    ['By day', dayTable(summary)],
    ['By front', groupTable(summary.by_front)],
    ['By nation', groupTable(summary.by_nation)],
    ['By warfare type', groupTable(summary.by_warfare_type)],
    ['Triage', triageTable(summary)],
    ['Minutes from injury', careTimeTable(summary)],
    ['Facilities', facilityTable(summary)],
    ['Places', resourceTable(summary)],
    ['Evacuation', evacuationTable(summary)],
    ['Fleets', fleetTable(summary)],
    ['Blood and surgery', bloodTable(summary)],
    ['Scorecard', scorecardTable(summary)],
  ];
  return sections.map(([title, text]) => `${title}\n${'═'.repeat([...title].length)}\n${text}\n`).join('\n');
}

function dayTable({ census_by_day, by_day }: Summary): string {
  const battle = new Map(by_day.map((row) => [row.day, row.battle_casualties]));
  return textTable(
    ['Day', 'New', 'Battle', 'KIA', 'DOW', 'Other deaths', 'RTD', 'Evacuated', 'In system'].map(number),
    census_by_day.map((row) =>
      [
        row.day,
        row.arrivals,
        battle.get(row.day) ?? 0,
        row.kia,
        row.dow,
        row.died_non_battle,
        row.returned_to_duty,
        row.evacuated_out_of_theatre,
        row.in_system_at_end,
      ].map(formatCount),
    ),
  );
}

function groupTable(rows: readonly SummaryGroup[]): string {
  const columns = ['Casualties', 'Battle', 'KIA', 'DOW', 'Other deaths', 'RTD', 'Evacuated', 'In care'];
  return textTable(
    [{ title: '' }, ...columns.map(number)],
    rows.map((row) => [
      row.name,
      ...[
        row.casualties,
        row.battle_casualties,
        row.kia,
        row.dow,
        row.died_non_battle,
        row.returned_to_duty,
        row.evacuated_out_of_theatre,
        row.in_care,
      ].map(formatCount),
    ]),
  );
}

function triageTable({ triage }: Summary): string {
  const mix = ({ t1, t2, t3, t4 }: { t1: number; t2: number; t3: number; t4: number }): string[] =>
    [t1, t2, t3, t4].map(formatCount);
  const table = textTable(
    [{ title: '' }, ...['T1', 'T2', 'T3', 'T4', 'Never assessed'].map(number)],
    [
      ['True', ...mix(triage.true_mix), ''],
      ['Assessed first', ...mix(triage.assessed_mix), formatCount(triage.never_assessed)],
    ],
  );
  const accuracy = [triage.sensitivity_t1, triage.specificity_t1];
  return `${table}\n${textList(accuracy.map((rate) => [rate.name, describeRate(rate)]))}`;
}

function careTimeTable({ care_times }: Summary): string {
  return textTable(
    [{ title: '' }, { title: 'Group' }, ...['Casualties', 'Median', '90 %', 'Limit', 'Within'].map(number)],
    care_times.map((row) => [
      row.name,
      row.group_text,
      `${formatCount(row.n)} of ${formatCount(row.of)}`,
      formatFigure(row.median_minutes),
      formatFigure(row.p90_minutes),
      formatFigure(row.limit_minutes),
      row.within_limit.percent === null ? '–' : `${formatFigure(row.within_limit.percent)} %`,
    ]),
  );
}

function facilityTable({ facilities }: Summary): string {
  return textTable(
    [{ title: '' }, ...['Role', 'Arrivals', 'Departures', 'Diverted', 'Deaths', 'RTD'].map(number)],
    facilities.map((row) => [
      row.name,
      ...[row.role, row.arrivals, row.departures, row.diverted, row.deaths, row.returned_to_duty].map(
        formatCount,
      ),
    ]),
  );
}

function resourceTable({ facilities }: Summary): string {
  return textTable(
    [
      { title: 'Facility' },
      { title: 'Place' },
      ...['There', 'Peak in use', 'Longest queue', 'Utilisation', 'Wait, median', 'Wait, 90 %'].map(number),
    ],
    facilities.flatMap((facility) =>
      facility.resources
        .filter(({ capacity }) => capacity !== 0)
        .map((row) => [
          facility.name,
          row.resource,
          row.capacity === null ? 'unlimited' : formatCount(row.capacity),
          formatCount(row.peak_occupancy),
          formatCount(row.peak_queue),
          row.utilisation === null ? '–' : `${formatFigure(row.utilisation * 100)} %`,
          formatFigure(row.waits.median_minutes),
          formatFigure(row.waits.p90_minutes),
        ]),
    ),
  );
}

function evacuationTable({ evacuation_delays }: Summary): string {
  return textTable(
    [
      { title: 'From' },
      { title: 'Precedence' },
      ...['Requests', 'Answered', 'Wait, median', 'Wait, 90 %'].map(number),
    ],
    evacuation_delays.map((row) => [
      row.from,
      row.precedence,
      formatCount(row.requests),
      formatCount(row.answered),
      formatFigure(row.median_minutes),
      formatFigure(row.p90_minutes),
    ]),
  );
}

function fleetTable({ fleets }: Summary): string {
  return textTable(
    [{ title: '' }, { title: 'Kind' }, ...['Vehicles', 'Missions', 'Carried', 'Utilisation'].map(number)],
    fleets.map((row) => [
      row.name,
      row.kind.replaceAll('_', ' '),
      ...[row.vehicles, row.missions, row.litters_moved].map(formatCount),
      row.utilisation === null ? '–' : `${formatFigure(row.utilisation * 100)} %`,
    ]),
  );
}

function bloodTable({ blood, surgery }: Summary): string {
  return textList([
    ['Blood units', formatCount(blood.units)],
    ['Casualties transfused', formatCount(blood.casualties_transfused)],
    ['Massive transfusions', formatCount(blood.massive_transfusions)],
    ['Operations', formatCount(surgery.operations)],
    ['Casualties operated on', formatCount(surgery.casualties_operated)],
    ['Mean duration', `${formatFigure(surgery.duration.mean_minutes)} min`],
  ]);
}

function scorecardTable({ scorecard }: Summary): string {
  const table = textTable(
    [
      { title: 'Check' },
      number('n'),
      number('Value'),
      { title: '95 %', align: 'right' },
      { title: 'Published', maxWidth: 40 },
      { title: 'Band' },
      { title: 'Verdict', maxWidth: 60 },
      { title: 'Sources' },
    ],
    scorecard.rows.map((row) => [
      `${row.check} ${row.statistic}`,
      row.n === null ? '–' : formatCount(row.n),
      row.value === null ? '–' : `${formatFigure(row.value)} ${unitText(row)}`.trim(),
      row.low === null || row.high === null ? '' : `${formatFigure(row.low)}–${formatFigure(row.high)}`,
      row.published,
      bandText(row),
      row.verdict_text,
      row.sources.join(' '),
    ]),
  );
  const sources = scorecard.sources.map(({ tag, title }) => [tag, title] as const);
  return `Setting: ${scorecard.setting} (${scorecard.setting_reason})\n\n${table}\n\n${textList(sources)}`;
}

function bandText({ band }: ScorecardRow): string {
  if (band === null) return '';
  const { low, high } = band;
  if (low === null) return high === null ? '' : `≤ ${high}`;
  return high === null ? `≥ ${low}` : `${low}–${high}`;
}

function unitText({ unit }: ScorecardRow): string {
  if (unit === 'percent') return '%';
  return unit === 'minutes' ? 'min' : '';
}
