import type { CheckBand, CheckStatistic } from '@medical-patients/contract';
import type { Plan } from '../../compile/plan.js';
import { fleetsOf } from '../summary-frame.js';
import type { Setting } from './setting.js';

/** Variants that widen another band of the same statistic instead of replacing it. */
const OUTER_VARIANTS: readonly string[] = ['outer band', 'sick-call level'];

/** Shortest run for the dispersion of daily rates (calibration check 26). */
const DISPERSION_DAYS = 30;

/** Whether a scenario is in the narrower circumstance that a band names. */
function isIn(variant: string, setting: Setting, plan: Plan): boolean {
  const { scenario } = plan;
  switch (variant) {
    case 'no large-scale-combat delay':
      return setting.id !== 'lsco';
    case 'land':
      return setting.id !== 'naval';
    case 'air evacuation':
      return fleetsOf(plan).some((fleet) => fleet.kind === 'rotary_wing' && fleet.vehicles > 0);
    case '30 days or more':
      return scenario.days >= DISPERSION_DAYS;
    case 'high intensity':
      return scenario.intensity === 'high' || scenario.intensity === 'extreme';
    case 'moderate intensity':
      return scenario.intensity === 'low' || scenario.intensity === 'medium';
    default:
      // The rest describes the published series (armoured troops, Role 2 and 3), not a choice of the scenario.
      return true;
  }
}

export interface ChosenBand {
  readonly band: CheckBand;
  /** Wider bands of the same statistic and setting: inside one of them a value only warns. */
  readonly outer: readonly CheckBand[];
}

/**
 * The band that a scenario is held against: its own setting's, else the one that holds everywhere.
 *
 * @returns null when none applies
 */
export function selectBand(statistic: CheckStatistic, setting: Setting, plan: Plan): ChosenBand | null {
  const applicable = statistic.bands.filter(
    (band) =>
      (band.setting === setting.id || band.setting === 'all') &&
      (band.variant === null || isIn(band.variant, setting, plan)),
  );
  const isOuter = (band: CheckBand) => band.variant !== null && OUTER_VARIANTS.includes(band.variant);
  const inner = applicable.filter((band) => !isOuter(band));
  const band = inner.find((one) => one.setting === setting.id) ?? inner[0];
  return band === undefined ? null : { band, outer: applicable.filter(isOuter) };
}
