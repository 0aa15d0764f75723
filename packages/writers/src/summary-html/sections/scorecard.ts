import type { Scorecard, ScorecardRow } from '@medical-patients/contract';
import { formatCount, formatNumber, formatSlug } from '../format.js';
import { html, type Markup } from '../html.js';
import { section, table } from '../tables.js';

const BADGES = {
  pass: { sign: '✓', text: 'pass' },
  warn: { sign: '!', text: 'warn' },
  fail: { sign: '✕', text: 'fail' },
  'too-few': { sign: '…', text: 'too few' },
  'not-applicable': { sign: '–', text: 'n/a' },
} as const;

/** Weak evidence never reads "pass": it is plausible at best. */
function badge(row: ScorecardRow): Markup {
  const { sign, text } = BADGES[row.verdict];
  const word = row.verdict === 'pass' && row.strength === 'weak' ? 'plausible' : text;
  return html`<span class="badge ${row.verdict}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}

const SETTING_NAMES: Readonly<Record<string, string>> = {
  coin: 'counter-insurgency',
  lsco: 'large-scale combat',
  urban: 'urban combat',
  naval: 'naval combat',
  peacekeeping: 'peacekeeping',
  mixed: 'none of the published ones',
};

const UNITS: Readonly<Record<string, string>> = {
  percent: ' %',
  minutes: ' min',
  years: ' years',
  units: ' units',
  points: ' points',
  'per-1000-per-day': ' per 1,000 a day',
};

function value(row: ScorecardRow): Markup {
  const unit = UNITS[row.unit] ?? '';
  const digits = row.unit === 'ratio' || row.unit === 'p-value' ? 3 : 1;
  if (row.value === null) return html`–`;
  const interval =
    row.low === null || row.high === null
      ? null
      : html`<small class="interval">${formatNumber(row.low, digits)} to ${formatNumber(row.high, digits)}</small>`;
  return html`<span><b>${formatNumber(row.value, digits)}${unit}</b>${interval}</span>`;
}

function band(row: ScorecardRow): string {
  if (row.band === null) return '–';
  const { low, high } = row.band;
  if (low === null) return `at most ${formatNumber(high, 3)}`;
  if (high === null) return `at least ${formatNumber(low, 3)}`;
  return `${formatNumber(low, 3)} to ${formatNumber(high, 3)}`;
}

function scoreTable(caption: string, rows: readonly ScorecardRow[]): Markup {
  return table({
    caption,
    look: 'stacks',
    columns: [
      { name: 'Statistic' },
      { name: 'Verdict' },
      { name: 'This run (95 % interval)' },
      { name: 'Band' },
      { name: 'Published' },
      { name: 'n', numeric: true },
      { name: 'Source' },
      { name: 'Evidence' },
    ],
    rows: rows.map((row) => [
      html`<span class="check">${row.check}</span> ${row.statistic}<small class="under">${row.denominator}${row.note === '' ? '' : ` · ${row.note}`}</small>`,
      html`${badge(row)}<small class="under">${row.verdict_text}</small>`,
      value(row),
      band(row),
      row.published,
      row.n === null ? '–' : formatCount(row.n),
      row.sources.join(', '),
      `${row.strength}, ${row.class}`,
    ]),
  });
}

export function scorecardSection(scorecard: Scorecard): Markup {
  const applied = scorecard.rows.filter((row) => row.verdict !== 'not-applicable');
  const others = scorecard.rows.filter((row) => row.verdict === 'not-applicable');
  const count = (verdict: ScorecardRow['verdict'], strength?: ScorecardRow['strength']) =>
    applied.filter((row) => row.verdict === verdict && (strength === undefined || row.strength === strength))
      .length;
  const pooled = scorecard.pooled_runs > 1 ? ` Pooled over ${scorecard.pooled_runs} runs.` : '';
  const tally = [
    `${count('pass', 'strong')} inside a published band`,
    `${count('pass', 'weak')} plausible (weak evidence)`,
    `${count('warn')} warn`,
    `${count('fail')} fail`,
    `${count('too-few')} with too few cases`,
  ];
  return section(
    'scorecard',
    'Realism scorecard',
    html`<p>Generated values beside published ones. Setting taken for the bands: <b>${SETTING_NAMES[scorecard.setting] ?? formatSlug(scorecard.setting)}</b> (${scorecard.setting_reason}).${pooled}</p>
<p>${tally.join(' · ')}. A single exercise reports; it proves nothing. Soft checks only warn, and bands for large-scale combat rest on weak evidence.</p>
${scoreTable('Checks that apply', applied)}
<details class="data"><summary>Checks that do not apply to this run: ${others.length}</summary>${scoreTable('Checks that do not apply', others)}</details>
<details class="data"><summary>Sources</summary><dl>${scorecard.sources.map(
      (source) => html`<dt>${source.tag}</dt><dd>${source.title}</dd>`,
    )}</dl></details>`,
  );
}
