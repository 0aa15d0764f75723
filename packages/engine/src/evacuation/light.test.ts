import { describe, expect, it } from 'vitest';
import type { Plan } from '../compile/plan.js';
import { isLight, mayMove, nextLightChange } from './light.js';

/** What light needs of a plan: when it starts, and whether movement by day is barred. */
function planFrom(start: string, daylightMovement = 'free'): Plan {
  const plan = {
    startEpochSeconds: Date.parse(start) / 1000,
    scenario: { medical: { contested: { daylight_movement: daylightMovement } } },
  };
  return plan as unknown as Plan;
}

const HOUR = 60;

describe('daylight', () => {
  it('lasts from six to twenty, whenever the scenario starts', () => {
    for (const start of ['2026-06-01T00:00:00Z', '2026-06-01T03:30:00Z', '2026-12-24T21:00:00Z']) {
      const plan = planFrom(start);
      const offset = (plan.startEpochSeconds / 60) % 1440;
      for (let minute = 0; minute < 3 * 1440; minute += 7) {
        const hour = ((offset + minute) % 1440) / HOUR;
        expect(isLight(plan, minute)).toBe(hour >= 6 && hour < 20);
      }
    }
  });

  it('changes next at dawn or dusk, always later', () => {
    const plan = planFrom('2026-06-01T03:30:00Z');
    for (let minute = 0; minute < 3 * 1440; minute += 11) {
      const next = nextLightChange(plan, minute);
      expect(next).toBeGreaterThan(minute);
      expect(isLight(plan, next)).toBe(!isLight(plan, minute));
      expect(isLight(plan, next - 0.01)).toBe(isLight(plan, minute));
    }
  });
});

describe('setting out', () => {
  const [noon, midnight] = [12 * HOUR, 24 * HOUR];

  it('needs daylight where the fleet does', () => {
    const plan = planFrom('2026-06-01T00:00:00Z');
    expect(mayMove(plan, noon, true, true)).toBe(true);
    expect(mayMove(plan, midnight, true, true)).toBe(false);
    expect(mayMove(plan, midnight, false, true)).toBe(true);
  });

  it('waits for the dark where movement by day is barred, for those exposed', () => {
    const plan = planFrom('2026-06-01T00:00:00Z', 'none');
    expect(mayMove(plan, noon, false, true)).toBe(false);
    expect(mayMove(plan, noon, false, false)).toBe(true);
    expect(mayMove(plan, midnight, false, true)).toBe(true);
    // A fleet that needs light and is exposed can never move then.
    expect(mayMove(plan, noon, true, true)).toBe(false);
  });
});
