export * from './common.js';
export * from './configurations.js';
export * from './generation.js';
export * from './jobs.js';
export * from './keys.js';
export * from './problem-details.js';
export * from './service.js';
