import type {
  AllergyTable,
  Demographics,
  MedicationTable,
  PeopleTables,
  ProblemTable,
} from '@medical-patients/contract';
import allergies from '../../data/people/allergies.json' with { type: 'json' };
import demographics from '../../data/people/demographics.json' with { type: 'json' };
import medications from '../../data/people/medications.json' with { type: 'json' };
import problems from '../../data/people/problems.json' with { type: 'json' };
import { languages } from './languages.js';
import { nations } from './nations.js';

/** Who a casualty can be: nations, names, ranks, bodies and medical history. */
export const people: PeopleTables = {
  nations,
  languages,
  demographics: demographics as Demographics,
  allergies: allergies as AllergyTable,
  medications: medications as MedicationTable,
  problems: problems as ProblemTable,
};
