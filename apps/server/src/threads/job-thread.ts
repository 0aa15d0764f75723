import { parentPort } from 'node:worker_threads';
import { referenceData } from '@medical-patients/reference-data';
import { createThreadHandlers } from './thread-handlers.js';
import { serveThread } from './thread-service.js';

if (parentPort === null) throw new Error('job-thread is the file of a worker thread');
serveThread(parentPort, createThreadHandlers(referenceData));
