import type { Summary, SummaryRate } from '@medical-patients/contract';
import { formatCount } from './numbers.js';
import { textList } from './text-table.js';

const OUTCOMES = [
  ['kia', 'Killed in action'],
  ['dow', 'Died of wounds'],
  ['died_non_battle', 'Died, non-battle'],
  ['returned_to_duty', 'Returned to duty'],
  ['evacuated_out_of_theatre', 'Evacuated out of theatre'],
  ['in_care', 'In care at the end'],
] as const;

/** Casualties by class and by outcome, and the rates with the denominators that they were computed with. */
export function outcomeTable({ totals, rates }: Summary): string {
  const { casualties, battle_casualties: battle, non_battle_injuries: nonBattle, disease } = totals;
  const classes = `${formatCount(battle)} battle, ${formatCount(nonBattle)} non-battle injury, ${formatCount(disease)} disease`;
  const share = (count: number): string => (casualties === 0 ? '–' : `${percentOf(count / casualties)}`);
  return textList([
    ['Casualties', `${formatCount(casualties)}  (${classes})`],
    ...OUTCOMES.map(
      ([key, name]) => [`  ${name}`, `${formatCount(totals[key])}  ${share(totals[key])}`] as const,
    ),
    ...Object.values(rates).map((rate) => [rate.name, describeRate(rate)] as const),
  ]);
}

/** `12.3 % (26 of 211 …; 95 % interval 8.6 to 17.3)`. */
export function describeRate(rate: SummaryRate): string {
  const of = `${formatCount(rate.numerator)} of ${formatCount(rate.denominator)} ${rate.denominator_text}`;
  if (rate.percent === null) return `–  (${of})`;
  return `${rate.percent.toFixed(1)} %  (${of})`;
}

function percentOf(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}
