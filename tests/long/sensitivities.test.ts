import type { Scenario } from '@medical-patients/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { CarePathView } from '../../packages/engine/src/record/care-path.js';
import {
  CLASS,
  EVENT,
  FLAG,
  OUTCOME,
  PATHWAY,
  PATHWAY_WORDS,
} from '../../packages/engine/src/record/codes.js';
import { RESOURCE } from '../../packages/engine/src/summary/resource-figures.js';
import { scaleLaydown } from '../support/scale-laydown.js';
import { planOf, presetScenario, stream } from '../support/simulated.js';
import { columns, report } from '../support/text-report.js';

const BATTLE_CASUALTIES = 20_000;
const SEED = 'sensitivity';
const INCISION_BINS = 100_000;

/** What a large-scale combat of 20,000 battle casualties came to. */
interface Findings {
  readonly battle: number;
  readonly kia: number;
  readonly dow: number;
  readonly limbDeaths: number;
  /** Deaths of the survivably wounded that are no complication, by cause: before any operation, and not of sepsis. */
  readonly avoidable: ReadonlyMap<string, number>;
  readonly incisionMinutes90: number;
  /** Utilisation of all tables below Role 4 during the fighting. */
  readonly tableUse: number;
}

function simulateBattle(change: (scenario: Scenario) => Scenario, ...changes: string[]): Findings {
  const preset = presetScenario('lsco-battle', ...changes);
  const total = preset.casualties.total ?? 0;
  const factor = BATTLE_CASUALTIES / preset.injury_mix.battle_injury / total;
  const scenario = change(scaleLaydown(preset, factor));
  const plan = planOf(scenario, SEED);
  let [battle, kia, dow, limbDeaths] = [0, 0, 0, 0];
  const avoidable = new Map<string, number>();
  const incisions = new Float64Array(INCISION_BINS);
  let operated = 0;
  const { resources } = stream(plan, ({ buffer }) => {
    const view = new CarePathView(buffer);
    for (let i = 0; i < view.count; i++) {
      view.read(i);
      if (view.casualtyClass !== CLASS.battleInjury) continue;
      battle++;
      if (view.outcome === OUTCOME.kia) kia++;
      if (view.outcome === OUTCOME.dow) dow++;
      if (view.outcome <= OUTCOME.dow) {
        if (view.cause === PATHWAY.limbBleeding) limbDeaths++;
        // Who dies after the operation dies of a complication of it: what could be closed was closed.
        const isComplication = view.cause === PATHWAY.sepsis || (view.flags & FLAG.operated) !== 0;
        if ((view.flags & FLAG.unsurvivable) === 0 && !isComplication) {
          const cause = PATHWAY_WORDS[view.cause];
          avoidable.set(cause, (avoidable.get(cause) ?? 0) + 1);
        }
      }
      const incision = firstIncision(view);
      if (incision >= 0) {
        operated++;
        incisions[Math.min(INCISION_BINS - 1, Math.floor((incision - view.injurySeconds) / 60))]++;
      }
    }
  });
  let seen = 0;
  const incisionMinutes90 = incisions.findIndex((count) => {
    seen += count;
    return seen >= 0.9 * operated;
  });
  let [busy, there] = [0, 0];
  scenario.medical.facilities?.forEach(({ role, operating_tables }, facility) => {
    if (role === 4 || operating_tables === 0) return;
    busy += resources.use(facility, RESOURCE.operatingTable).occupancy.integralWithin(scenario.days * 24);
    there += operating_tables * scenario.days * 1440;
  });
  return { battle, kia, dow, limbDeaths, avoidable, incisionMinutes90, tableUse: busy / there };
}

function firstIncision(view: CarePathView): number {
  for (let event = 0; event < view.eventCount; event++) {
    if (view.eventKind(event) === EVENT.surgeryStarted) return view.eventSeconds(event);
  }
  return -1;
}

const asIs = (scenario: Scenario): Scenario => scenario;
const withHalfTheTables = (scenario: Scenario): Scenario => ({
  ...scenario,
  medical: {
    ...scenario.medical,
    facilities:
      scenario.medical.facilities?.map((facility) => ({
        ...facility,
        operating_tables: Math.round(facility.operating_tables / 2),
      })) ?? null,
  },
});

/** Busy tables: so few of them below Role 4 that they are in use more than seven tenths of the time. */
const BUSY = ['medical.facilities.r3.operating_tables=0'];

const deaths = ({ kia, dow }: Findings): number => kia + dow;

/**
 * Of 20,000, this many at most may die before an operation although means are unlimited and nothing takes time: those
 * whom two examiners took for lightly wounded. A missed diagnosis is neither a lack of means nor a delay.
 */
const MISSED = 2;

// Floors of the design (simulation, section 7).
describe('large-scale combat, 20,000 battle casualties, common seed', () => {
  const runs = new Map<string, Findings>();
  const of = (name: string): Findings => {
    const found = runs.get(name);
    if (found === undefined) throw new Error(`no run ${name}`);
    return found;
  };
  beforeAll(() => {
    runs.set('as it is', simulateBattle(asIs));
    runs.set('no tourniquets', simulateBattle(asIs, 'medical.care.tourniquet_available=false'));
    runs.set('delay × 3', simulateBattle(asIs, 'medical.care.evacuation_delay_factor=3'));
    runs.set('no blood', simulateBattle(asIs, 'medical.care.blood_available=false'));
    runs.set('busy tables', simulateBattle(asIs, ...BUSY));
    runs.set('half the busy tables', simulateBattle(withHalfTheTables, ...BUSY));
    runs.set('no bleeding', simulateBattle(asIs, 'medical.care.bleeding_pathways=false'));
    runs.set(
      'all means, no delay',
      simulateBattle(asIs, 'medical.capacity=unlimited', 'medical.care.immediate_care=true'),
    );
    const rows = [...runs].map(([name, found]) => [
      name,
      found.battle,
      found.kia,
      found.dow,
      ((100 * deaths(found)) / found.battle).toFixed(2),
      found.limbDeaths,
      found.incisionMinutes90,
      found.tableUse.toFixed(2),
      [...found.avoidable].map(([cause, count]) => `${cause} ${count}`).join(', '),
    ]);
    const head = [
      'run',
      'battle',
      'KIA',
      'DOW',
      'CFR %',
      'limb',
      'incision p90',
      'tables',
      'survivable deaths',
    ];
    const ratio = (a: number, b: number) => (a / b).toFixed(3);
    const base = of('as it is');
    report(
      'Sensitivities',
      `${columns([head, ...rows])}\n\n${columns([
        ['measure', 'measured', 'floor'],
        ['no tourniquets: limb deaths', ratio(of('no tourniquets').limbDeaths, base.limbDeaths), '3'],
        ['delay × 3: KIA + DOW', ratio(deaths(of('delay × 3')), deaths(base)), '1.15'],
        ['no blood: DOW', ratio(of('no blood').dow, base.dow), '1.20'],
        [
          'half the tables: incision p90',
          ratio(of('half the busy tables').incisionMinutes90, of('busy tables').incisionMinutes90),
          '1.5',
        ],
        ['no bleeding: battle deaths', ratio(deaths(of('no bleeding')), deaths(base)), '0.60 or less'],
      ])}`,
    );
  });

  it('are the same casualties in every run', () => {
    for (const { battle } of runs.values()) expect(battle).toBe(of('as it is').battle);
    expect(of('as it is').battle).toBeGreaterThan(BATTLE_CASUALTIES * 0.95);
  });

  it('without tourniquets three times as many die of limb bleeding', () => {
    expect(of('no tourniquets').limbDeaths).toBeGreaterThanOrEqual(3 * of('as it is').limbDeaths);
  });

  it('with three times the evacuation delay 15 % more die', () => {
    expect(deaths(of('delay × 3'))).toBeGreaterThanOrEqual(1.15 * deaths(of('as it is')));
  });

  it('without blood 20 % more die of wounds', () => {
    expect(of('no blood').dow).toBeGreaterThanOrEqual(1.2 * of('as it is').dow);
  });

  it('with half of busy tables the slowest tenth waits half as long again for its incision', () => {
    expect(of('busy tables').tableUse).toBeGreaterThan(0.7);
    expect(of('half the busy tables').incisionMinutes90).toBeGreaterThanOrEqual(
      1.5 * of('busy tables').incisionMinutes90,
    );
  });

  it('without bleeding two fifths fewer die', () => {
    expect(deaths(of('no bleeding'))).toBeLessThanOrEqual(0.6 * deaths(of('as it is')));
  });

  it('with all means and no delay only unsurvivable injuries and complications kill', () => {
    const { avoidable, kia } = of('all means, no delay');
    expect(kia).toBe(0);
    expect([...avoidable.values()].reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(MISSED);
  });

  it('fewer means never save lives', () => {
    expect(deaths(of('half the busy tables'))).toBeGreaterThanOrEqual(deaths(of('busy tables')));
    expect(deaths(of('all means, no delay'))).toBeLessThan(deaths(of('as it is')));
  });
});
