import type { Scenario } from '@medical-patients/contract';
import { describe, expect, it } from 'vitest';
import { EVENT, FLAG } from '../../packages/engine/src/record/codes.js';
import { RESOURCE, RESOURCE_COUNT } from '../../packages/engine/src/summary/resource-figures.js';
import type { PlainPath } from '../../packages/engine/src/testing/plain-path.js';
import {
  type Stay,
  staysOf,
  voyagesOf,
  type Wait,
  waitsOf,
} from '../../packages/engine/src/testing/stays.js';
import { groupBy } from '../support/group-by.js';
import { type FinishedRun, PRESET_IDS, pathsOf, planOf, presetScenario, run } from '../support/simulated.js';

const HORIZON_DAYS = 30;

/** Every preset, and laydowns that are too small: queues of every kind. */
const RUNS: readonly (readonly [string, ...string[]])[] = [
  ...PRESET_IDS.map((id) => [id] as const),
  [
    'lsco-battle',
    'medical.facilities.r2-left.operating_tables=1',
    'medical.facilities.r3.operating_tables=1',
  ],
  [
    'lsco-battle',
    'medical.facilities.r1-left-1.treatment_places=1',
    'medical.facilities.r2-right.resuscitation_bays=1',
  ],
  [
    'mascal-day',
    'medical.facilities.r3.icu_beds=1',
    'medical.facilities.r3.ward_beds=4',
    'casualties.total=500',
  ],
  ['coin-air', 'medical.contested={interdiction_probability: 0.5}', 'medical.fleets.medevac.vehicles=2'],
];

interface Observed extends FinishedRun {
  readonly paths: readonly PlainPath[];
  readonly stays: readonly Stay[];
  readonly waits: readonly Wait[];
  readonly horizonSeconds: number;
}

const observed = new Map<string, Observed>();
function observe([id, ...changes]: readonly [string, ...string[]]): Observed {
  const key = [id, ...changes].join(' ');
  let known = observed.get(key);
  if (known === undefined) {
    const finished = run(planOf(presetScenario(id, ...changes), '11'));
    const horizonSeconds = (finished.plan.scenario.days + HORIZON_DAYS) * 86_400;
    const paths = pathsOf(finished);
    known = {
      ...finished,
      paths,
      stays: paths.flatMap((path) => staysOf(path, horizonSeconds)),
      waits: paths.flatMap((path) => waitsOf(path, horizonSeconds)),
      horizonSeconds,
    };
    observed.set(key, known);
  }
  return known;
}

/** Capacities of a facility in the order of the resource numbers; Role 4 and unlimited means have no end. */
function capacitiesOf({ medical }: Scenario, facility: number): number[] {
  const each = medical.facilities?.[facility];
  if (each === undefined) throw new Error(`no facility ${facility}`);
  const places = [
    each.treatment_places,
    each.resuscitation_bays,
    each.operating_tables,
    each.icu_beds,
    each.ward_beds,
    each.holding_beds,
  ];
  const isEndless = each.role === 4 || medical.capacity === 'unlimited';
  return places.map((count) => (count > 0 && isEndless ? Number.POSITIVE_INFINITY : count));
}

/** Most stays at the same instant; one that ends in the second in which another begins makes room for it. */
function mostAtOnce(
  intervals: readonly { readonly fromSeconds: number; readonly toSeconds: number }[],
): number {
  const steps = intervals.flatMap(({ fromSeconds, toSeconds }) => [
    { at: fromSeconds, by: 1 },
    { at: Math.max(fromSeconds, toSeconds), by: -1 },
  ]);
  steps.sort((x, y) => x.at - y.at || x.by - y.by);
  let now = 0;
  let most = 0;
  for (const { by } of steps) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

const lengthOf = (
  intervals: readonly { readonly fromSeconds: number; readonly toSeconds: number }[],
): number => intervals.reduce((sum, { fromSeconds, toSeconds }) => sum + (toSeconds - fromSeconds), 0);

function* placesOf({ plan }: FinishedRun): Generator<{ facility: number; place: number; resource: number }> {
  for (let facility = 0; facility < plan.places.length - plan.frontCount; facility++) {
    for (let resource = 0; resource < RESOURCE_COUNT; resource++) {
      yield { facility, place: plan.frontCount + facility, resource };
    }
  }
}

const keyOf = ({ place, resource }: { readonly place: number; readonly resource: number }) =>
  place * 10 + resource;

describe.each(RUNS.map((scenario) => ({ title: scenario.join(', '), scenario })))(
  '$title',
  ({ scenario }) => {
    it('no place is taken by more than it holds at any instant', () => {
      const all = observe(scenario);
      const byPlace = groupBy(all.stays, keyOf);
      const [leastTurnover] = all.plan.scenario.medical.care.table_turnover_minutes;
      const above: string[] = [];
      for (const each of placesOf(all)) {
        const capacity = capacitiesOf(all.plan.scenario, each.facility)[each.resource];
        const stays = (byPlace.get(keyOf(each)) ?? []).map(({ fromSeconds, toSeconds, isOperation }) => ({
          fromSeconds,
          // A table is made ready again for at least this long.
          toSeconds: toSeconds + (isOperation ? leastTurnover * 60 : 0),
        }));
        const most = mostAtOnce(stays);
        const { peak } = all.resources.use(each.facility, each.resource).occupancy;
        if (most > capacity) above.push(`${each.facility}/${each.resource}: ${most} of ${capacity}`);
        if (peak > capacity) above.push(`${each.facility}/${each.resource}: peak ${peak} of ${capacity}`);
      }
      expect(above).toEqual([]);
    });

    it("Little's law: what the counters integrate is the sum of the casualties' own stays", () => {
      const all = observe(scenario);
      const byPlace = groupBy(all.stays, keyOf);
      const [least, most] = all.plan.scenario.medical.care.table_turnover_minutes;
      for (const each of placesOf(all)) {
        const stays = byPlace.get(keyOf(each)) ?? [];
        const { occupancy } = all.resources.use(each.facility, each.resource);
        const minutes = lengthOf(stays) / 60;
        // Paths hold whole seconds; a turnover still under way at the horizon is cut.
        const tolerance = stays.length / 60 + 1e-6;
        const operations = stays.filter(({ isOperation }) => isOperation);
        if (each.resource !== RESOURCE.operatingTable) {
          expect(Math.abs(occupancy.integralMinutes - minutes)).toBeLessThanOrEqual(tolerance);
        } else {
          const whole = operations.filter(({ toSeconds }) => toSeconds + most * 60 <= all.horizonSeconds);
          expect(occupancy.integralMinutes).toBeGreaterThanOrEqual(
            minutes + whole.length * least - tolerance,
          );
          expect(occupancy.integralMinutes).toBeLessThanOrEqual(
            minutes + operations.length * most + tolerance,
          );
        }
      }
    });

    it("Little's law: the mean queue times the time is the sum of the waits", () => {
      const all = observe(scenario);
      const byPlace = groupBy(all.waits, keyOf);
      for (const each of placesOf(all)) {
        const own = byPlace.get(keyOf(each)) ?? [];
        const { queue, waits } = all.resources.use(each.facility, each.resource);
        expect(Math.abs(queue.integralMinutes - waits.sumMinutes)).toBeLessThanOrEqual(
          1e-6 * (1 + waits.sumMinutes),
        );
        expect(Math.abs(waits.sumMinutes - lengthOf(own) / 60)).toBeLessThanOrEqual(own.length / 60 + 1e-6);
        expect(queue.peak).toBeGreaterThanOrEqual(mostAtOnce(own));
        // Everyone who got a place or left the line was counted once.
        const entered = all.stays.filter((stay) => keyOf(stay) === keyOf(each)).length;
        const left = own.filter(
          ({ number, toSeconds }) => !isFollowedByStay(all, number, each, toSeconds),
        ).length;
        if (each.resource <= RESOURCE.operatingTable) expect(waits.count).toBe(entered + left);
      }
    });

    it('nobody holds two places at once', () => {
      const all = observe(scenario);
      const twice: number[] = [];
      for (const [number, stays] of groupBy(all.stays, (stay) => stay.number)) {
        for (let i = 1; i < stays.length; i++)
          if (stays[i].fromSeconds < stays[i - 1].toSeconds) twice.push(number);
      }
      expect(twice).toEqual([]);
    });

    it('no vehicle is in two places at once, or carries more than it has room for', () => {
      const { plan, paths } = observe(scenario);
      const { capacity, fleets } = plan.scenario.medical;
      const wrong: string[] = [];
      for (const [number, voyages] of voyagesOf(paths)) {
        const { id, fleet } = plan.vehicles[number - 1];
        const { litters, seats } = fleets?.[fleet] ?? { litters: 0, seats: 0 };
        voyages.forEach((voyage, i) => {
          const lying = voyage.passengers.filter(({ flags }) => (flags & FLAG.ambulatory) === 0).length;
          if (lying > litters || voyage.passengers.length > litters + seats)
            wrong.push(
              `${id}: ${lying} lying of ${voyage.passengers.length}, room for ${litters} and ${seats}`,
            );
          const next = voyages[i + 1];
          const until = voyage.arrivedSeconds ?? voyage.departedSeconds;
          if (capacity !== 'unlimited' && next !== undefined && next.departedSeconds < until)
            wrong.push(`${id}: departs at ${next.departedSeconds}, arrives at ${until}`);
        });
      }
      expect(wrong).toEqual([]);
    });
  },
);

/** Whether the one who stood in line got the place. */
function isFollowedByStay(
  { stays }: Observed,
  number: number,
  { place, resource }: { readonly place: number; readonly resource: number },
  atSeconds: number,
): boolean {
  return stays.some(
    (stay) =>
      stay.number === number &&
      stay.place === place &&
      stay.resource === resource &&
      stay.fromSeconds === atSeconds,
  );
}

describe('unlimited means', () => {
  it.each(PRESET_IDS)('let nobody wait in %s', (id) => {
    const all = observe([id, 'medical.capacity=unlimited']);
    expect(all.waits).toEqual([]);
    for (const { facility, resource } of placesOf(all)) {
      const use = all.resources.use(facility, resource);
      expect([use.queue.peak, use.waits.sumMinutes]).toEqual([0, 0]);
    }
    const { daylight_movement } = all.plan.scenario.medical.contested;
    const isOnDemand = (place: number) => !(daylight_movement === 'none' && place < all.plan.frontCount);
    const late: string[] = [];
    for (const { number, events } of all.paths) {
      let requested: { readonly seconds: number; readonly place: number } | undefined;
      for (const event of events) {
        if (event.kind === EVENT.evacuationRequested) requested = event;
        else if (event.kind === EVENT.dispatched && requested !== undefined) {
          if (event.seconds > requested.seconds && isOnDemand(requested.place))
            late.push(`${number} waits ${event.seconds - requested.seconds} s at ${requested.place}`);
          requested = undefined;
        } else if (event.kind === EVENT.died) requested = undefined;
      }
      if (requested !== undefined) late.push(`${number} is never fetched`);
    }
    expect(late.slice(0, 10)).toEqual([]);
    expect(late).toHaveLength(0);
  });
});
