import type { ClinicalTables } from './clinical-tables.js';
import type { EvidenceTables } from './evidence-tables.js';
import type { ModelTables } from './model-tables.js';
import type { PeopleTables } from './people-tables.js';

/** All versioned tables. A host passes them into the engine, which holds none itself. */
export interface ReferenceData {
  /** Changes whenever a table changes; part of the dataset id. */
  readonly version: string;
  readonly people: PeopleTables;
  readonly clinical: ClinicalTables;
  readonly evidence: EvidenceTables;
  readonly model: ModelTables;
}
