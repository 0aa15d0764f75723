import type {
  AgentProfile,
  AgentToxicity,
  BiologicalAgent,
  DataTable,
  DecontaminationTimes,
  EvidenceCheck,
  EvidenceSource,
  EvidenceTables,
  RadiationBand,
} from '@medical-patients/contract';
import agents from '../../data/evidence/agents.json' with { type: 'json' };
import biological from '../../data/evidence/biological.json' with { type: 'json' };
import checks from '../../data/evidence/checks.json' with { type: 'json' };
import radiation from '../../data/evidence/radiation.json' with { type: 'json' };
import sources from '../../data/evidence/sources.json' with { type: 'json' };

// As in the clinical tables: the compiler widens JSON literals, evidence.test.ts checks the rows.
const rowsOf = <Row>(table: { readonly rows: unknown }): readonly Row[] => (table as DataTable<Row>).rows;

/** Published figures, the checks of the scorecard and the courses of CBRN exposure. */
export const evidence: EvidenceTables = {
  sources: rowsOf<EvidenceSource>(sources),
  checks: rowsOf<EvidenceCheck>(checks),
  agents: rowsOf<AgentProfile>(agents),
  decontamination: agents.decontamination as DecontaminationTimes,
  toxicity: agents.toxicity as readonly AgentToxicity[],
  radiation: rowsOf<RadiationBand>(radiation),
  biological: rowsOf<BiologicalAgent>(biological),
};
