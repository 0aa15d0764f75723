import { describe, expect, it } from 'vitest';
import { Bleeding, type BleedingParameters } from './bleeding.js';

/** The published constants (simulation design, section 4; starting parameters). */
const PARAMETERS: BleedingParameters = {
  triadPerHour: 0.5,
  deathVolume: 0.4,
  flowCapPerHour: 12,
  minorLossTauMinutes: 30,
  refillTauHours: 36,
  transfusionTauMinutes: 15,
};
const WITHOUT_TRIAD: BleedingParameters = { ...PARAMETERS, triadPerHour: 0 };
const MINUTES_PER_DAY = 1440;

function bleedingLimb(alphaPerHour: number, parameters = PARAMETERS, startMinutes = 0): Bleeding {
  const bleeding = new Bleeding(parameters);
  bleeding.start(startMinutes, 1);
  bleeding.limbFlow = alphaPerHour;
  bleeding.update(startMinutes);
  return bleeding;
}

describe('time to 40 % of the volume', () => {
  // Published: 0.916/α hours with a constant α (calibration 3.2).
  it.each([
    [0.2, 275],
    [0.5, 110],
    [1, 55],
    [2, 27],
    [3, 18],
    [5, 11],
    [10, 5.5],
  ])('at α = %d per hour is about %d minutes without the triad', (alpha, minutes) => {
    const { deathAtMinutes } = bleedingLimb(alpha, WITHOUT_TRIAD);
    expect(deathAtMinutes).toBeCloseTo((60 * Math.log(1 / 0.4)) / alpha, 9);
    expect(Math.abs(deathAtMinutes - minutes)).toBeLessThanOrEqual(0.5);
  });

  // Published boundaries of the classes, 85, 70 and 60 % left (calibration 3.2).
  it.each([
    [1, [10, 21, 31]],
    [3, [3, 7, 10]],
  ])('passes the class boundaries at α = %d after %j minutes', (alpha, minutes) => {
    const bleeding = bleedingLimb(alpha, WITHOUT_TRIAD);
    [0.85, 0.7, 0.6].forEach((volume, i) => {
      const exact = (60 * Math.log(1 / volume)) / alpha;
      expect(bleeding.volumeAt(exact)).toBeCloseTo(volume, 12);
      expect(Math.abs(exact - minutes[i])).toBeLessThan(0.7);
    });
  });

  it('is the root of the quadratic under the triad', () => {
    for (const alpha of [0.1, 0.4, 1, 2.5, 7, 12]) {
      const bleeding = bleedingLimb(alpha, PARAMETERS, 137);
      const hours = (bleeding.deathAtMinutes - 137) / 60;
      expect(alpha * (hours + 0.5 * hours * hours)).toBeCloseTo(Math.log(1 / 0.4), 10);
      expect(bleeding.volumeAt(bleeding.deathAtMinutes)).toBeCloseTo(0.4, 10);
    }
  });

  it('counts flows of several wounds together, up to the cap of 12 per hour', () => {
    const bleeding = new Bleeding(WITHOUT_TRIAD);
    bleeding.start(0, 1);
    bleeding.limbFlow = 0.5;
    bleeding.junctionalFlow = 0.7;
    bleeding.torsoFlow = 1.3;
    bleeding.update(0);
    expect(bleeding.flowPerHour).toBeCloseTo(2.5, 12);
    bleeding.torsoFlow = 40;
    bleeding.update(0);
    expect(bleeding.flowPerHour).toBe(12);
    expect(bleeding.deathAtMinutes).toBeCloseTo((60 * Math.log(1 / 0.4)) / 12, 10);
  });
});

describe('control', () => {
  it('keeps a limb bleed that is controlled at V = 0.7 alive at ten days without surgery', () => {
    const bleeding = bleedingLimb(1.5);
    // The instant at which V is 0.7, from the closed form.
    const target = Math.log(1 / 0.7) / 1.5;
    const hours = Math.sqrt(1 + 4 * 0.5 * target) - 1;
    const minutes = hours * 60;
    expect(bleeding.volumeAt(minutes)).toBeCloseTo(0.7, 10);
    bleeding.limbControl = 0;
    bleeding.update(minutes);
    expect(bleeding.deathAtMinutes).toBe(Number.POSITIVE_INFINITY);
    let before = 0.7;
    for (let day = 1; day <= 10; day++) {
      const volume = bleeding.volumeAt(minutes + day * MINUTES_PER_DAY);
      expect(volume).toBeGreaterThan(before);
      before = volume;
    }
    // The deficit shrinks with a time constant of 36 h.
    expect(1 - before).toBeCloseTo(0.3 * Math.exp(-240 / 36), 10);
    bleeding.update(minutes + 10 * MINUTES_PER_DAY);
    expect(bleeding.deathAtMinutes).toBe(Number.POSITIVE_INFINITY);
    expect(bleeding.lowestVolume).toBeCloseTo(0.7, 10);
  });

  it('scales the triad together with α: half the flow takes the loss of half the α', () => {
    const misapplied = bleedingLimb(2);
    misapplied.limbControl = 0.5;
    misapplied.update(0);
    const slower = bleedingLimb(1);
    expect(misapplied.deathAtMinutes).toBeCloseTo(slower.deathAtMinutes, 10);
    for (const minutes of [1, 20, 50]) {
      expect(misapplied.volumeAt(minutes)).toBeCloseTo(slower.volumeAt(minutes), 12);
    }
  });

  it('never restarts t: updates that change nothing leave the time of death', () => {
    const disturbed = bleedingLimb(0.6);
    const expected = disturbed.deathAtMinutes;
    for (let minutes = 1; minutes < expected; minutes += 3.7) {
      disturbed.update(minutes);
      expect(disturbed.deathAtMinutes).toBeCloseTo(expected, 8);
    }
  });

  it('takes up the triad where it has got to when bleeding comes back', () => {
    const bleeding = bleedingLimb(1);
    bleeding.limbControl = 0;
    bleeding.update(15);
    bleeding.limbControl = 1;
    const volume = bleeding.volumeAt(120);
    bleeding.update(120);
    const hours = (bleeding.deathAtMinutes - 120) / 60;
    // From t₁ = 2 h on: (t − t₁) + κ·(t² − t₁²) = ln(V/0.4).
    const t = 2 + hours;
    expect(hours + 0.5 * (t * t - 4)).toBeCloseTo(Math.log(volume / 0.4), 9);
  });

  it('is worse in the cold', () => {
    const cold = new Bleeding(PARAMETERS);
    cold.start(0, 1.5);
    cold.limbFlow = 0.5;
    cold.update(0);
    expect(cold.deathAtMinutes).toBeLessThan(bleedingLimb(0.5).deathAtMinutes);
    const hours = cold.deathAtMinutes / 60;
    expect(0.5 * (hours + 0.75 * hours * hours)).toBeCloseTo(Math.log(2.5), 10);
  });
});

describe('volume beside the bleeding', () => {
  it('loses the minor loss with a time constant of 30 minutes and regains it', () => {
    const bleeding = new Bleeding(PARAMETERS);
    bleeding.start(0, 1);
    bleeding.minorLoss = 0.08;
    bleeding.update(0);
    expect(bleeding.volumeAt(0)).toBe(1);
    expect(bleeding.volumeAt(30)).toBeCloseTo(1 - 0.08 * (1 - Math.exp(-1)) * Math.exp(-0.5 / 36), 12);
    expect(bleeding.volumeAt(180)).toBeLessThan(0.93);
    expect(bleeding.volumeAt(10 * MINUTES_PER_DAY)).toBeGreaterThan(0.999);
    expect(bleeding.deathAtMinutes).toBe(Number.POSITIVE_INFINITY);
  });

  it('shows no volume below the threshold of death before death, whatever the minor loss', () => {
    for (const minorLoss of [0, 0.02, 0.08]) {
      for (const alpha of [0.3, 2, 12]) {
        const bleeding = new Bleeding(PARAMETERS);
        bleeding.start(0, 1);
        bleeding.limbFlow = alpha;
        bleeding.minorLoss = minorLoss;
        bleeding.update(0);
        expect(bleeding.volumeAt(bleeding.deathAtMinutes)).toBeGreaterThanOrEqual(0.4 - 1e-12);
        expect(bleeding.volumeAt(bleeding.deathAtMinutes)).toBeLessThanOrEqual(0.4 / (1 - minorLoss) + 1e-12);
      }
    }
  });

  it('adds what is transfused up to the cap and never takes any away', () => {
    const bleeding = bleedingLimb(1);
    bleeding.limbControl = 0;
    bleeding.update(30);
    const before = bleeding.volumeAt(30);
    bleeding.transfuse(30, 0.09, 0.85);
    expect(bleeding.volumeAt(30)).toBeCloseTo(before + 0.09, 12);
    bleeding.transfuse(30, 5, 0.85);
    expect(bleeding.volumeAt(30)).toBe(0.85);
    bleeding.transfuse(30, 0.5, 0.6);
    expect(bleeding.volumeAt(30)).toBe(0.85);
  });

  it('puts death off by what is transfused while the bleeding goes on', () => {
    const bleeding = bleedingLimb(1, WITHOUT_TRIAD);
    const without = bleeding.deathAtMinutes;
    const volume = bleeding.volumeAt(30);
    bleeding.transfuse(30, 0.2, 0.95);
    expect(bleeding.deathAtMinutes - without).toBeCloseTo(60 * Math.log((volume + 0.2) / volume), 9);
  });

  it('starts a new life clean', () => {
    const bleeding = bleedingLimb(3);
    bleeding.minorLoss = 0.05;
    bleeding.clotting = 0.5;
    bleeding.update(10);
    bleeding.start(500, 1);
    bleeding.update(500);
    expect([bleeding.volumeAt(500), bleeding.volumeAt(900), bleeding.lowestVolume]).toEqual([1, 1, 1]);
    expect(bleeding.deathAtMinutes).toBe(Number.POSITIVE_INFINITY);
    expect(bleeding.isBleeding).toBe(false);
  });
});

describe('a second wound', () => {
  it('of someone who never bled starts the clock of the triad then', () => {
    const bleeding = new Bleeding(PARAMETERS);
    bleeding.start(0, 1);
    bleeding.update(0);
    bleeding.openLimb(300, 0.8);
    expect(bleeding.deathAtMinutes - 300).toBeCloseTo(bleedingLimb(0.8).deathAtMinutes, 8);
  });

  it('of someone who bled before does not restart it, and leaves the tourniquet on the first limb', () => {
    const bleeding = bleedingLimb(1);
    bleeding.limbControl = 0;
    bleeding.update(10);
    const volume = bleeding.volumeAt(300);
    bleeding.openLimb(300, 0.8);
    expect(bleeding.volumeAt(300)).toBeCloseTo(volume, 12);
    expect(bleeding.flowPerHour).toBeCloseTo(0.8, 12);
    const [t1, t] = [5, bleeding.deathAtMinutes / 60];
    expect(0.8 * (t - t1 + 0.5 * (t * t - t1 * t1))).toBeCloseTo(Math.log(volume / 0.4), 9);
  });
});
