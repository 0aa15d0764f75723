import type { Summary } from '@medical-patients/contract';
import { columnTicks } from '../charts/axis.js';
import { legend, plot } from '../charts/plot.js';
import { stackedColumns, sumOf } from '../charts/stacked.js';
import { formatCount, formatMinutes, formatNumber, formatPercent, formatSlug, shareOf } from '../format.js';
import { html, type Markup } from '../html.js';
import { bar, chartTable, figure, section, table } from '../tables.js';

const BLOOD_PLACES = [
  { key: 'before_mtf', tone: 'r0', name: 'Before a facility' },
  { key: 'role_1', tone: 'r1', name: 'Role 1' },
  { key: 'role_2', tone: 'r2', name: 'Role 2' },
  { key: 'role_3', tone: 'r3', name: 'Role 3' },
  { key: 'role_4', tone: 'r4', name: 'Role 4' },
] as const;

export function bloodSection(summary: Summary): Markup {
  const { blood } = summary;
  const days = blood.by_day.length;
  const series = BLOOD_PLACES.map(({ key, tone, name }) => ({
    tone,
    name,
    values: blood.by_day.map((day) => day[key]),
  })).filter((one) => sumOf(one.values) > 0);
  const stack = stackedColumns(series, days, days > 40 ? 1 : 2);
  return section(
    'blood',
    'Blood',
    figure(
      'Units by day and place',
      `${formatCount(blood.units)} units for ${formatCount(blood.casualties_transfused)} casualties, ${formatCount(blood.massive_transfusions)} of them ten units or more.`,
      html`${legend(series.map((one) => ({ ...one, text: formatCount(sumOf(one.values)) })))}
${plot({
  label: `Blood units by day and role over ${days} days, ${formatCount(blood.units)} in all`,
  units: stack.units,
  y: stack.y,
  yName: 'units a day',
  xTicks: columnTicks(days),
  xCentred: true,
  height: 160,
  layers: stack.layers,
})}
${chartTable({
  caption: 'Blood units by day and place',
  columns: [{ name: 'Day' }, ...BLOOD_PLACES.map(({ name }) => ({ name, numeric: true }))],
  rows: blood.by_day.map((day) => [
    `Day ${day.day}`,
    ...BLOOD_PLACES.map(({ key }) => formatCount(day[key])),
  ]),
})}`,
    ),
  );
}

const CATEGORIES = ['T1', 'T2', 'T3', 'T4'];

function triage(summary: Summary): Markup {
  const { triage: figures } = summary;
  const most = Math.max(1, ...figures.confusion.flat());
  const rates = [figures.sensitivity_t1, figures.specificity_t1].map(
    (rate) =>
      html`<li><b>${formatPercent(rate.percent)}</b> ${rate.name}: ${formatCount(rate.numerator)} ${rate.numerator_text}, of ${formatCount(rate.denominator)} ${rate.denominator_text}</li>`,
  );
  return figure(
    'Triage: assessed against true',
    `First assessment. ${formatCount(figures.never_assessed)} casualties were never assessed.`,
    html`${table({
      caption: 'Rows: true category. Columns: assessed category.',
      look: 'narrow',
      columns: [{ name: 'True' }, ...CATEGORIES.map((name) => ({ name: `assessed ${name}`, numeric: true }))],
      rows: figures.confusion.map((row, truth) => [
        CATEGORIES[truth] ?? '',
        ...row.map(
          (n, assessed) =>
            html`<span class="cell${assessed === truth ? ' right' : ''}" style="--share:${Number((n / most).toFixed(3))}">${formatCount(n)}</span>`,
        ),
      ]),
    })}<ul class="plain">${rates}</ul>`,
  );
}

function wounds(summary: Summary): Markup {
  const { wounds: figures } = summary;
  const mostRegion = Math.max(1, ...figures.by_region.map((row) => row.n));
  return figure(
    'Wounds of battle casualties',
    `${formatNumber(figures.mean_per_casualty)} a casualty; median ISS at a facility ${formatNumber(figures.iss_median_at_mtf)} (without those back on duty within 72 h).`,
    html`<div class="columns">${table({
      caption: 'Wounds by body region',
      columns: [
        { name: 'Region' },
        { name: 'Wounds', numeric: true },
        { name: 'Share', numeric: true },
        { name: '' },
      ],
      rows: figures.by_region.map((row) => [
        formatSlug(row.region),
        formatCount(row.n),
        formatPercent(row.percent),
        bar(row.n / mostRegion, 'battle'),
      ]),
    })}${table({
      caption: 'Battle casualties by Injury Severity Score',
      columns: [
        { name: 'ISS' },
        { name: 'Casualties', numeric: true },
        { name: 'KIA', numeric: true },
        { name: 'At a facility', numeric: true },
        { name: 'DOW', numeric: true },
      ],
      rows: figures.iss.map((row) => [
        row.band,
        ...[row.battle_casualties, row.kia, row.reached_mtf, row.died_of_wounds].map(formatCount),
      ]),
    })}</div>`,
  );
}

function deaths(summary: Summary): Markup {
  const { deaths: figures } = summary;
  const columns = [
    { name: 'KIA', numeric: true },
    { name: 'DOW', numeric: true },
    { name: 'Non-battle', numeric: true },
  ];
  const counts = (row: { kia: number; dow: number; died_non_battle: number }) =>
    [row.kia, row.dow, row.died_non_battle].map(formatCount);
  const speed = [
    figures.kia_within_10_minutes,
    figures.kia_within_60_minutes,
    figures.kia_within_120_minutes,
  ].map((rate) => `${formatPercent(rate.percent)} ${rate.numerator_text}`);
  return figure(
    'Deaths',
    `Of ${formatCount(figures.kia_within_10_minutes.denominator)} killed in action: ${speed.join(', ')}.`,
    html`<div class="columns">${table({
      caption: 'By cause',
      columns: [{ name: 'Cause' }, ...columns],
      rows: figures.by_cause.map((row) => [formatSlug(row.cause), ...counts(row)]),
    })}${table({
      caption: 'Could it have been averted?',
      columns: [{ name: 'Judgement, and what failed' }, ...columns],
      rows: figures.preventability.map((row) => [
        `${formatSlug(row.judgement)}${row.reason === 'none' ? '' : `: ${formatSlug(row.reason).toLowerCase()}`}`,
        ...counts(row),
      ]),
    })}</div>`,
  );
}

function surgery(summary: Summary): Markup {
  const { surgery: figures } = summary;
  const most = Math.max(1, ...figures.by_kind.map((row) => row.n));
  return figure(
    'Surgery',
    `${formatCount(figures.operations)} operations on ${formatCount(figures.casualties_operated)} casualties, mean ${formatMinutes(figures.duration.mean_minutes)}.`,
    table({
      caption: 'Operations by kind',
      look: 'narrow',
      columns: [
        { name: 'Kind' },
        { name: 'Operations', numeric: true },
        { name: 'Share', numeric: true },
        { name: '' },
      ],
      rows: figures.by_kind.map((row) => [
        formatSlug(row.id),
        formatCount(row.n),
        shareOf(row.n, figures.operations),
        bar(row.n / most, 'evac'),
      ]),
    }),
  );
}

export function clinicalSection(summary: Summary): Markup {
  return section('clinical', 'Clinical picture', [
    triage(summary),
    wounds(summary),
    surgery(summary),
    deaths(summary),
  ]);
}
