// The page of the scorecard, from pooled runs; and its frame, what stands in it without any run.
import { code, page, table } from './markdown.mjs';
import { reasonOf } from './scorecard-reasons.mjs';

/** @typedef {Record<string, any>} Json */

const HEAD = [
  '#',
  'Check',
  'Class',
  'Band',
  'Published',
  'Sources',
  'Evidence',
  'n',
  'Value',
  '95 % interval',
  'Verdict',
  'Why',
];

/**
 * @param {Json} sources
 * @param {readonly Json[]} presets
 * @param {readonly string[]} seeds
 */
export function scorecardPage(sources, presets, seeds) {
  return page(
    'Scorecard',
    [
      'Every published check of the evidence table against the four calibration presets. The runs share one set of physiology, treatment and injury parameters; the presets differ in scenario fields only. How the model was tuned to these checks stands in [the model](../explanation/model.md#what-was-tuned-to-what): a fit is not a validation, and what may not be claimed is listed there.',
      `${versions(sources)}\n\nSeeds ${seeds.join(', ')}, pooled; about ${sources.BATTLE_CASUALTIES} battle casualties a seed (peacekeeping: ${sources.PEACEKEEPING_CASUALTIES} casualties of all kinds, since one in a hundred is wounded in battle), the laydown scaled with them. Structural checks look at the first ${sources.AUDITED} records of the first seed. Written by:`,
      '```sh\nnode scripts/generate-scorecard.mjs\n```',
      '**Class**: hard checks must lie in the band, soft ones warn, structural ones must hold without exception. **Verdict**: pass inside the band; warn when only the interval reaches it, or outside a soft band; fail beyond. Of large-scale combat only weak evidence exists: there a pass is called plausible, not validated. Sources are those of the calibration dossier, named at the end.',
      ...presets.flatMap((preset) => presetParts(sources, preset)),
      '## Sources',
      sourceList(presets),
    ],
    'generate-scorecard',
  );
}

/**
 * Lines that the page must hold whatever the runs give: versions and the mark of the model that ran, and the beginning of
 * every row.
 *
 * @param {Json} sources
 * @param {readonly Json[]} presets - with scorecards of no runs
 * @returns {string[]}
 */
export function frameOf(sources, presets) {
  return [
    versions(sources),
    ...presets.flatMap(({ scorecard }) => [...banded(scorecard).map(rowStart), bandless(scorecard)]),
  ];
}

/**
 * The mark says which model ran: the versions stand still between releases.
 *
 * @param {Json} sources
 */
function versions({ ENGINE_VERSION, REFERENCE_DATA_VERSION, CALIBRATION_IDS, markOfModel }) {
  const mark = markOfModel(CALIBRATION_IDS);
  return `Engine ${ENGINE_VERSION}, reference data ${REFERENCE_DATA_VERSION}, model ${code(mark)}.`;
}

/**
 * @param {Json} sources
 * @param {Json} preset
 */
function presetParts({ presetScenario }, { id, scorecard, casualties, battle }) {
  const rows = banded(scorecard);
  const count = (/** @type {string} */ verdict) => rows.filter((row) => row.verdict === verdict).length;
  return [
    `## ${id}`,
    `${presetScenario(id).name}. Setting ${scorecard.setting}: ${scorecard.setting_reason}. ${casualties} casualties, ${battle} of them in battle. Of ${rows.length} figures with a band ${count('pass')} pass, ${count('warn')} warn, ${count('fail')} fail; ${count('too-few')} have too few cases, ${count('not-applicable')} cannot be judged.`,
    table(
      HEAD,
      rows.map((row) => [...frameCells(row), ...measuredCells(id, row)]),
    ),
    bandless(scorecard),
  ];
}

/** @param {Json} scorecard */
const banded = ({ rows }) => rows.filter((/** @type {Json} */ row) => row.band !== null);

/** @param {Json} scorecard */
function bandless({ rows }) {
  const names = rows
    .filter((/** @type {Json} */ row) => row.band === null)
    .map((/** @type {Json} */ { check, statistic }) => `${check} ${statistic}`);
  return `No band for this setting: ${names.length === 0 ? 'none' : names.join('; ')}.`;
}

/** @param {Json} row */
function frameCells({ check, statistic, id, class: kind, band, published, sources, strength }) {
  const variant = band.variant === null ? '' : ` (${band.variant})`;
  return [
    check,
    `${statistic} ${code(id)}`,
    kind,
    `${range(band.low, band.high)}${variant}`,
    published,
    sources.join(', '),
    strength,
  ];
}

/** @param {Json} row */
function rowStart(row) {
  const line = table(['x'], [frameCells(row)]).split('\n')[2] ?? '';
  return line.slice(0, -2);
}

/**
 * @param {string} preset
 * @param {Json} row
 */
function measuredCells(preset, row) {
  const { n, value, low, high, verdict_text, denominator } = row;
  return [
    n === null ? '' : `${n}`,
    value,
    low === null ? '' : range(low, high),
    verdict_text,
    [reasonOf(preset, row), `of ${denominator}`].filter((text) => text !== '').join('; '),
  ];
}

/**
 * @param {number | null} low
 * @param {number | null} high
 */
function range(low, high) {
  if (low === null) return `at most ${high}`;
  if (high === null) return `at least ${low}`;
  return low === high ? `${low}` : `${low} to ${high}`;
}

/** @param {readonly Json[]} presets */
function sourceList(presets) {
  const titles = new Map(
    presets.flatMap(({ scorecard }) =>
      scorecard.sources.map((/** @type {Json} */ { tag, title }) => [tag, title]),
    ),
  );
  return [...titles]
    .sort(([a], [b]) => Number(a.slice(2)) - Number(b.slice(2)))
    .map(([tag, title]) => `- ${tag}: ${title}`)
    .join('\n');
}
