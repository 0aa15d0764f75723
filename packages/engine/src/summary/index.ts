export type { RunSummary, SummaryOptions } from './create-summary.js';
export { createSummary, finishSummary } from './create-summary.js';
export type { FleetMeans, ResourceMeans, ResourceWord } from './resource-figures.js';
export { RESOURCE, RESOURCE_WORDS, ResourceFigures } from './resource-figures.js';
export type { StructuralFinding, StructuralFindings } from './scorecard/scorecard.js';
export { poolScorecards, scorecardOf } from './scorecard/scorecard.js';
export { plannerFigures, studyBands } from './study-bands.js';
export type { DrawPerson, SampledPerson } from './summary-tally.js';
export { SummaryTally } from './summary-tally.js';
