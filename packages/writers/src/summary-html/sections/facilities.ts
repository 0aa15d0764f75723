import type { Summary, SummaryFacility, SummaryResourceUse } from '@medical-patients/contract';
import { dayTicks, valueAxis } from '../charts/axis.js';
import { legend, plot } from '../charts/plot.js';
import { condense, meanOf, stepPath } from '../charts/stacked.js';
import { formatCount, formatMinutes, formatNumber, formatShare, formatSlug } from '../format.js';
import { html, type Markup } from '../html.js';
import { section, table } from '../tables.js';

/** Points that a small chart can show. */
const MOST_POINTS = 180;

function hoursShown(summary: Summary): number {
  const scenario = summary.scenario.days * 24;
  const used = summary.facilities
    .flatMap((facility) => facility.resources)
    .filter((use) => use.capacity !== null)
    .map((use) => Math.max(use.occupancy_by_hour.length, use.queue_by_hour.length));
  return Math.max(scenario, ...used);
}

/** Hours shown beyond the scenario's days: the long tail of ward stays would squeeze the days of fighting. */
const TAIL_HOURS = 48;

function commonHours(summary: Summary): number {
  return Math.min(hoursShown(summary), summary.scenario.days * 24 + TAIL_HOURS);
}

function padded(values: readonly number[], length: number): number[] {
  return Array.from({ length }, (_, index) => values[index] ?? 0);
}

function useChart(facility: SummaryFacility, use: SummaryResourceUse, hours: number): Markup {
  const occupancy = condense(padded(use.occupancy_by_hour, hours), MOST_POINTS, meanOf);
  const queue = condense(padded(use.queue_by_hour, hours), MOST_POINTS, meanOf);
  const y = valueAxis(Math.max(1, use.capacity ?? 0, ...occupancy, ...queue), 3);
  const name = formatSlug(use.resource);
  const capacity = use.capacity === null ? 'unlimited' : formatCount(use.capacity);
  const waits =
    use.waits.n === 0
      ? 'no wait on record'
      : `wait median ${formatMinutes(use.waits.median_minutes)}, 90th centile ${formatMinutes(use.waits.p90_minutes)}`;
  const utilisation = use.utilisation === null ? '' : `${formatShare(use.utilisation)} used · `;
  const queued = use.peak_queue > 0;
  return html`<div class="use"><h4>${name} <small>${use.capacity === null ? 'unlimited' : `capacity ${capacity}`}</small></h4>
<p>${utilisation}${waits}${queued ? `; up to ${formatCount(use.peak_queue)} waiting` : ''}</p>
${plot({
  label: `${facility.name}, ${name}: in use and waiting by hour. Capacity ${capacity}, peak ${formatCount(use.peak_occupancy)} in use, ${formatCount(use.peak_queue)} waiting.`,
  units: occupancy.length,
  y,
  yName: '',
  xTicks: dayTicks(hours).filter((_, index) => index % 3 === 0),
  height: 96,
  layers: [
    html`<path class="use-fill" d="${stepPath(occupancy, y.max)}"/>`,
    ...(queued ? [html`<path class="queue-fill" d="${stepPath(queue, y.max)}"/>`] : []),
  ],
  ...(use.capacity === null ? {} : { line: use.capacity }),
})}</div>`;
}

function usedResources(facility: SummaryFacility): SummaryResourceUse[] {
  return facility.resources.filter((use) => use.waits.n > 0 || use.peak_occupancy > 0);
}

function facilityBlock(facility: SummaryFacility, hours: number): Markup {
  const diverted = facility.diverted > 0 ? `, ${formatCount(facility.diverted)} sent elsewhere` : '';
  return html`<article class="facility"><h3>${facility.name} <small>Role ${facility.role}</small></h3>
<p>${formatCount(facility.arrivals)} arrivals, ${formatCount(facility.departures)} moved on, ${formatCount(facility.returned_to_duty)} returned to duty, ${formatCount(facility.deaths)} died${diverted}</p>
<div class="uses">${usedResources(facility).map((use) => useChart(facility, use, hours))}</div></article>`;
}

/** Facilities that have no place to draw: Role 4, which only receives, and those nobody came to. */
function withoutUse(facilities: readonly SummaryFacility[]): Markup | null {
  if (facilities.length === 0) return null;
  const words = facilities.map((facility) =>
    facility.arrivals === 0
      ? `${facility.name} (nobody came)`
      : `${facility.name} (${formatCount(facility.arrivals)} arrivals)`,
  );
  return html`<p class="quiet">Without a place in use: ${words.join(', ')}.</p>`;
}

export function facilitiesSection(summary: Summary): Markup {
  const hours = commonHours(summary);
  const used = summary.facilities.filter((facility) => usedResources(facility).length > 0);
  const unused = summary.facilities.filter((facility) => usedResources(facility).length === 0);
  const rows = summary.facilities.flatMap((facility) =>
    facility.resources.map((use) => [
      facility.name,
      formatSlug(use.resource),
      use.capacity === null ? 'unlimited' : formatCount(use.capacity),
      formatCount(use.peak_occupancy),
      formatShare(use.utilisation),
      formatCount(use.peak_queue),
      formatCount(use.waits.n),
      formatMinutes(use.waits.median_minutes),
      formatMinutes(use.waits.p90_minutes),
      formatNumber(use.busy_minutes / 60, 0),
    ]),
  );
  return section(
    'facilities',
    'Facilities: beds, tables, queues',
    html`<p>Means by hour over ${formatNumber(hours / 24, 0)} days. Utilisation counts the days of the scenario.</p>
${legend([
  { tone: 'use-fill', name: 'In use' },
  { tone: 'queue-fill', name: 'Waiting' },
  { tone: 'limit-mark', name: 'Capacity' },
])}
${used.map((facility) => facilityBlock(facility, hours))}
${withoutUse(unused)}
<details class="data"><summary>Numbers of these charts</summary>${table({
      caption: 'Use of every resource',
      columns: [
        { name: 'Facility' },
        { name: 'Resource' },
        { name: 'Capacity', numeric: true },
        { name: 'Peak in use', numeric: true },
        { name: 'Utilisation', numeric: true },
        { name: 'Longest queue', numeric: true },
        { name: 'Served', numeric: true },
        { name: 'Wait, median', numeric: true },
        { name: 'Wait, 90th centile', numeric: true },
        { name: 'Hours in use', numeric: true },
      ],
      rows,
    })}</details>`,
  );
}
