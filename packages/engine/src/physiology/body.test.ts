import { expect, it } from 'vitest';
import { Bleeding } from './bleeding.js';
import { Body } from './body.js';

const PARAMETERS = {
  triadPerHour: 0.5,
  deathVolume: 0.4,
  flowCapPerHour: 12,
  minorLossTauMinutes: 30,
  refillTauHours: 36,
  transfusionTauMinutes: 15,
};

it('lets every open course stand still under resuscitation, without a jump, and opens none', () => {
  const body = new Body(new Bleeding(PARAMETERS));
  body.start(0, 1);
  body.openable('airway').open(0, 18, 9);
  body.openable('brain').open(0, 18, 240);
  const [airway, brain] = [body.airway.healthAt(8), body.brain.healthAt(8)];
  body.suspendCourses(8, 45);
  expect(body.airway.healthAt(8)).toBeCloseTo(airway, 9);
  expect(body.brain.healthAt(8)).toBeCloseTo(brain, 9);
  // What was left is left when it ends: one minute and 232.
  expect(body.airway.deathAtMinutes).toBeCloseTo(54, 9);
  expect(body.brain.deathAtMinutes).toBeCloseTo(285, 9);
  expect(body.airway.healthAt(53)).toBeGreaterThan(0.5);
  expect(body.chest.isActive).toBe(false);
});
