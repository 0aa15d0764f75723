import { parentPort, workerData } from 'node:worker_threads';
import { referenceData } from '@medical-patients/reference-data';
import { lowerThreadPriority } from './lower-priority.js';
import type { JobThreadData } from './thread-calls.js';
import { createThreadHandlers } from './thread-handlers.js';
import { serveThread } from './thread-service.js';

if (parentPort === null) throw new Error('job-thread is the file of a worker thread');
if ((workerData as JobThreadData).isNice) lowerThreadPriority();
serveThread(parentPort, createThreadHandlers(referenceData));
