import type { Scenario } from '@medical-patients/contract';
import { describe, expect, it } from 'vitest';
import { isLight } from '../../packages/engine/src/evacuation/light.js';
import { CLASS, EVENT, OUTCOME } from '../../packages/engine/src/record/codes.js';
import type { PlainEvent, PlainPath } from '../../packages/engine/src/testing/plain-path.js';
import { pathsOf, planOf, presetScenario, run } from '../support/simulated.js';

/** Four and a half standard deviations: one false alarm in 150,000 seeds; the seeds are fixed. */
const Z = 4.5;

function expectShare(count: number, n: number, share: number): void {
  expect(n).toBeGreaterThan(100);
  expect(Math.abs(count / n - share)).toBeLessThan(Z * Math.sqrt((share * (1 - share)) / n));
}

function pathsOfScenario(scenario: Scenario, seed = '3'): PlainPath[] {
  return pathsOf(run(planOf(scenario, seed)));
}

/** Battle casualties who died, in percent. */
function fatality(paths: readonly PlainPath[]): number {
  const battle = paths.filter(({ casualtyClass }) => casualtyClass === CLASS.battleInjury);
  return (100 * battle.filter(({ outcome }) => outcome <= OUTCOME.dow).length) / battle.length;
}

describe('ambulances', () => {
  const byVehicles = (vehicles: number): PlainPath[] =>
    pathsOfScenario(
      presetScenario(
        'lsco-battle',
        'casualties.total=4000',
        `medical.fleets.collect-left.vehicles=${vehicles}`,
        `medical.fleets.collect-right.vehicles=${vehicles}`,
      ),
    );
  const runs = new Map([60, 30, 15, 2, 1, 0].map((vehicles) => [vehicles, byVehicles(vehicles)]));
  const of = (vehicles: number): PlainPath[] => runs.get(vehicles) ?? [];

  it('above the need change mortality no more', () => {
    expect(Math.abs(fatality(of(60)) - fatality(of(30)))).toBeLessThan(0.3);
    expect(Math.abs(fatality(of(60)) - fatality(of(15)))).toBeLessThan(0.3);
  });

  it('below the need let more and more die', () => {
    const rising = [60, 2, 1, 0].map((vehicles) => fatality(of(vehicles)));
    expect(rising).toEqual(rising.toSorted((a, b) => a - b));
    expect(rising[3]).toBeGreaterThan(rising[0]);
  });

  it('below the need let them die before they reach a facility', () => {
    const killed = [60, 2, 1, 0].map((n) => of(n).filter(({ outcome }) => outcome === OUTCOME.kia).length);
    expect(killed).toEqual(killed.toSorted((a, b) => a - b));
    expect(killed[3]).toBeGreaterThan(killed[0] * 1.2);
  });

  it('that do not exist bring nobody anywhere', () => {
    const arrived = of(0).filter(
      ({ casualtyClass, events }) =>
        casualtyClass === CLASS.battleInjury && events.some(({ kind }) => kind === EVENT.arrived),
    );
    expect(arrived).toEqual([]);
  });
});

describe('the enemy between point of injury and first facility', () => {
  const probability = 0.25;
  const scenario = presetScenario(
    'lsco-battle',
    'casualties.total=6000',
    `medical.contested={interdiction_probability: ${probability}}`,
    'medical.fleets.collect-left.vehicles=120',
    'medical.fleets.collect-right.vehicles=120',
  );
  const { contested } = scenario.medical;
  const fronts = scenario.fronts.length;
  const paths = pathsOfScenario(scenario);
  const keyOf = ({ a, seconds }: PlainEvent): string => `${a}/${seconds}`;
  const all = paths.flatMap(({ events }) => events);
  const attacks = all.filter(({ kind }) => kind === EVENT.attackedInTransit);
  const fateOf = new Map(attacks.map((event) => [keyOf(event), Math.min(2, event.detail)]));
  const sorties = new Set(
    all
      .filter(({ kind, place, a }) => kind === EVENT.departed && place < fronts && a > 0)
      .map(keyOf)
      .concat([...fateOf.keys()]),
  );

  it('hits sorties with the scenario’s probability, in the published shares', () => {
    expectShare(fateOf.size, sorties.size, probability);
    const fates = [...fateOf.values()];
    const count = (fate: number) => fates.filter((each) => each === fate).length;
    expectShare(count(0), fates.length, contested.delay_share);
    expectShare(count(1), fates.length, contested.damage_share);
    expectShare(count(2), fates.length, 1 - contested.delay_share - contested.damage_share);
    expect([contested.delay_share, contested.damage_share]).toEqual([0.6, 0.25]);
  });

  it('reaches nobody beyond the first facility', () => {
    expect(attacks.filter(({ place }) => place >= fronts)).toEqual([]);
    for (const { events } of paths) {
      const arrival = events.findIndex(({ kind }) => kind === EVENT.arrived);
      const attack = events.findLastIndex(({ kind }) => kind === EVENT.attackedInTransit);
      if (arrival >= 0) expect(attack).toBeLessThan(arrival);
    }
  });

  it('kills or wounds again whoever is aboard of a lost vehicle, with the probabilities of the scenario', () => {
    const aboard = paths.flatMap((path) =>
      path.events
        .filter(({ kind, detail }) => kind === EVENT.attackedInTransit && detail >= 2)
        .map((event) => ({ path, event })),
    );
    const died = aboard.filter(
      ({ path, event }) => path.outcome === OUTCOME.kia && path.outcomeSeconds === event.seconds,
    );
    expectShare(died.length, aboard.length, contested.death_on_loss_probability);
    const hit = aboard.filter(({ event }) => event.detail === 3);
    expectShare(hit.length, aboard.length, contested.wounding_on_loss_probability);
  });

  it('delays those whom it delays', () => {
    const minutes = (isDelayed: boolean): number => {
      const trips = paths.flatMap(({ events }) => {
        const departure = events.find(({ kind, a }) => kind === EVENT.departed && a > 0);
        const arrival = events.find(({ kind }) => kind === EVENT.arrived);
        if (departure === undefined || arrival === undefined || departure.place >= fronts) return [];
        const isHit = fateOf.get(keyOf(departure)) === 0;
        return isHit === isDelayed ? [(arrival.seconds - departure.seconds) / 60] : [];
      });
      return trips.reduce((sum, trip) => sum + trip, 0) / trips.length;
    };
    const { median_minutes, sigma } = contested.delay_minutes;
    const meanDelay = median_minutes * Math.exp((sigma * sigma) / 2);
    expect(Math.abs(minutes(true) - minutes(false) - meanDelay)).toBeLessThan(0.25 * meanDelay);
  });
});

describe('daylight', () => {
  /** Set out on purpose, rather than taken along by a vehicle that was there. */
  function settingsOut(paths: readonly PlainPath[]): PlainEvent[] {
    return paths.flatMap(({ events }) =>
      events.filter((event, i) => {
        if (event.kind !== EVENT.dispatched) return false;
        const collected = events.slice(i).find(({ kind }) => kind === EVENT.casualtyCollected);
        return collected === undefined || collected.seconds > event.seconds;
      }),
    );
  }

  it('keeps vehicles on the ground from points of injury where movement by day is barred', () => {
    const scenario = presetScenario(
      'mascal-day',
      'medical.contested.daylight_movement=none',
      'casualties.total=500',
      'start=2026-06-01T03:00:00Z',
    );
    const plan = planOf(scenario);
    const isAir = (vehicle: number) =>
      ['rotary_wing', 'fixed_wing'].includes(
        scenario.medical.fleets?.[plan.vehicles[vehicle - 1].fleet].kind ?? '',
      );
    const out = settingsOut(pathsOf(run(plan)));
    const byDay = out.filter(({ seconds }) => isLight(plan, seconds / 60));
    expect(byDay.filter(({ place, a }) => place < plan.frontCount && !isAir(a))).toEqual([]);
    // Aircraft, and the roads behind, are not held back.
    expect(byDay.filter(({ a }) => isAir(a)).length).toBeGreaterThan(5);
    expect(byDay.filter(({ place }) => place >= plan.frontCount).length).toBeGreaterThan(5);
    const byNight = out.filter(({ place, a }) => place < plan.frontCount && !isAir(a));
    expect(byNight.length).toBeGreaterThan(30);
  });

  it('holds fleets that need it until dawn', () => {
    const scenario = presetScenario(
      'mascal-day',
      'medical.fleets.helicopters.daylight=true',
      'start=2026-06-01T17:00:00Z',
    );
    const plan = planOf(scenario);
    const helicopters = scenario.medical.fleets?.findIndex(({ id }) => id === 'helicopters');
    const out = settingsOut(pathsOf(run(plan))).filter(({ a }) => plan.vehicles[a - 1].fleet === helicopters);
    expect(out.length).toBeGreaterThan(10);
    expect(out.filter(({ seconds }) => !isLight(plan, seconds / 60))).toEqual([]);
  });

  it('slows vehicles on the ground where movement is restricted', () => {
    const scenario = presetScenario(
      'lsco-battle',
      'casualties.total=4000',
      'medical.contested.daylight_movement=restricted',
    );
    const plan = planOf(scenario);
    const trips: [number[], number[]] = [[], []];
    for (const { events } of pathsOf(run(plan))) {
      const departure = events.find(({ kind, a }) => kind === EVENT.departed && a > 0);
      const arrival = events.find(({ kind }) => kind === EVENT.arrived);
      if (departure === undefined || arrival === undefined || departure.place >= plan.frontCount) continue;
      trips[isLight(plan, departure.seconds / 60) ? 1 : 0].push(arrival.seconds - departure.seconds);
    }
    const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
    expect(Math.min(trips[0].length, trips[1].length)).toBeGreaterThan(300);
    expect(Math.abs(mean(trips[1]) / mean(trips[0]) - 1.5)).toBeLessThan(0.1);
  });
});

describe('aid at the point of injury', () => {
  it('reaches casualties until they leave, vehicle under way or not', () => {
    const scenario = presetScenario(
      'lsco-battle',
      'casualties.total=2000',
      'medical.care.medic_probability=1',
      'medical.care.medic_delay={median_minutes: 20, sigma: 0.1}',
    );
    const paths = pathsOfScenario(scenario).filter(
      ({ casualtyClass }) => casualtyClass === CLASS.battleInjury,
    );
    const left = paths.flatMap((path) => {
      const departure = path.events.find(({ kind }) => kind === EVENT.departed);
      return departure === undefined
        ? []
        : [{ path, minutes: (departure.seconds - path.injurySeconds) / 60 }];
    });
    // Nobody's medic takes longer than 40 minutes: ten times the spread.
    const late = left.filter(({ minutes }) => minutes > 40);
    expect(late.length).toBeGreaterThan(500);
    const without = late.filter(({ path }) => !path.events.some(({ kind }) => kind === EVENT.medicArrived));
    expect(without).toEqual([]);
  });

  it('moves those who turn out to be urgent ahead in the line for vehicles', () => {
    const scenario = presetScenario(
      'lsco-battle',
      'casualties.total=3000',
      'medical.fleets.collect-left.vehicles=2',
      'medical.fleets.collect-right.vehicles=2',
    );
    const waits: [number[], number[]] = [[], []];
    for (const { casualtyClass, events } of pathsOfScenario(scenario)) {
      if (casualtyClass !== CLASS.battleInjury) continue;
      const requested = events.find(({ kind }) => kind === EVENT.evacuationRequested);
      const dispatched = events.find(({ kind }) => kind === EVENT.dispatched);
      const upgraded = events.find(({ kind, detail }) => kind === EVENT.triaged && detail === 0);
      if (requested === undefined || dispatched === undefined) continue;
      if (upgraded === undefined) waits[1].push(dispatched.seconds - requested.seconds);
      else if (upgraded.seconds > requested.seconds && upgraded.seconds < dispatched.seconds)
        waits[0].push(dispatched.seconds - upgraded.seconds);
    }
    const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
    expect(waits[0].length).toBeGreaterThan(30);
    expect(mean(waits[0])).toBeLessThan(mean(waits[1]) / 3);
  });
});
