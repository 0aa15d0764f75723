import type { Condition, Injury, PatientRecord } from '@medical-patients/contract';
import { toCoding, toDiagnosis } from './assemble-coding.js';
import type { CarePathView } from './care-path.js';
import { AGENT_WORDS, CLASS, DOSE_WORDS, FLAG, REGION_WORDS, SEVERITY_WORDS } from './codes.js';

/**
 * What ails a casualty: the parts `injuries`, `disease` and `exposure` of a record. A disease is never an injury, though
 * some rows of the catalogue (anaphylaxis, heat) come with an AIS severity when they are an accident.
 */
export interface InjuryAssembler {
  injuries(view: CarePathView): Injury[];
  disease(view: CarePathView): PatientRecord['disease'];
  exposure(view: CarePathView): PatientRecord['exposure'];
}

const SIDES: readonly Injury['side'][] = [null, 'left', 'right', 'midline'];

export function createInjuryAssembler(conditions: readonly Condition[]): InjuryAssembler {
  const diagnoses = conditions.map(toDiagnosis);
  const sites = conditions.map((condition) => (condition.bodySite ? toCoding(condition.bodySite) : null));
  const tourniquets = conditions.map((condition) => condition.tourniquetPossible);

  return {
    injuries(view) {
      const injuries: Injury[] = [];
      if (view.casualtyClass === CLASS.disease) return injuries;
      for (let wound = 0; wound < view.woundCount; wound++) {
        const ais = view.woundAis(wound);
        if (ais === 0) continue;
        const row = view.woundCondition(wound);
        injuries.push({
          region: REGION_WORDS[view.woundRegion(wound)],
          side: SIDES[view.woundSide(wound)],
          diagnosis: diagnoses[row],
          body_site: sites[row],
          ais,
          bleeding_class: view.woundBleedingClass(wound),
          tourniquet_possible: tourniquets[row],
        });
      }
      return injuries;
    },
    disease(view) {
      const row = view.conditionRow;
      if (row >= diagnoses.length) return null;
      if (view.casualtyClass !== CLASS.disease && hasWound(view, row)) return null;
      if (view.casualtyClass === CLASS.battleInjury && view.agent === 0 && view.woundCount > 0) return null;
      const severity = SEVERITY_WORDS[view.severity] ?? 'moderate';
      return { diagnosis: diagnoses[row], body_site: sites[row], severity };
    },
    exposure(view) {
      if (view.agent === 0 || view.agent >= AGENT_WORDS.length) return null;
      return {
        agent: AGENT_WORDS[view.agent],
        dose_class: DOSE_WORDS[view.doseClass] ?? 'none',
        decontaminated: (view.flags & FLAG.decontaminated) !== 0,
      };
    },
  };
}

/** A condition that stands among the injuries is not told again as a disease. */
function hasWound(view: CarePathView, row: number): boolean {
  for (let wound = 0; wound < view.woundCount; wound++) {
    if (view.woundCondition(wound) === row && view.woundAis(wound) > 0) return true;
  }
  return false;
}
