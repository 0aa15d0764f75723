import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Process } from './process.js';

type ValueOf<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;

const course = fc.record({
  startMinutes: fc.double({ min: 0, max: 10_000, noNaN: true }),
  health: fc.double({ min: 2, max: 19.9, noNaN: true }),
  minutesToDeath: fc.double({ min: 0.5, max: 20_000, noNaN: true }),
});
/** Where in the remaining time care comes (a share of it), and what it does. */
const act = fc.record({
  share: fc.double({ min: 0, max: 0.95, noNaN: true }),
  kind: fc.constantFrom('stretch', 'delay', 'close'),
  amount: fc.double({ min: 1, max: 300, noNaN: true }),
});

function opened({ startMinutes, health, minutesToDeath }: ValueOf<typeof course>): Process {
  const process = new Process();
  process.open(startMinutes, health, minutesToDeath);
  return process;
}

function perform(process: Process, now: number, { kind, amount }: ValueOf<typeof act>): void {
  if (kind === 'stretch') process.stretch(now, 1 + amount / 50);
  else if (kind === 'delay') process.delay(now, amount);
  else process.close(now, amount);
}

it('starts at H₀, falls steadily and reaches 0.5 exactly at T', () => {
  fc.assert(
    fc.property(course, (c) => {
      const process = opened(c);
      expect(process.healthAt(c.startMinutes)).toBeCloseTo(c.health, 8);
      let before = Number.POSITIVE_INFINITY;
      for (let i = 0; i <= 40; i++) {
        const health = process.healthAt(c.startMinutes + (c.minutesToDeath * i) / 40);
        expect(health).toBeLessThan(before);
        before = health;
      }
      expect(process.healthAt(process.deathAtMinutes)).toBeCloseTo(0.5, 6);
    }),
    { numRuns: 500 },
  );
});

it('comes and goes: begins at 20, stays above its depth, and has faded after three time constants', () => {
  const passing = fc.record({
    health: fc.double({ min: 2, max: 19, noNaN: true }),
    riseMinutes: fc.double({ min: 1, max: 1440, noNaN: true }),
    factor: fc.double({ min: 2, max: 100, noNaN: true }),
  });
  fc.assert(
    fc.property(passing, ({ health, riseMinutes, factor }) => {
      const tauMinutes = riseMinutes * factor;
      const process = new Process();
      process.pass(100, health, riseMinutes, tauMinutes);
      expect(process.isLethal).toBe(false);
      expect(process.healthAt(100)).toBe(20);
      const worst = Math.min(
        ...Array.from({ length: 200 }, (_, i) => process.healthAt(100 + (i * tauMinutes) / 50)),
      );
      expect(worst).toBeGreaterThan(health);
      // Deepest at τ₁ · ln(1 + τ₂ / τ₁), where more than a third of it is there.
      expect(20 - worst).toBeGreaterThan((20 - health) / 3);
      expect(20 - process.healthAt(100 + 3 * tauMinutes)).toBeLessThan((20 - health) / 20);
    }),
    { numRuns: 300 },
  );
});

it('has no jump where care stretches, delays or closes it, and never brings death nearer', () => {
  fc.assert(
    fc.property(course, fc.array(act, { minLength: 1, maxLength: 6 }), (c, acts) => {
      const process = opened(c);
      let now = c.startMinutes;
      for (const each of acts) {
        if (!process.isLethal) return;
        now += (process.deathAtMinutes - now) * each.share;
        const [health, death] = [process.healthAt(now), process.deathAtMinutes];
        perform(process, now, each);
        expect(process.healthAt(now)).toBeCloseTo(health, 8);
        expect(process.deathAtMinutes).toBeGreaterThanOrEqual(death - 1e-9 * death);
        expect(process.severityAt(now)).toBeCloseTo(1 - health / 20, 8);
      }
    }),
    { numRuns: 500 },
  );
});

it('rises steadily after closing, up to full health', () => {
  fc.assert(
    fc.property(course, fc.double({ min: 0, max: 0.99, noNaN: true }), (c, share) => {
      const process = opened(c);
      const now = c.startMinutes + c.minutesToDeath * share;
      process.close(now, 120);
      let before = process.healthAt(now);
      for (let i = 1; i <= 20; i++) {
        const health = process.healthAt(now + i * 60);
        expect(health).toBeGreaterThan(before);
        expect(health).toBeLessThanOrEqual(20);
        before = health;
      }
    }),
    { numRuns: 300 },
  );
});
