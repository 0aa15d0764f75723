import type { ReferenceData } from '@medical-patients/contract';
import { clinical } from './clinical/clinical.js';
import { evidence } from './evidence/evidence.js';
import { model } from './model/model.js';
import { people } from './people/people.js';
import { REFERENCE_DATA_VERSION } from './version.js';

export type { Preset } from './presets/preset.js';
export { findPreset, presets } from './presets/presets.js';
export { REFERENCE_DATA_VERSION } from './version.js';

/** Every table, as the engine and the writers take it. */
export const referenceData: ReferenceData = {
  version: REFERENCE_DATA_VERSION,
  people,
  clinical,
  evidence,
  model,
};
