import type { Scenario } from '@medical-patients/contract';
import { WARFARE_TYPES } from '@medical-patients/contract';
import { referenceData } from '@medical-patients/reference-data';
import { describe, expect, it } from 'vitest';
import { CLASS, FLAG, NONE, OUTCOME } from '../../packages/engine/src/record/codes.js';
import type { PlainPath } from '../../packages/engine/src/testing/plain-path.js';
import { chiSquareZ } from '../support/chi-square.js';
import { groupBy } from '../support/group-by.js';
import { PRESET_IDS, pathsOf, planOf, presetScenario, readScenario, run } from '../support/simulated.js';

const SECONDS_PER_DAY = 86_400;
const UNSURVIVABLE_AIS = 6;

/** One front and one warfare type; everything else as the schema has it. */
function plainScenario(type: string, rest: Readonly<Record<string, unknown>>): Scenario {
  return readScenario({
    schema: 1,
    days: 4,
    warfare: { [type]: true },
    environment: [],
    special_events: [],
    fronts: [{ id: 'front', name: 'Front', nations: { POL: 1 }, population_at_risk: 4000 }],
    ...rest,
  });
}

function pathsOfScenario(scenario: Scenario, seed = '1'): PlainPath[] {
  return pathsOf(run(planOf(scenario, seed)));
}

/** Killed within the first minute, who come on top of the surviving injured: the only ones with an AIS of 6. */
function diedAtOnce({ wounds }: PlainPath): boolean {
  return wounds.some(({ ais }) => ais === UNSURVIVABLE_AIS);
}

function incidentsOf(paths: readonly PlainPath[]): Map<number, PlainPath[]> {
  return groupBy(paths, ({ incident }) => incident);
}

const battleOnly = { disease: 0, non_battle_injury: 0, battle_injury: 1 };
/** Ten thousand of each is in the long tests. */
const LARGE = 3000;
const large = new Map<string, readonly PlainPath[]>();

/** A large run of battle casualties of one warfare type, simulated once. */
function largeRunOf(type: string): readonly PlainPath[] {
  const paths =
    large.get(type) ??
    pathsOfScenario(
      plainScenario(type, { casualties: { total: LARGE }, injury_mix: battleOnly, intensity: 'high' }),
    );
  large.set(type, paths);
  return paths;
}

/** Numbers that break the sequence 1, 2, 3 … or come before an earlier injury. */
function outOfOrder(paths: readonly PlainPath[]): number[] {
  return paths.flatMap(({ number, injurySeconds }, i) =>
    number === i + 1 && (i === 0 || injurySeconds >= paths[i - 1].injurySeconds) ? [] : [number],
  );
}

describe.each(WARFARE_TYPES)('%s warfare alone', (type) => {
  it.each([1, 7, 100])('makes exactly %d casualties, numbered in order of injury', (total) => {
    const paths = pathsOfScenario(plainScenario(type, { casualties: { total } }));
    expect(paths).toHaveLength(total);
    expect(outOfOrder(paths)).toEqual([]);
  });

  it('makes exactly 3,000 casualties, numbered in order of injury', () => {
    expect(largeRunOf(type)).toHaveLength(LARGE);
    expect(outOfOrder(largeRunOf(type))).toEqual([]);
  });

  it.each([1, 7, 100, 1000])('makes exactly %d surviving injured, the killed on top', (survivors) => {
    const paths = pathsOfScenario(plainScenario(type, { casualties: { surviving_injury: survivors } }));
    expect(paths.filter((path) => !diedAtOnce(path))).toHaveLength(survivors);
    for (const path of paths) {
      const lived = path.outcomeSeconds - path.injurySeconds;
      if (!diedAtOnce(path)) expect(lived).toBeGreaterThanOrEqual(60);
      else expect([path.outcome, lived <= 60]).toEqual([OUTCOME.kia, true]);
    }
  });
});

describe('a casualty', () => {
  it.each(PRESET_IDS)('of %s is hurt on a day of the scenario, on a front of it', (id) => {
    const scenario = presetScenario(id);
    for (const { injurySeconds, front, casualtyClass, warfare } of pathsOfScenario(scenario)) {
      expect(injurySeconds).toBeLessThan(scenario.days * SECONDS_PER_DAY);
      expect(front).toBeLessThan(scenario.fronts.length);
      expect(warfare === NONE).toBe(casualtyClass !== CLASS.battleInjury);
    }
  });

  it('is never one of many in the same second', () => {
    // Incidents stretch over minutes, so even 200 casualties of one strike share no second in numbers.
    for (const type of WARFARE_TYPES) {
      const bySecond = groupBy(largeRunOf(type), ({ injurySeconds }) => injurySeconds);
      const most = Math.max(...[...bySecond.values()].map((all) => all.length));
      expect(most).toBeLessThanOrEqual(10);
    }
  });

  it('is hurt at any minute of the hour and any second of the minute (chi-square)', () => {
    // The first of each incident: those of one incident lie close together.
    const firsts = [...incidentsOf(largeRunOf('conventional')).values()].map(
      ([first]) => first.injurySeconds,
    );
    const minutes = new Float64Array(60);
    const seconds = new Float64Array(60);
    for (const at of firsts) {
      minutes[Math.floor(at / 60) % 60]++;
      seconds[at % 60]++;
    }
    const expected = new Float64Array(60).fill(firsts.length / 60);
    // Four and a half standard deviations: one false alarm in 300,000 seeds.
    expect(Math.abs(chiSquareZ(minutes, expected))).toBeLessThan(4.5);
    expect(Math.abs(chiSquareZ(seconds, expected))).toBeLessThan(4.5);
  });

  it('shares class, front, warfare, mechanism and minutes with those of its incident', () => {
    for (const id of ['lsco-battle', 'urban-assault', 'cbrn', 'arctic']) {
      const scenario = presetScenario(id);
      const longest = Math.max(15, ...scenario.special_events.map((event) => event.duration_minutes));
      for (const all of incidentsOf(pathsOfScenario(scenario)).values()) {
        const [first] = all;
        const shared = (path: PlainPath) => [
          path.casualtyClass,
          path.front,
          path.warfare,
          path.casualtyClass === CLASS.battleInjury ? path.mechanism : NONE,
        ];
        for (const path of all) expect(shared(path)).toEqual(shared(first));
        const last = all[all.length - 1];
        if (first.casualtyClass === CLASS.disease) {
          // Several sick are an outbreak: one diagnosis, and days instead of minutes.
          for (const { conditionRow } of all) expect(conditionRow).toBe(first.conditionRow);
          continue;
        }
        expect(last.injurySeconds - first.injurySeconds).toBeLessThanOrEqual(longest * 60);
        if (first.casualtyClass === CLASS.nonBattleInjury) expect(all.length).toBeLessThanOrEqual(8);
      }
    }
  });
});

describe('the class mix', () => {
  it('is the injury mix shifted by warfare and environment', () => {
    const total = 10_000;
    const scenario = readScenario({
      schema: 1,
      days: 10,
      casualties: { total },
      injury_mix: { disease: 0.3, non_battle_injury: 0.3, battle_injury: 0.4 },
      warfare: { urban: 1, drone: 3 },
      environment: ['extreme_heat', 'dust_storm'],
      special_events: [],
      fronts: [{ id: 'front', name: 'Front', nations: { POL: 1 } }],
    });
    const { warfare, environments } = referenceData.model;
    const weight = (name: 'battle' | 'nonBattle' | 'disease', share: number): number =>
      share *
      (0.25 * warfare.urban.classMix[name] + 0.75 * warfare.drone.classMix[name]) *
      environments.extreme_heat.classMix[name] *
      environments.dust_storm.classMix[name];
    const weights = [weight('battle', 0.4), weight('nonBattle', 0.3), weight('disease', 0.3)];
    const sum = weights[0] + weights[1] + weights[2];
    const counts = [0, 0, 0];
    for (const { casualtyClass } of pathsOfScenario(scenario)) counts[casualtyClass]++;
    counts.forEach((count, i) => {
      const share = weights[i] / sum;
      const deviation = Math.sqrt(total * share * (1 - share));
      expect(Math.abs(count - total * share)).toBeLessThan(4.5 * deviation);
    });
  });

  it('follows the front shares', () => {
    const scenario = presetScenario('default', 'casualties.total=6000');
    const counts = scenario.fronts.map(() => 0);
    // The one mass-casualty event of the preset falls on one front; it is left out.
    const paths = pathsOfScenario(scenario).filter(
      ({ casualtyClass }) => casualtyClass !== CLASS.battleInjury,
    );
    for (const { front } of paths) counts[front]++;
    const expected = scenario.fronts.map(({ share }) => paths.length * share);
    // Accidents of several make counts a little wider than multinomial ones.
    expect(chiSquareZ(counts, expected)).toBeLessThan(5);
  });
});

describe('mass-casualty incidents', () => {
  it.each(WARFARE_TYPES)('hold the published share of the battle casualties of %s warfare', (type) => {
    const { massCasualtyShare, massCasualtySize } = referenceData.model.warfare[type];
    const isMassive = ({ flags }: PlainPath) => (flags & FLAG.massCasualty) !== 0;
    const paths = largeRunOf(type);
    const massive = paths.filter(isMassive);
    // Buildings collapse in urban fighting, on 20 to 60.
    const most = type === 'urban' ? 60 : massCasualtySize[1];
    const mostCut = type === 'urban' ? 19 : Math.max(3, massCasualtySize[0] - 1);
    // Binomial, less the last incident, which is cut to fit and may be too small to count as one.
    const deviation = Math.sqrt(LARGE * massCasualtyShare * (1 - massCasualtyShare));
    const expected = LARGE * massCasualtyShare;
    expect(massive.length).toBeLessThan(expected + 4.5 * deviation);
    expect(massive.length).toBeGreaterThan(expected - 4.5 * deviation - mostCut);
    for (const all of incidentsOf(massive).values()) {
      expect(all.length).toBeGreaterThanOrEqual(massCasualtySize[0]);
      expect(all.length).toBeLessThanOrEqual(most);
    }
    for (const all of incidentsOf(paths.filter((path) => !isMassive(path))).values()) {
      expect(all.length).toBeLessThanOrEqual(mostCut);
    }
  });

  it('take exactly the number, place and time that the scenario gives them', () => {
    const scenario = presetScenario(
      'default',
      'special_events=[{type: mass_casualty, day: 3, hour: 14, casualties: 60, front: estonia}, {type: mass_casualty, day: 5, hour: 2.5, casualties: 41, front: finland}]',
    );
    const paths = pathsOfScenario(scenario);
    expect(paths).toHaveLength(1440);
    for (const [day, hour, casualties, front] of [
      [3, 14, 60, 1],
      [5, 2.5, 41, 2],
    ]) {
      const from = ((day - 1) * 24 + hour) * 3600;
      const found = [...incidentsOf(paths).values()].filter(
        (all) =>
          all.length === casualties &&
          all.every(
            (path) =>
              path.front === front &&
              path.casualtyClass === CLASS.battleInjury &&
              (path.flags & FLAG.massCasualty) !== 0 &&
              path.injurySeconds >= from &&
              path.injurySeconds <= from + 30 * 60,
          ),
      );
      expect(found).toHaveLength(1);
    }
  });

  it('leave the total exact even where they outnumber the battle casualties', () => {
    const scenario = presetScenario(
      'training',
      'special_events=[{type: mass_casualty, casualties: 70}, {type: mass_casualty, casualties: 30}, {type: mass_casualty}]',
    );
    const paths = pathsOfScenario(scenario);
    expect(paths).toHaveLength(100);
    const sizes = [...incidentsOf(paths).values()].map((all) => all.length);
    expect(Math.max(...sizes)).toBe(70);
    expect(paths.filter(({ casualtyClass }) => casualtyClass === CLASS.battleInjury)).toHaveLength(100);
  });

  it('come on top in rates mode', () => {
    const event = '{type: mass_casualty, day: 2, hour: 3, casualties: 77}';
    const rates = 'casualties={rates: {battle: 2, non_battle_injury: 1, disease: 1}}';
    const without = pathsOfScenario(presetScenario('lsco-battle', rates, 'special_events=[]'));
    const paths = pathsOfScenario(presetScenario('lsco-battle', rates, `special_events=[${event}]`));
    expect(paths.length).toBe(without.length + 77);
    expect([...incidentsOf(paths).values()].some((all) => all.length === 77)).toBe(true);
  });
});
