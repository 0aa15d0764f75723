/** Changes with every change of a table; part of the dataset id. */
export const REFERENCE_DATA_VERSION = '0.1.0';
