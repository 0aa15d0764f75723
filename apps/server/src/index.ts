export { assetsIn, type ServerAssets } from './assets.js';
export { describeSettings, readSettings, type SettingDescription, type Settings } from './config/settings.js';
export { SERVICE_ERRORS, ServiceError, type ServiceErrorCode } from './errors.js';
export type { ApiKeys, ApiKeyView } from './keys/api-keys.js';
export { type RunningWorker, startWorker } from './main-worker.js';
export { type RunningService, type ServeOptions, serve } from './serve.js';
export { migrateDatabase, type ToolOptions, withKeys } from './tools.js';
