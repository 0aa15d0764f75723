export { renderSummaryHtml, type SummaryHtmlOptions } from './render-summary-html.js';
