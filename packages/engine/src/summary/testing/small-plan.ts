import type { EvidenceCheck } from '@medical-patients/contract';
import type { Place, Plan } from '../../compile/plan.js';

/** What a test may change of the small plan. */
export interface SmallPlanOptions {
  readonly days?: number;
  readonly warfare?: Readonly<Record<string, number>>;
  readonly severity?: number;
  readonly populationAtRisk?: number | null;
  readonly checks?: readonly EvidenceCheck[];
}

const FRONTS = ['north', 'south'];
/** Role 1 without a table, Role 2 with one, Role 3 with four, Role 4 without limit. */
export const SMALL_FACILITIES = [
  { id: 'r1', name: 'Role 1', role: 1, operating_tables: 0 },
  { id: 'r2', name: 'Role 2', role: 2, operating_tables: 1 },
  { id: 'r3', name: 'Role 3', role: 3, operating_tables: 4 },
  { id: 'r4', name: 'Role 4', role: 4, operating_tables: 0 },
] as const;

/** ICD-10 codes of the condition rows: concussion, subdural haematoma, amputation, finger, burn, frostbite, other. */
export const SMALL_CONDITIONS = ['S06.0', 'S06.5', 'S78.1', 'S68.1', 'T31.1', 'T34.8', 'S31.8'] as const;

const MECHANISM_IDS = ['artillery_fragment', 'gunshot', 'blast_overpressure', 'fall'];

/** Two fronts, four facilities, one fleet: just what the summary reads of a plan, and nothing else. */
export function smallPlan(options: SmallPlanOptions = {}): Plan {
  const places: Place[] = [
    ...FRONTS.map((id, front) => ({
      index: front,
      id,
      scenarioId: id,
      name: id,
      echelon: 'poi' as const,
      role: 0,
      front,
      location: null,
    })),
    ...SMALL_FACILITIES.map((facility, index) => ({
      index: FRONTS.length + index,
      id: facility.id,
      scenarioId: facility.id,
      name: facility.name,
      echelon: `role-${facility.role}` as const,
      role: facility.role,
      front: -1,
      location: null,
    })),
  ];
  const populationAtRisk = options.populationAtRisk === undefined ? 5_000 : options.populationAtRisk;
  const plan = {
    scenario: {
      name: 'Small',
      start: '2026-06-01T00:00:00Z',
      days: options.days ?? 5,
      casualties: { total: 100, surviving_injury: null, rates: null, day_variation: 0.4 },
      warfare: options.warfare ?? { conventional: 1 },
      severity: options.severity ?? 2.2,
      intensity: 'high',
      fronts: FRONTS.map((id) => ({ id, name: id, population_at_risk: populationAtRisk })),
      medical: {
        facilities: SMALL_FACILITIES,
        fleets: [
          { id: 'ground', name: 'Ground', kind: 'ground_ambulance', vehicles: 2, litters: 4 },
          { id: 'air', name: 'Air', kind: 'rotary_wing', vehicles: 1, litters: 6 },
        ],
      },
    },
    referenceData: {
      people: {
        nations: ['ALB', 'BEL', 'BGR'].map((alpha3) => ({
          alpha3,
          name: alpha3,
          bloodGroupWeights: [38, 34, 9, 4, 7, 6, 1, 1],
        })),
      },
      clinical: { conditions: SMALL_CONDITIONS.map((icd10) => ({ icd10 })) },
      evidence: {
        checks: options.checks ?? [],
        sources: [{ n: 6, title: 'Kotwal 2016', depth: 'abstract' }],
      },
      model: { mechanisms: MECHANISM_IDS.map((id) => ({ id, display: id })), campaigns: {} },
    },
    seed: '1',
    startEpochSeconds: 0,
    places,
    frontCount: FRONTS.length,
    vehicles: [],
  };
  // The summary reads these parts only; a whole scenario would hide that.
  return plan as unknown as Plan;
}

/** Sizes for `arbitraryCasualty`. */
export const SMALL_SIZES = { days: 5, fronts: 2, mechanisms: 4, places: 6, conditions: 7 } as const;
