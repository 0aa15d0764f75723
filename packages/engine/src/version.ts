/** Changes whenever the same scenario and seed would give other records; part of the dataset id. */
export const ENGINE_VERSION = '0.1.0';
