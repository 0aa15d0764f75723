import type { Summary } from '@medical-patients/contract';
import { formatCount } from './format.js';
import { html, Markup } from './html.js';
import { careTimesSection, evacuationSection } from './sections/care.js';
import { casualtiesSection, outcomesSection } from './sections/casualties.js';
import { bloodSection, clinicalSection } from './sections/clinical.js';
import { facilitiesSection } from './sections/facilities.js';
import { headlineSection } from './sections/headline.js';
import { scorecardSection } from './sections/scorecard.js';
import { STYLES } from './styles.js';

export interface SummaryHtmlOptions {
  /** Heading of the page; the scenario's name when left out. */
  readonly title?: string;
  /** Id of the data set, printed under the heading. */
  readonly datasetId?: string;
}

const CONTENTS = [
  ['headline', 'At a glance'],
  ['casualties', 'Casualties'],
  ['outcomes', 'Outcomes'],
  ['times', '10-1-2'],
  ['facilities', 'Facilities'],
  ['evacuation', 'Evacuation'],
  ['blood', 'Blood'],
  ['clinical', 'Clinical'],
  ['scorecard', 'Scorecard'],
] as const;

/**
 * The summary of a run as one page that needs nothing else: styles and charts are inside, no script runs, nothing is
 * requested. It prints, follows the reader's light or dark preference, and fits a phone.
 *
 * @returns a whole HTML document
 */
export function renderSummaryHtml(summary: Summary, options: SummaryHtmlOptions = {}): string {
  const { scenario, totals } = summary;
  const title = options.title ?? scenario.name;
  const population =
    scenario.population_at_risk === null
      ? null
      : html` · population at risk ${formatCount(scenario.population_at_risk)}`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${title}: summary</title>
<style>${new Markup(STYLES)}</style>
</head>
<body>
<div class="banner" role="note">EXERCISE – synthetic data</div>
<header><h1>${title}</h1>
<p>${formatCount(totals.casualties)} casualties in ${scenario.days} ${scenario.days === 1 ? 'day' : 'days'} from ${scenario.start.slice(0, 10)} · seed ${scenario.seed}${population}${options.datasetId === undefined ? null : html` · data set <code>${options.datasetId}</code>`}</p>
<nav aria-label="Contents">${CONTENTS.map(([id, name]) => html`<a href="#${id}">${name}</a>`)}</nav></header>
<main>
${headlineSection(summary)}
${casualtiesSection(summary)}
${outcomesSection(summary)}
${careTimesSection(summary)}
${facilitiesSection(summary)}
${evacuationSection(summary)}
${bloodSection(summary)}
${clinicalSection(summary)}
${scorecardSection(summary.scorecard)}
</main>
<footer>${summary.notice} No real person, unit or event is shown.</footer>
</body>
</html>
`;
  return page.source;
}
