export { assetsIn, type ServerAssets } from './assets.js';
export { describeSettings, readSettings, type SettingDescription, type Settings } from './config/settings.js';
export { SERVICE_ERRORS, ServiceError, type ServiceErrorCode } from './errors.js';
export type { ApiKeys, ApiKeyView } from './keys/api-keys.js';
export type { RunningWorker, WorkerOptions } from './main-worker.js';
export { logFailure, migrateDatabase, serve, startWorker, withKeys } from './on-demand.js';
export type { RunningService, ServeOptions } from './serve.js';
export { lowerProcessPriority } from './threads/lower-priority.js';
export type { ToolOptions } from './tools.js';
