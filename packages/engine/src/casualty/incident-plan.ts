import type { Condition, ModelTables, Scenario, WarfareType } from '@medical-patients/contract';
import { cumulate, type KeyedRandom } from '../random/keyed-random.js';
import { PURPOSE } from '../random/purposes.js';
import { CLASS, NONE } from '../record/codes.js';
import { drawRates } from './campaign-rates.js';
import { coverFixedEvents, effectiveMix } from './class-split.js';
import { DAY_CORRELATION, DISEASE_VARIATION, gammaDayFactors, tempoWeights } from './day-pattern.js';
import { type DiseaseMix, diseaseMix } from './disease-mix.js';
import { IncidentList, type Incidents } from './incidents.js';
import { drawOutbreaks } from './outbreaks.js';
import { createPlacement, hourWeights, type Placement, placeInTime } from './placement.js';
import { eventSize, type SettledEvent, settleEvent } from './special-events.js';

/** Share of groups of 1, 2 and 3 outside mass-casualty incidents. Estimate. */
const GROUP_SHARES = cumulate([0.55, 0.28, 0.17]);
/** Share of non-battle casualties hurt in accidents of several, of 2 to 8. Estimate. */
const ACCIDENT_SHARE = 0.08;
const GROUP_SPREAD_MINUTES = 2;
const MASS_SPREAD_MINUTES = 12;
const ACCIDENT_SPREAD_MINUTES = 1;
/** Collapse of a building in urban fighting: share of its mass-casualty incidents, and size. Simulation model, 1. */
const COLLAPSE_SHARE = 0.15;
const COLLAPSE_SIZE = [20, 60] as const;
const MINUTES_PER_DAY = 1440;

/** A scenario's casualty stream as incidents, before anyone is hurt. */
export interface IncidentPlan {
  readonly incidents: Incidents;
  /** Sizes count survivors of the first minute; the killed come on top. */
  readonly sizesAreSurvivors: boolean;
  /** Warfare types in the order of the numbers in `Incidents.warfare`. */
  readonly warfareTypes: readonly WarfareType[];
  /** Running sums of the weights of the 24 hours at which the sick report. */
  readonly sickCallHours: Float64Array;
}

/** Lays out every incident of a run. Depends on the scenario upstream of care and on the seed alone. */
export function planIncidents(
  scenario: Scenario,
  tables: ModelTables,
  conditions: readonly Condition[],
  random: KeyedRandom,
): IncidentPlan {
  const planner = new IncidentPlanner(scenario, tables, diseaseMix(conditions, tables, scenario), random);
  planner.run();
  return {
    incidents: planner.list.sorted(),
    sizesAreSurvivors: scenario.casualties.surviving_injury !== null,
    warfareTypes: planner.warfareTypes,
    sickCallHours: cumulate(hourWeights('sick-call', scenario, tables)),
  };
}

/** Where casualties of one class, front and warfare type come from; `onlyDay` −1 unless a rate fixes the day. */
interface Cell {
  readonly front: number;
  readonly warfare: number;
  readonly onlyDay: number;
}

class IncidentPlanner {
  readonly list = new IncidentList();
  readonly warfareTypes: readonly WarfareType[];
  readonly #scenario: Scenario;
  readonly #tables: ModelTables;
  readonly #diseases: DiseaseMix;
  readonly #random: KeyedRandom;
  readonly #frontShares: Float64Array;
  readonly #frontSums: Float64Array;
  readonly #warfareWeights: Float64Array;
  readonly #warfareSums: Float64Array;
  readonly #dayWeights: Float64Array[];
  readonly #diseaseDays: Float64Array;
  readonly #events: readonly SettledEvent[];
  readonly #placements = new Map<string, Placement>();

  constructor(scenario: Scenario, tables: ModelTables, diseases: DiseaseMix, random: KeyedRandom) {
    this.#scenario = scenario;
    this.#tables = tables;
    this.#diseases = diseases;
    this.#random = random;
    this.warfareTypes = Object.keys(scenario.warfare) as WarfareType[];
    this.#frontShares = Float64Array.from(scenario.fronts, (front) => front.share);
    this.#frontSums = cumulate(this.#frontShares);
    this.#warfareWeights = Float64Array.from(this.warfareTypes, (type) => scenario.warfare[type] ?? 0);
    this.#warfareSums = cumulate(this.#warfareWeights);
    const tempo = tempoWeights(scenario.tempo, scenario.days, tables.tempos);
    const inRates = scenario.casualties.rates !== null;
    const variation = inRates ? 0 : (scenario.casualties.day_variation ?? 0.4);
    this.#dayWeights = scenario.fronts.map((_, front) => {
      random.open(PURPOSE.dayFactor, front);
      const factors = gammaDayFactors(random, scenario.days, variation, DAY_CORRELATION);
      return factors.map((factor, day) => factor * tempo[day]);
    });
    random.open(PURPOSE.dayFactor, scenario.fronts.length);
    this.#diseaseDays = gammaDayFactors(random, scenario.days, DISEASE_VARIATION, DAY_CORRELATION);
    this.#events = scenario.special_events.map((event, index) =>
      settleEvent(event, index, scenario, this.#frontSums, random),
    );
  }

  run(): void {
    const { casualties } = this.#scenario;
    if (casualties.rates !== null) this.#planRates();
    else this.#planTotal(casualties.total ?? casualties.surviving_injury ?? 0);
  }

  #planTotal(total: number): void {
    const mix = effectiveMix(this.#scenario, this.#tables);
    const counts = new Float64Array(3);
    this.#random.open(PURPOSE.classSplit, 0);
    this.#random.multinomial(total, [mix.battle, mix.nonBattle, mix.disease], counts);
    const sizes = this.#events.map(({ event }, index) => eventSize(event, index, this.#random));
    const fixed = sizes.reduce(
      (sum, size, i) => sum + (this.#events[i].event.casualties === null ? 0 : size),
      0,
    );
    coverFixedEvents(counts, fixed);
    let battle = counts[0];
    // Events with a number first, so that a drawn one cannot take their casualties.
    for (const drawn of [false, true]) {
      this.#events.forEach((settled, i) => {
        if ((settled.event.casualties === null) !== drawn) return;
        const size = Math.min(sizes[i], battle);
        if (size > 0) this.#addEvent(settled, size, i);
        battle -= size;
      });
    }
    const fronts = this.#frontShares.length;
    const byFront = new Float64Array(fronts);
    this.#dealByCell(battle);
    for (const casualtyClass of [CLASS.nonBattleInjury, CLASS.disease]) {
      this.#random.open(PURPOSE.classSplit, 1 + casualtyClass);
      this.#random.multinomial(counts[casualtyClass], this.#frontShares, byFront);
      for (let front = 0; front < fronts; front++) {
        const count = byFront[front];
        const clustered = casualtyClass === CLASS.disease ? this.#breakOut(front, count, count) : 0;
        this.#dealOthers(casualtyClass, { front, warfare: NONE, onlyDay: -1 }, count - clustered);
      }
    }
  }

  #dealByCell(battle: number): void {
    const types = this.#warfareWeights.length;
    const weights = new Float64Array(this.#frontShares.length * types);
    for (let cell = 0; cell < weights.length; cell++) {
      weights[cell] = this.#frontShares[Math.floor(cell / types)] * this.#warfareWeights[cell % types];
    }
    const byCell = new Float64Array(weights.length);
    this.#random.open(PURPOSE.classSplit, 1);
    this.#random.multinomial(battle, weights, byCell);
    for (let cell = 0; cell < weights.length; cell++) {
      this.#dealBattle({ front: Math.floor(cell / types), warfare: cell % types, onlyDay: -1 }, byCell[cell]);
    }
  }

  #planRates(): void {
    const rates = this.#scenario.casualties.rates;
    if (rates === null) return;
    const days = this.#scenario.days;
    const byType = new Float64Array(this.#warfareWeights.length);
    const singles = 1 - this.#diseases.outbreaks.reduce((sum, { share }) => sum + share, 0);
    this.#scenario.fronts.forEach((scenarioFront, front) => {
      const thousands = (scenarioFront.population_at_risk ?? 0) / 1000;
      const daily = drawRates(rates, this.#scenario, this.#tables, this.#random, front);
      for (let day = 0; day < days; day++) {
        this.#random.open(PURPOSE.rates, front, 1 + day);
        const battle = this.#random.poisson(daily.battle[day] * thousands);
        const nonBattle = this.#random.poisson(daily.nonBattle[day] * thousands);
        const disease = this.#random.poisson(daily.disease[day] * singles * thousands);
        this.#random.multinomial(battle, this.#warfareWeights, byType);
        for (let warfare = 0; warfare < byType.length; warfare++) {
          this.#dealBattle({ front, warfare, onlyDay: day }, byType[warfare]);
        }
        this.#dealOthers(CLASS.nonBattleInjury, { front, warfare: NONE, onlyDay: day }, nonBattle);
        this.#dealOthers(CLASS.disease, { front, warfare: NONE, onlyDay: day }, disease);
      }
      this.#breakOut(front, rates.disease * thousands * days, Number.POSITIVE_INFINITY);
    });
    this.#events.forEach((settled, i) => {
      const size = eventSize(settled.event, i, this.#random);
      if (size > 0) this.#addEvent(settled, size, i);
    });
  }

  /** Deals `count` battle casualties into incidents until used up; the last is cut to fit. */
  #dealBattle(cell: Cell, count: number): void {
    if (count === 0) return;
    const profile = this.#tables.warfare[this.warfareTypes[cell.warfare]];
    const factor = this.#tables.intensities[this.#scenario.intensity].massCasualtyFactor;
    const share = Math.min(0.95, profile.massCasualtyShare * factor);
    this.#random.open(PURPOSE.incidentSize, this.list.count, 0);
    let inMass = this.#random.binomial(count, share);
    let left = count - inMass;
    const urban = this.warfareTypes[cell.warfare] === 'urban';
    while (inMass > 0) {
      this.#random.open(PURPOSE.incidentSize, this.list.count, 1);
      const [least, most] =
        urban && this.#random.bernoulli(COLLAPSE_SHARE) ? COLLAPSE_SIZE : profile.massCasualtySize;
      const size = Math.min(inMass, least + this.#random.integer(most - least + 1));
      inMass -= size;
      this.#addBattle(cell, size, size >= least ? 1 : 0);
    }
    while (left > 0) {
      this.#random.open(PURPOSE.incidentSize, this.list.count, 1);
      const size = Math.min(left, 1 + this.#random.pick(GROUP_SHARES));
      left -= size;
      this.#addBattle(cell, size, 0);
    }
  }

  #addBattle(cell: Cell, size: number, massCasualty: number): void {
    const profile = this.#tables.warfare[this.warfareTypes[cell.warfare]];
    const placement = this.#placementOf(`${cell.front}/${cell.warfare}/${cell.onlyDay}`, cell, () => {
      const events = this.#events.filter(({ front, event }) => front === cell.front && event.multiplier > 1);
      const hours = hourWeights(profile.hours, this.#scenario, this.#tables);
      return createPlacement(this.#dayWeights[cell.front], hours, events, cell.onlyDay);
    });
    this.#random.open(PURPOSE.incidentPlace, this.list.count);
    const spreadMinutes = massCasualty ? MASS_SPREAD_MINUTES : GROUP_SPREAD_MINUTES;
    const startMinutes = this.#withinScenario(placeInTime(placement, this.#random), spreadMinutes);
    const strongest = this.#events.find(
      ({ front, event, startMinutes: from }) =>
        front === cell.front &&
        event.multiplier > 1 &&
        startMinutes >= from &&
        startMinutes < from + event.duration_minutes,
    );
    this.list.add({
      startMinutes,
      spreadMinutes,
      size,
      front: cell.front,
      casualtyClass: CLASS.battleInjury,
      warfare: cell.warfare,
      massCasualty,
      severity: strongest?.event.severity ?? 1,
      outbreak: 0,
    });
  }

  /** Non-battle injuries come singly or in accidents, disease outside outbreaks singly. */
  #dealOthers(casualtyClass: number, cell: Cell, count: number): void {
    const injury = casualtyClass === CLASS.nonBattleInjury;
    const placement = this.#placementOf(`${casualtyClass}:${cell.front}/${cell.onlyDay}`, cell, () => {
      const days = injury ? new Float64Array(this.#scenario.days).fill(1) : this.#diseaseDays;
      const hours = hourWeights(injury ? 'daytime' : 'sick-call', this.#scenario, this.#tables);
      return createPlacement(days, hours, [], cell.onlyDay);
    });
    let left = count;
    while (left > 0) {
      this.#random.open(PURPOSE.incidentPlace, this.list.count);
      const startMinutes = this.#withinScenario(
        placeInTime(placement, this.#random),
        ACCIDENT_SPREAD_MINUTES,
      );
      const several = injury && this.#random.uniform() < ACCIDENT_SHARE / 5;
      const size = Math.min(left, several ? 2 + this.#random.integer(7) : 1);
      left -= size;
      this.list.add({
        startMinutes,
        spreadMinutes: ACCIDENT_SPREAD_MINUTES,
        size,
        front: cell.front,
        casualtyClass,
        warfare: NONE,
        massCasualty: 0,
        severity: 1,
        outbreak: 0,
      });
    }
  }

  /** Outbreaks of contagious diseases on a front. Returns how many cases they have. */
  #breakOut(front: number, expected: number, most: number): number {
    const { outbreaks } = this.#diseases;
    let cases = 0;
    for (const outbreak of drawOutbreaks(
      outbreaks,
      front,
      expected,
      most,
      this.#scenario.days,
      this.#random,
    )) {
      cases += outbreak.size;
      this.list.add({
        startMinutes: outbreak.firstDay * MINUTES_PER_DAY,
        spreadMinutes: outbreak.days * MINUTES_PER_DAY,
        size: outbreak.size,
        front,
        casualtyClass: CLASS.disease,
        warfare: NONE,
        massCasualty: 0,
        severity: 1,
        outbreak: outbreak.row + 1,
      });
    }
    return cases;
  }

  /** Built once a cell. Cells of a single day come one after another, so only the last of those is kept. */
  #placementOf(key: string, { onlyDay }: Cell, build: () => Placement): Placement {
    const known = this.#placements.get(key);
    if (known !== undefined) return known;
    if (onlyDay >= 0) this.#placements.clear();
    const placement = build();
    this.#placements.set(key, placement);
    return placement;
  }

  /** Nobody is hurt after the last day: an incident in its last minutes begins that much earlier. */
  #withinScenario(startMinutes: number, spreadMinutes: number): number {
    const end = this.#scenario.days * MINUTES_PER_DAY;
    return startMinutes + spreadMinutes > end ? startMinutes - spreadMinutes : startMinutes;
  }

  /** A special event of its own size is one incident. */
  #addEvent({ event, front, startMinutes }: SettledEvent, size: number, index: number): void {
    this.#random.open(PURPOSE.events, index, 2);
    this.list.add({
      startMinutes,
      spreadMinutes: Math.min(event.duration_minutes, this.#scenario.days * MINUTES_PER_DAY - startMinutes),
      size,
      front,
      casualtyClass: CLASS.battleInjury,
      warfare: this.#random.pick(this.#warfareSums),
      massCasualty: event.type === 'mass_casualty' ? 1 : 0,
      severity: event.severity,
      outbreak: 0,
    });
  }
}
