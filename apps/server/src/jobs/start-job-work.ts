import { referenceData } from '@medical-patients/reference-data';
import type { Foundation } from '../foundation.js';
import type { JobThreads } from '../threads/job-threads.js';
import { createJobRecords } from './job-records.js';
import { createProgressReporter } from './progress-reporter.js';
import { createCaretaker } from './retention.js';
import { createRunCompiler } from './run-plans.js';
import { workOnTasks } from './tasks/index.js';

/**
 * Makes this process a worker: it takes tasks from the queue, which has been started, and looks after jobs that ended
 * or were lost. Tasks end with the queue.
 *
 * @returns the way to stop the rest
 */
export async function startJobWork(foundation: Foundation, threads: JobThreads): Promise<() => void> {
  const { database, settings, logger } = foundation;
  const records = createJobRecords({ ...foundation, retentionHours: settings.retentionHours });
  await workOnTasks({
    ...foundation,
    threads,
    compile: createRunCompiler(referenceData),
    records,
    progress: createProgressReporter(database, records, logger),
  });
  return createCaretaker({ ...foundation, records }).start();
}
