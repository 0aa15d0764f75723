import type { Summary, SummaryCareTime } from '@medical-patients/contract';
import { formatCount, formatMinutes, formatPercent, formatSlug } from '../format.js';
import { html, type Markup } from '../html.js';
import { bar, figure, section, table } from '../tables.js';

function timeRows(summary: Summary, group: SummaryCareTime['group']): SummaryCareTime[] {
  return summary.care_times.filter((row) => row.group === group);
}

/** Share of casualties inside the limits of the 10-1-2 timeline. */
function timelineTable(rows: readonly SummaryCareTime[], caption: string): Markup {
  return table({
    caption,
    look: 'stacks',
    columns: [
      { name: 'From injury to' },
      { name: 'Limit', numeric: true },
      { name: 'Within the limit', numeric: true },
      { name: '' },
      { name: 'Median', numeric: true },
      { name: '90th centile', numeric: true },
      { name: 'Reached, of', numeric: true },
    ],
    rows: rows.map((row) => [
      row.name,
      formatMinutes(row.limit_minutes),
      html`<b>${formatPercent(row.within_limit.percent)}</b>`,
      bar((row.within_limit.percent ?? 0) / 100, 'evac'),
      formatMinutes(row.median_minutes),
      formatMinutes(row.p90_minutes),
      `${formatCount(row.n)} of ${formatCount(row.of)}`,
    ]),
  });
}

export function careTimesSection(summary: Summary): Markup {
  return section('times', 'Time to care: 10-1-2', [
    html`<p>Bleeding and airway control in 10 minutes, damage control resuscitation in 1 hour, a surgical facility in
2 hours. Shares are of those for whom it came; the last column says of how many.</p>`,
    timelineTable(
      timeRows(summary, 'battle-t1'),
      'Battle casualties first assessed T1 (truly T1 where nobody assessed them)',
    ),
    timelineTable(timeRows(summary, 'battle'), 'All battle casualties'),
    html`<details class="data"><summary>All casualties, disease included</summary>${timelineTable(timeRows(summary, 'all'), 'All casualties, from injury or onset')}</details>`,
  ]);
}

const ORIGIN_NAMES = { 'point-of-injury': 'Point of injury', facility: 'Facility' } as const;

/** Median and 90th centile on one scale: a solid bar with a pale one behind. */
function delayBar(median: number | null, p90: number | null, most: number): Markup {
  return html`<span class="range">${bar((p90 ?? 0) / most, 'evac pale')}${bar((median ?? 0) / most, 'evac')}</span>`;
}

export function evacuationSection(summary: Summary): Markup {
  const delays = summary.evacuation_delays;
  const most = Math.max(1, ...delays.map((row) => row.p90_minutes ?? 0));
  return section('evacuation', 'Evacuation', [
    figure(
      'From request to pick-up',
      'Solid: median. Pale: 90th centile. The rest of the requests ended otherwise: death or duty before a vehicle came.',
      table({
        caption: 'Delay of evacuation by place and precedence',
        look: 'stacks',
        columns: [
          { name: 'From' },
          { name: 'Precedence' },
          { name: 'Requests', numeric: true },
          { name: 'Picked up', numeric: true },
          { name: 'Median', numeric: true },
          { name: '90th centile', numeric: true },
          { name: '' },
        ],
        rows: delays.map((row) => [
          ORIGIN_NAMES[row.from],
          formatSlug(row.precedence),
          formatCount(row.requests),
          formatCount(row.answered),
          formatMinutes(row.median_minutes),
          formatMinutes(row.p90_minutes),
          delayBar(row.median_minutes, row.p90_minutes, most),
        ]),
      }),
    ),
    figure(
      'Fleets',
      'Utilisation: vehicle time under way within the days of the scenario.',
      table({
        caption: 'Missions and use of vehicles',
        look: 'stacks',
        columns: [
          { name: 'Fleet' },
          { name: 'Vehicles', numeric: true },
          { name: 'Litters each', numeric: true },
          { name: 'Missions', numeric: true },
          { name: 'Casualties moved', numeric: true },
          { name: 'Utilisation', numeric: true },
          { name: '' },
        ],
        rows: summary.fleets.map((fleet) => [
          fleet.name,
          formatCount(fleet.vehicles),
          formatCount(fleet.litters),
          formatCount(fleet.missions),
          formatCount(fleet.litters_moved),
          formatPercent(fleet.utilisation === null ? null : fleet.utilisation * 100),
          bar(fleet.utilisation ?? 0, (fleet.utilisation ?? 0) > 0.85 ? 'dow' : 'evac'),
        ]),
      }),
    ),
  ]);
}
