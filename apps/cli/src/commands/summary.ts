import { openRunFolder } from '@medical-patients/runner/node';
import { withFailures } from '../failures.js';
import { print, printJson } from '../output.js';
import { summaryText } from '../summary-text.js';

/** Prints the figures and the scorecard of a run. */
export function runSummary(folder: string, flags: { readonly json?: boolean }): Promise<number> {
  return withFailures(flags, async () => {
    const run = await openRunFolder(folder);
    const summary = await run.readSummary();
    if (flags.json) printJson(summary);
    else print(summaryText(summary));
    return 0;
  });
}
