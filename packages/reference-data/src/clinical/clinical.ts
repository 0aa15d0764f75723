import type {
  BloodGroupCode,
  ClinicalCoding,
  ClinicalTables,
  Condition,
  DataTable,
  MechanismCode,
  Medication,
  ObservationDefinition,
  Procedure,
  Protocol,
  StandardCare,
} from '@medical-patients/contract';
import bloodGroups from '../../data/clinical/blood-groups.json' with { type: 'json' };
import bodySites from '../../data/clinical/body-sites.json' with { type: 'json' };
import conditions from '../../data/clinical/conditions.json' with { type: 'json' };
import mechanisms from '../../data/clinical/mechanisms.json' with { type: 'json' };
import medications from '../../data/clinical/medications.json' with { type: 'json' };
import observations from '../../data/clinical/observations.json' with { type: 'json' };
import procedures from '../../data/clinical/procedures.json' with { type: 'json' };
import standardCare from '../../data/clinical/standard-care.json' with { type: 'json' };
import treatments from '../../data/clinical/treatments.json' with { type: 'json' };

// The compiler widens JSON literals (a tuple becomes a list, a union becomes a string); shape.test.ts checks
// every row against the types instead.
const rowsOf = <Row>(table: { readonly rows: unknown }): readonly Row[] => (table as DataTable<Row>).rows;

/** Every clinical table. Sources, licences and dates stand in the files of `data/clinical`. */
export const clinical: ClinicalTables = {
  conditions: rowsOf<Condition>(conditions),
  procedures: rowsOf<Procedure>(procedures),
  medications: rowsOf<Medication>(medications),
  protocols: rowsOf<Protocol>(treatments),
  standardCare: rowsOf<StandardCare>(standardCare),
  observations: rowsOf<ObservationDefinition>(observations),
  mechanisms: rowsOf<MechanismCode>(mechanisms),
  bodySites: rowsOf<ClinicalCoding>(bodySites),
  bloodGroups: rowsOf<BloodGroupCode>(bloodGroups),
};
