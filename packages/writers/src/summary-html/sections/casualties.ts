import type { Summary, SummaryGroup } from '@medical-patients/contract';
import { columnTicks, dayTicks, valueAxis } from '../charts/axis.js';
import { legend, plot } from '../charts/plot.js';
import { condense, type Series, stackedColumns, stackTotals, stepPath, sumOf } from '../charts/stacked.js';
import { formatCount, shareOf } from '../format.js';
import { html, type Markup } from '../html.js';
import { bar, type Column, chartTable, figure, section, table } from '../tables.js';

/** Columns that still show on a laptop; more hours share a column. */
const MOST_COLUMNS = 400;

const OUTCOME_TONES = [
  { key: 'kia', tone: 'kia', name: 'Killed in action' },
  { key: 'dow', tone: 'dow', name: 'Died of wounds' },
  { key: 'died_non_battle', tone: 'dnb', name: 'Died, non-battle' },
  { key: 'returned_to_duty', tone: 'rtd', name: 'Returned to duty' },
  { key: 'evacuated_out_of_theatre', tone: 'evac', name: 'Evacuated out of theatre' },
  { key: 'in_care', tone: 'incare', name: 'In care at the end' },
] as const;

function padded(values: readonly number[], length: number): number[] {
  return Array.from({ length }, (_, index) => values[index] ?? 0);
}

function byHour(summary: Summary): Markup {
  const hours = summary.scenario.days * 24;
  const { battle_injury, non_battle_injury, disease } = summary.casualties_by_hour;
  const perColumn = Math.max(1, Math.ceil(hours / MOST_COLUMNS));
  const of = (tone: string, name: string, values: readonly number[]): Series => ({
    tone,
    name,
    values: condense(padded(values, hours), MOST_COLUMNS, sumOf),
  });
  const series = [
    of('battle', 'Battle injury', battle_injury),
    of('nbi', 'Non-battle injury', non_battle_injury),
    of('disease', 'Disease', disease),
  ];
  const totals = stackTotals(series);
  const peak = Math.max(0, ...totals);
  const peakHour = totals.indexOf(peak) * perColumn;
  const stack = stackedColumns(series, totals.length, 0);
  const per = perColumn === 1 ? 'hour' : `${perColumn} hours`;
  const peakText = `Peak ${formatCount(peak)} in the ${per} from day ${Math.floor(peakHour / 24) + 1}, ${String(peakHour % 24).padStart(2, '0')}:00.`;
  const blocks = condense(padded(battle_injury, hours), Math.ceil(hours / 6), sumOf);
  const others = condense(padded(non_battle_injury, hours), Math.ceil(hours / 6), sumOf);
  const ill = condense(padded(disease, hours), Math.ceil(hours / 6), sumOf);
  return figure(
    `Casualties by ${per}`,
    `When they are hurt or fall ill. ${peakText}`,
    html`${legend(series.map((one) => ({ ...one, text: formatCount(sumOf(one.values)) })))}
${plot({
  label: `Casualties by ${per} of injury or onset. ${peakText}`,
  units: stack.units,
  y: stack.y,
  yName: `casualties in ${perColumn === 1 ? 'an hour' : per}`,
  xTicks: dayTicks(hours),
  height: 200,
  layers: stack.layers,
})}
${chartTable({
  caption: 'Casualties by six hours',
  columns: [
    { name: 'Day and hour' },
    { name: 'Battle injury', numeric: true },
    { name: 'Non-battle injury', numeric: true },
    { name: 'Disease', numeric: true },
  ],
  rows: blocks.map((n, index) => [
    `Day ${Math.floor(index / 4) + 1}, ${String((index % 4) * 6).padStart(2, '0')}:00`,
    n,
    others[index] ?? 0,
    ill[index] ?? 0,
  ]),
})}`,
  );
}

const OUTCOME_COLUMNS: readonly Column[] = [
  { name: 'Casualties', numeric: true },
  { name: 'KIA', numeric: true },
  { name: 'DOW', numeric: true },
  { name: 'Died, non-battle', numeric: true },
  { name: 'Returned', numeric: true },
  { name: 'Evacuated', numeric: true },
  { name: 'In care', numeric: true },
];

function outcomeCells(row: Omit<SummaryGroup, 'id' | 'name'>): string[] {
  return [row.casualties, ...OUTCOME_TONES.map(({ key }) => row[key])].map(formatCount);
}

function byDay(summary: Summary): Markup {
  const days = summary.by_day.length;
  const series = OUTCOME_TONES.map(({ key, tone, name }) => ({
    tone,
    name,
    values: summary.by_day.map((day) => day[key]),
  }));
  const stack = stackedColumns(series, days, days > 40 ? 1 : 2);
  return figure(
    'Casualties by day, and how they ended',
    'Each column holds those hurt or taken ill on that day.',
    html`${legend(series.map((one) => ({ ...one, text: formatCount(sumOf(one.values)) })))}
${plot({
  label: `Casualties by day of injury or onset, by outcome, over ${days} days`,
  units: stack.units,
  y: stack.y,
  yName: 'casualties a day',
  xTicks: columnTicks(days),
  xCentred: true,
  height: 220,
  layers: stack.layers,
})}
${chartTable({
  caption: 'Casualties by day and outcome',
  columns: [{ name: 'Day' }, ...OUTCOME_COLUMNS],
  rows: summary.by_day.map((day) => [`Day ${day.day}`, ...outcomeCells(day)]),
})}`,
  );
}

function inSystem(summary: Summary): Markup {
  const hourly = summary.in_system_by_hour.in_system;
  const values = condense(hourly, MOST_COLUMNS, (group) => Math.max(...group));
  const peak = Math.max(0, ...hourly);
  const y = valueAxis(peak);
  const text = `Peak ${formatCount(peak)} on day ${Math.floor(hourly.indexOf(peak) / 24) + 1}.`;
  return figure(
    'In the medical system',
    `Hurt or ill and without an outcome yet. ${text}`,
    html`${plot({
      label: `Casualties in the medical system by hour. ${text}`,
      units: values.length,
      y,
      yName: 'casualties',
      xTicks: dayTicks(hourly.length),
      height: 160,
      layers: [html`<path class="evac soft" d="${stepPath(values, y.max)}"/>`],
    })}
${chartTable({
  caption: 'What happened on each day',
  columns: [
    { name: 'Day' },
    { name: 'Arrivals', numeric: true },
    { name: 'KIA', numeric: true },
    { name: 'DOW', numeric: true },
    { name: 'Died, non-battle', numeric: true },
    { name: 'Returned', numeric: true },
    { name: 'Evacuated', numeric: true },
    { name: 'In the system at the end', numeric: true },
  ],
  rows: summary.census_by_day.map((day) => [
    `Day ${day.day}`,
    ...[
      day.arrivals,
      day.kia,
      day.dow,
      day.died_non_battle,
      day.returned_to_duty,
      day.evacuated_out_of_theatre,
      day.in_system_at_end,
    ].map(formatCount),
  ]),
})}`,
  );
}

function groupTable(caption: string, name: string, rows: readonly SummaryGroup[]): Markup | null {
  if (rows.length === 0) return null;
  return table({
    caption,
    columns: [{ name }, ...OUTCOME_COLUMNS],
    rows: rows.map((row) => [row.name, ...outcomeCells(row)]),
  });
}

export function casualtiesSection(summary: Summary): Markup {
  return section('casualties', 'Casualties over time', [byHour(summary), byDay(summary), inSystem(summary)]);
}

export function outcomesSection(summary: Summary): Markup {
  const { totals } = summary;
  const most = Math.max(1, ...OUTCOME_TONES.map(({ key }) => totals[key]));
  return section(
    'outcomes',
    'Outcomes',
    html`${table({
      caption: `How ${formatCount(totals.casualties)} casualties ended`,
      look: 'narrow',
      columns: [
        { name: 'Outcome' },
        { name: 'Casualties', numeric: true },
        { name: 'Share', numeric: true },
        { name: '' },
      ],
      rows: OUTCOME_TONES.map(({ key, tone, name }) => [
        name,
        formatCount(totals[key]),
        shareOf(totals[key], totals.casualties),
        bar(totals[key] / most, tone),
      ]),
    })}
<div class="columns">
${groupTable('By class', 'Class', summary.by_class)}
${groupTable('By front', 'Front', summary.by_front)}
${groupTable('By warfare type', 'Warfare', summary.by_warfare_type)}
${groupTable('By nation', 'Nation', summary.by_nation)}
${groupTable('By mechanism', 'Mechanism', summary.by_mechanism)}
</div>`,
  );
}
