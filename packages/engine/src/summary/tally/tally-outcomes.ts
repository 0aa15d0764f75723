import type { CarePathView } from '../../record/care-path.js';
import { CLASS, FLAG, OUTCOME } from '../../record/codes.js';
import { COLUMN, type CounterLayout, GROUP_COLUMNS, NATION_BINS, WARFARE_BINS } from '../counter-layout.js';

const SECONDS_PER_HOUR = 3_600;
const SECONDS_PER_DAY = 86_400;
const SECONDS_72H = 72 * SECONDS_PER_HOUR;

/** Wounded in battle and back on duty within 72 hours of injury (calibration 1.1). */
export function isReturnedWithin72Hours(view: CarePathView): boolean {
  return (
    view.casualtyClass === CLASS.battleInjury &&
    view.outcome === OUTCOME.returnedToDuty &&
    view.outcomeSeconds - view.injurySeconds <= SECONDS_72H
  );
}

function addTo(counters: Float64Array, row: number, outcome: number, battle: number, returned: number): void {
  counters[row + outcome]++;
  counters[row + COLUMN.battle] += battle;
  counters[row + COLUMN.returned72] += returned;
}

/** Counts one casualty in every grouping, and in the hours of injury and outcome. */
export function tallyOutcome(
  view: CarePathView,
  layout: CounterLayout,
  counters: Float64Array,
  returned72: boolean,
): void {
  const { outcome, injurySeconds, casualtyClass } = view;
  const battle = casualtyClass === CLASS.battleInjury ? 1 : 0;
  const returned = returned72 ? 1 : 0;
  const lastDay = layout.sizes.days - 1;
  const day = Math.min(Math.floor(injurySeconds / SECONDS_PER_DAY), lastDay);
  const warfare = Math.min(view.warfare, WARFARE_BINS - 1);
  const nation = Math.min(view.nation, NATION_BINS - 1);
  addTo(counters, layout.byClass + casualtyClass * GROUP_COLUMNS, outcome, battle, returned);
  addTo(counters, layout.byFront + view.front * GROUP_COLUMNS, outcome, battle, returned);
  addTo(counters, layout.byNation + nation * GROUP_COLUMNS, outcome, battle, returned);
  addTo(counters, layout.byWarfare + warfare * GROUP_COLUMNS, outcome, battle, returned);
  if (view.mechanism < layout.sizes.mechanisms) {
    addTo(counters, layout.byMechanism + view.mechanism * GROUP_COLUMNS, outcome, battle, returned);
  }
  addTo(counters, layout.byDay + day * GROUP_COLUMNS, outcome, battle, returned);

  const injuryHour = Math.min(Math.floor(injurySeconds / SECONDS_PER_HOUR), layout.injuryHours - 1);
  counters[layout.injuryHour + casualtyClass * layout.injuryHours + injuryHour]++;
  if (outcome !== OUTCOME.inCare) {
    const hour = Math.min(Math.floor(view.outcomeSeconds / SECONDS_PER_HOUR), layout.outcomeHours - 1);
    counters[layout.outcomeHour + outcome * layout.outcomeHours + hour]++;
  }
  if ((view.flags & FLAG.massCasualty) !== 0) counters[layout.scalar.massCasualty]++;
}
