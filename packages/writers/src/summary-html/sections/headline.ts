import type { Summary, SummaryRate } from '@medical-patients/contract';
import { formatCount, formatPercent, shareOf } from '../format.js';
import { html, type Markup } from '../html.js';
import { section } from '../tables.js';

function card(value: string, name: string, detail: string, tone = ''): Markup {
  return html`<div class="card ${tone}"><b>${value}</b><span>${name}</span><small>${detail}</small></div>`;
}

function rateCard(rate: SummaryRate): Markup {
  const interval =
    rate.percent === null
      ? 'no casualty to count'
      : `95 % interval ${formatPercent(rate.low_percent)} to ${formatPercent(rate.high_percent)}`;
  return html`<div class="card rate"><b>${formatPercent(rate.percent)}</b><span>${rate.name}</span><small>${interval}</small>
<small class="fraction">${formatCount(rate.numerator)} ${rate.numerator_text}, of ${formatCount(rate.denominator)} ${rate.denominator_text}</small></div>`;
}

/** The figures of the first slide: how many, how they ended, the four rates with their denominators. */
export function headlineSection(summary: Summary): Markup {
  const { totals, rates } = summary;
  const of = (n: number) => `${shareOf(n, totals.casualties)} of casualties`;
  const classes = `${formatCount(totals.battle_casualties)} battle, ${formatCount(totals.non_battle_injuries)} non-battle injury, ${formatCount(totals.disease)} disease`;
  return section(
    'headline',
    'At a glance',
    html`<div class="cards">
${card(formatCount(totals.casualties), 'Casualties', classes)}
${card(formatCount(totals.kia), 'Killed in action', of(totals.kia), 'kia')}
${card(formatCount(totals.dow), 'Died of wounds', of(totals.dow), 'dow')}
${card(formatCount(totals.died_non_battle), 'Died, non-battle', of(totals.died_non_battle), 'dnb')}
${card(formatCount(totals.returned_to_duty), 'Returned to duty', of(totals.returned_to_duty), 'rtd')}
${card(formatCount(totals.evacuated_out_of_theatre), 'Evacuated out of theatre', of(totals.evacuated_out_of_theatre), 'evac')}
${card(formatCount(totals.in_care), 'In care at the end', of(totals.in_care), 'incare')}
</div><h3>Rates, with the denominator each one uses</h3><div class="cards rates">
${[rates.kia, rates.dow, rates.case_fatality, rates.returned_to_duty_72h].map(rateCard)}
</div>`,
  );
}
