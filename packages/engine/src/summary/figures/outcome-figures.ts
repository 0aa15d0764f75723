import type { Summary, SummaryGroup } from '@medical-patients/contract';
import type { Plan } from '../../compile/plan.js';
import { CLASS, CLASS_WORDS, OUTCOME } from '../../record/codes.js';
import { COLUMN, GROUP_COLUMNS } from '../counter-layout.js';
import type { SummaryTally } from '../summary-tally.js';
import { WARFARE_WORDS } from '../words.js';
import { rateOf } from './numbers.js';

type OutcomeColumns = Omit<SummaryGroup, 'id' | 'name'>;

/** One row of a grouping. */
function outcomeColumns(counters: Float64Array, row: number): OutcomeColumns {
  let casualties = 0;
  for (let outcome = 0; outcome < COLUMN.battle; outcome++) casualties += counters[row + outcome];
  const battle = counters[row + COLUMN.battle];
  const kia = counters[row + OUTCOME.kia];
  return {
    casualties,
    kia,
    dow: counters[row + OUTCOME.dow],
    died_non_battle: counters[row + OUTCOME.diedNonBattle],
    returned_to_duty: counters[row + OUTCOME.returnedToDuty],
    evacuated_out_of_theatre: counters[row + OUTCOME.evacuated],
    in_care: counters[row + OUTCOME.inCare],
    battle_casualties: battle,
    wounded_in_action: battle - kia,
    returned_to_duty_72h: counters[row + COLUMN.returned72],
  };
}

interface Label {
  readonly id: string;
  readonly name: string;
}

/** Rows of one grouping in the order of its labels; rows without casualties are left out unless `keepEmpty`. */
function groupsOf(
  tally: SummaryTally,
  at: number,
  labels: readonly Label[],
  keepEmpty: boolean,
): SummaryGroup[] {
  return labels
    .map((label, index) => ({ ...label, ...outcomeColumns(tally.counters, at + index * GROUP_COLUMNS) }))
    .filter((row) => keepEmpty || row.casualties > 0);
}

const CLASS_NAMES = ['Battle injury', 'Non-battle injury', 'Disease'];

function capitalised(word: string): string {
  return word === 'cbrn' ? 'CBRN' : `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** Casualties by class, front, nation, warfare type, mechanism and day. */
export function groupFigures(tally: SummaryTally, plan: Plan) {
  const { layout } = tally;
  const warfare = WARFARE_WORDS.map((id) => ({ id, name: capitalised(id) }));
  return {
    by_class: groupsOf(
      tally,
      layout.byClass,
      CLASS_WORDS.map((id, index) => ({ id, name: CLASS_NAMES[index] })),
      true,
    ),
    by_front: groupsOf(
      tally,
      layout.byFront,
      plan.scenario.fronts.map(({ id, name }) => ({ id, name })),
      true,
    ),
    by_nation: groupsOf(
      tally,
      layout.byNation,
      plan.referenceData.people.nations.map(({ alpha3, name }) => ({ id: alpha3, name })),
      false,
    ),
    by_warfare_type: groupsOf(
      tally,
      layout.byWarfare,
      [...warfare, { id: 'none', name: 'None (disease and non-battle injury)' }],
      false,
    ),
    by_mechanism: groupsOf(
      tally,
      layout.byMechanism,
      plan.referenceData.model.mechanisms.map(({ id, display }) => ({ id, name: display })),
      false,
    ),
    by_day: Array.from({ length: layout.sizes.days }, (_, day) => ({
      day: day + 1,
      ...outcomeColumns(tally.counters, layout.byDay + day * GROUP_COLUMNS),
    })),
  };
}

/** Everyone, and the three classes apart. */
export function totalFigures(tally: SummaryTally): Summary['totals'] {
  const { counters, layout } = tally;
  const rows = [0, 1, 2].map((row) => outcomeColumns(counters, layout.byClass + row * GROUP_COLUMNS));
  const sum = (key: keyof OutcomeColumns) => rows.reduce((total, row) => total + row[key], 0);
  return {
    casualties: sum('casualties'),
    kia: sum('kia'),
    dow: sum('dow'),
    died_non_battle: sum('died_non_battle'),
    returned_to_duty: sum('returned_to_duty'),
    evacuated_out_of_theatre: sum('evacuated_out_of_theatre'),
    in_care: sum('in_care'),
    battle_casualties: sum('battle_casualties'),
    wounded_in_action: sum('wounded_in_action'),
    returned_to_duty_72h: sum('returned_to_duty_72h'),
    non_battle_injuries: rows[CLASS.nonBattleInjury].casualties,
    disease: rows[CLASS.disease].casualties,
    mass_casualty: counters[layout.scalar.massCasualty],
    reached_mtf: counters[layout.scalar.reachedMtf],
  };
}

/** The four published rates (calibration 1.1), each with its own denominator. */
export function rateFigures(totals: Summary['totals']): Summary['rates'] {
  const { kia, dow, wounded_in_action: wounded, returned_to_duty_72h: returned } = totals;
  return {
    kia: rateOf(
      {
        name: '%KIA',
        numerator: 'killed in action',
        denominator:
          'killed in action and wounded in action, less those returned to duty within 72 h of injury',
      },
      kia,
      kia + wounded - returned,
    ),
    dow: rateOf(
      {
        name: '%DOW',
        numerator: 'died of wounds',
        denominator: 'wounded in action, less those returned to duty within 72 h of injury',
      },
      dow,
      wounded - returned,
    ),
    case_fatality: rateOf(
      {
        name: 'Case fatality rate',
        numerator: 'killed in action and died of wounds',
        denominator: 'killed in action and wounded in action',
      },
      kia + dow,
      kia + wounded,
    ),
    returned_to_duty_72h: rateOf(
      {
        name: 'Returned to duty within 72 h',
        numerator: 'wounded in action returned to duty within 72 h of injury',
        denominator: 'wounded in action',
      },
      returned,
      wounded,
    ),
  };
}
