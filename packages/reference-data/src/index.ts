import type { ReferenceData } from '@medical-patients/contract';
import { clinical } from './clinical/index.js';
import { evidence } from './evidence/index.js';
import { model } from './model/model.js';
import { people } from './people/index.js';
import { REFERENCE_DATA_VERSION } from './version.js';

export * from './presets/index.js';
export { REFERENCE_DATA_VERSION } from './version.js';

/** Every table, as the engine and the writers take it. */
export const referenceData: ReferenceData = {
  version: REFERENCE_DATA_VERSION,
  people,
  clinical,
  evidence,
  model,
};
