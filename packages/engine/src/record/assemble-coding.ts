import type {
  ClinicalCoding,
  CodeSystem,
  Condition,
  Injury,
  Intervention,
  MechanismRow,
  Medication,
  Procedure,
} from '@medical-patients/contract';

/** Identifiers of the code systems in records; the last one is this project's own. */
export const SYSTEM_URLS: Readonly<Record<CodeSystem, string>> = {
  snomed: 'http://snomed.info/sct',
  'icd-10': 'http://hl7.org/fhir/sid/icd-10',
  atc: 'http://www.whocc.no/atc',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  local: 'urn:medical-patients:code',
};

type Coding = Intervention['code'];

/** A table's coding in the form of records. The objects are shared by all records that need them. */
export function toCoding(coding: ClinicalCoding): Coding {
  return { system: SYSTEM_URLS[coding.system], code: coding.code, display: coding.display };
}

export function toMechanism(row: MechanismRow): Coding {
  const system = row.system === 'snomed' ? SYSTEM_URLS.snomed : SYSTEM_URLS.local;
  return { system, code: row.code, display: row.codeDisplay };
}

/** The diagnosis of a condition, with its own display: several conditions share one concept. */
export function toDiagnosis(condition: Condition): Injury['diagnosis'] {
  const { system, code } = condition.coding;
  return { system: SYSTEM_URLS[system], code, display: condition.display, icd_10: condition.icd10 };
}

export function toProcedure(procedure: Procedure): Coding {
  return {
    system: SYSTEM_URLS[procedure.coding.system],
    code: procedure.coding.code,
    display: procedure.display,
  };
}

export function toMedication(medication: Medication): Coding {
  return { system: SYSTEM_URLS.atc, code: medication.atc, display: medication.display };
}
