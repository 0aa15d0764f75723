/** Typed client of the medpat service. */

export { createClient, type GenerateOptions, type MedpatClient, type UpdateOptions } from './client.js';
export { JobNotCompleted, MedpatRequestError } from './errors.js';
export type { DownloadOptions, DownloadStream, PageQuery, PatientQuery } from './results.js';
export type { CallOptions, ClientOptions } from './transport.js';
export type { JobProgress, WaitOptions } from './wait-for-job.js';
