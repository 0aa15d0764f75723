import type { PatientRecord } from '@medical-patients/contract';
import {
  capacityFinding,
  checkRecord,
  createAssembler,
  createCheckTables,
  type Plan,
  type SimulationResult,
  type StructuralFinding,
  type StructuralFindings,
} from '@medical-patients/engine';
import { CarePathView } from '../../packages/engine/src/record/care-path.js';
import {
  collectConcepts,
  STRUCTURAL_CHECK,
  StructuralChecks,
} from '../../packages/runner/src/verify/structural-checks.js';

/** Assembles the records of a run and holds every one of them against every invariant. */
export class RecordAudit {
  records = 0;
  /** One sentence for each breach, the first twenty; `breachCount` counts them all. */
  readonly breaches: string[] = [];
  breachCount = 0;
  readonly #tables: ReturnType<typeof createCheckTables>;
  readonly #checks: StructuralChecks;
  readonly #assembler: ReturnType<typeof createAssembler>;
  readonly #look: ((record: PatientRecord) => void) | undefined;

  /** @param look sees every record; it must not keep them */
  constructor(plan: Plan, look?: (record: PatientRecord) => void) {
    const concepts = collectConcepts(plan.referenceData);
    this.#tables = createCheckTables(plan.referenceData.clinical.conditions);
    this.#checks = new StructuralChecks((code) => concepts.has(code));
    this.#assembler = createAssembler(plan, 'audit');
    this.#look = look;
  }

  add(chunk: ArrayBuffer): void {
    const view = new CarePathView(chunk);
    for (let i = 0; i < view.count; i++) {
      const record = this.#assembler.assemble(view.read(i));
      this.records++;
      for (const breach of checkRecord(record, this.#tables)) {
        this.breachCount++;
        if (this.breaches.length < 20) this.breaches.push(`casualty ${record.number}: ${breach}`);
      }
      this.#checks.add(record);
      this.#look?.(record);
    }
  }

  /** The structural checks of the scorecard, answered: by the records, and for capacity by the counters of the run. */
  findings(plan: Plan, { resources }: SimulationResult): StructuralFindings {
    const findings: Record<number, StructuralFinding> = {};
    for (const [check, { n, violations }] of this.#checks.tallies)
      findings[check] = { records: n, violations, note: `in ${this.records} records` };
    findings[STRUCTURAL_CHECK.capacity] = capacityFinding(plan, resources);
    return findings;
  }
}
