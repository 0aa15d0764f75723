export { describeSettings, readSettings, type SettingDescription, type Settings } from './config/settings.js';
export { SERVICE_ERRORS, ServiceError, type ServiceErrorCode } from './errors.js';
