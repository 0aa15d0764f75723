/** Tables of the model that are neither people, clinical catalogue nor evidence. Shapes follow the engine's use. */

/** How an injury comes about. Order of `ModelTables.mechanisms` is the mechanism number of care paths. */
export interface Mechanism {
  readonly id: string;
  readonly display: string;
  /** SNOMED CT event code of calibration.md 8.3, or a local code. */
  readonly code: string;
  readonly system: string;
  readonly codeDisplay: string;
  readonly kind: 'battle' | 'non-battle' | 'disease';
}

export interface ModelTables {
  readonly mechanisms: readonly Mechanism[];
}
