import type { CheckSetting, Scenario, WarfareType } from '@medical-patients/contract';

/** What kind of operation the scorecard takes a scenario for; `mixed` where no published setting fits. */
export interface Setting {
  readonly id: Exclude<CheckSetting, 'all'> | 'mixed';
  readonly reason: string;
}

/** A kind of warfare sets the setting when it has at least half of the weight. */
const DOMINANT = 0.5;
/** Severity 1 is counter-insurgency with armour, 2.2 large-scale combat (scenario design); the border is an estimate. */
const COIN_SEVERITY_BELOW = 1.4;
const LARGE_SCALE: readonly WarfareType[] = ['conventional', 'artillery', 'drone'];

/**
 * Derives the setting from warfare weights and severity:
 *
 * 1. peacekeeping, naval or urban warfare with at least half of the weight: that setting;
 * 2. guerrilla warfare with at least half, and severity below 1.4: counter-insurgency;
 * 3. conventional, artillery and drone warfare together at least half, and severity 1.4 or more: large-scale combat;
 * 4. otherwise mixed: only the bands that hold in every setting apply.
 */
export function settingOf(scenario: Scenario): Setting {
  const weights = Object.entries(scenario.warfare) as [WarfareType, number][];
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  const share = (types: readonly WarfareType[]) =>
    weights.reduce((sum, [type, weight]) => sum + (types.includes(type) ? weight / total : 0), 0);
  const percent = (value: number) => `${Math.round(value * 100)} %`;
  for (const type of ['peacekeeping', 'naval', 'urban'] as const) {
    const part = share([type]);
    if (part >= DOMINANT) return { id: type, reason: `${type} has ${percent(part)} of the warfare weight` };
  }
  const guerrilla = share(['guerrilla']);
  if (guerrilla >= DOMINANT && scenario.severity < COIN_SEVERITY_BELOW) {
    return {
      id: 'coin',
      reason: `guerrilla has ${percent(guerrilla)} of the warfare weight, severity ${scenario.severity} is below ${COIN_SEVERITY_BELOW}`,
    };
  }
  const largeScale = share(LARGE_SCALE);
  if (largeScale >= DOMINANT && scenario.severity >= COIN_SEVERITY_BELOW) {
    return {
      id: 'lsco',
      reason: `conventional, artillery and drone have ${percent(largeScale)} of the warfare weight, severity ${scenario.severity} is ${COIN_SEVERITY_BELOW} or more`,
    };
  }
  return {
    id: 'mixed',
    reason: `no kind of warfare with its severity (${scenario.severity}) matches a published setting`,
  };
}
