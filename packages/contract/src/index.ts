export * from './patient-record.js';
