import type { Foundation } from '../../foundation.js';
import type { JobThreads } from '../../threads/job-threads.js';
import type { JobRecords } from '../job-records.js';
import type { ProgressReporter } from '../progress-reporter.js';
import type { CompileRun } from '../run-plans.js';

/** What every task stands on. */
export interface TaskContext
  extends Pick<
    Foundation,
    'settings' | 'logger' | 'metrics' | 'database' | 'queue' | 'artifacts' | 'sealer' | 'caches'
  > {
  readonly threads: JobThreads;
  readonly compile: CompileRun;
  readonly records: JobRecords;
  readonly progress: ProgressReporter;
}
