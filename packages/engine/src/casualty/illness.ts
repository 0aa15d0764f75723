import type {
  AgentProfile,
  Condition,
  EvidenceTables,
  ModelTables,
  PhysiologyName,
  Scenario,
  SeverityLevel,
} from '@medical-patients/contract';
import { cumulate, type KeyedRandom } from '../random/keyed-random.js';
import { PURPOSE } from '../random/purposes.js';
import { AGENT_WORDS, CLASS, FLAG, PATHWAY, REGION_WORDS } from '../record/codes.js';
import type { Casualty } from './casualty.js';
import { diseaseMix, environmentFactor } from './disease-mix.js';
import { isSpecialist } from './specialist.js';

/** Health just after onset by severity level, of 20. Estimate. */
const ONSET_HEALTH = [18.5, 16.5, 13.5] as const;
/** Spread of the time to death of untreated disease. Estimate. */
const DEATH_SIGMA = 0.5;
/** Families of agents among chemical incidents. Estimate: nerve agents lead in planning, radiation is rare. */
const FAMILIES = ['nerve', 'blister', 'choking'] as const;
const FAMILY_SUMS = cumulate([0.6, 0.25, 0.12, 0.03]);
const RADIATION = 3;
const LEVEL_WORDS = ['mild', 'moderate', 'severe'] as const;
const CATEGORY_WORDS = ['T1', 'T2', 'T3', 'T4'] as const;
const DOSE_OF = { mild: 1, moderate: 2, severe: 3, fatal: 4 } as const;

/** Courses of smoke inhalation and the like, which the catalogue lists as battle injuries. Estimate after 2.6, 6.6. */
const INJURY_LEVELS: readonly SeverityLevel[] = [
  {
    level: 'mild',
    probability: 0.5,
    ais: 1,
    category: 'T3',
    untreatedLethality: 0,
    untreatedDeathHours: null,
    outpatient: true,
  },
  {
    level: 'moderate',
    probability: 0.32,
    ais: 3,
    category: 'T2',
    untreatedLethality: 0.08,
    untreatedDeathHours: 30,
    outpatient: false,
  },
  {
    level: 'severe',
    probability: 0.18,
    ais: 4,
    category: 'T1',
    untreatedLethality: 0.7,
    untreatedDeathHours: 3,
    outpatient: false,
  },
];

const RADIATION_RISE_MINUTES = 240;
const MINUTES_PER_DAY = 1440;

interface Draw {
  readonly rows: Uint16Array;
  readonly sums: Float64Array;
}

/** Disease, non-battle injury, and agents that act on the whole body: one condition with a course. */
export class Illness {
  readonly #conditions: readonly Condition[];
  readonly #physiology: Readonly<Record<PhysiologyName, number>>;
  readonly #disease: Draw;
  readonly #nonBattle: Draw;
  /** By mechanism number: the conditions of battle mechanisms that do not wound, for each level of severity. */
  readonly #wholeBody: ReadonlyMap<number, readonly Draw[]>;
  readonly #nonBattleMechanisms: readonly number[];
  readonly #nonBattleMechanismSums: Float64Array;
  readonly #illnessMechanism: number;
  readonly #chemicalMechanism: number;
  readonly #mechanismByEnvironment: ReadonlyMap<string, number>;
  readonly #agents: readonly (readonly AgentProfile[])[];
  readonly #agentSums: readonly Float64Array[];
  readonly #radiation: EvidenceTables['radiation'];
  readonly #radiationSums: Float64Array;

  constructor(
    conditions: readonly Condition[],
    evidence: EvidenceTables,
    tables: ModelTables,
    physiology: Readonly<Record<PhysiologyName, number>>,
    scenario: Scenario,
  ) {
    this.#conditions = conditions;
    this.#physiology = physiology;
    const factor = environmentFactor(scenario, tables);
    const { singles } = diseaseMix(conditions, tables, scenario);
    this.#disease = drawOf(conditions, (_, row) => singles[row]);
    this.#nonBattle = drawOf(conditions, (condition) => condition.weights.nonBattle * factor(condition));
    const numberOf = (id: string) => tables.mechanisms.findIndex((row) => row.id === id);
    const byKind = (kind: string) =>
      INJURY_LEVELS.map((level) =>
        drawOf(
          conditions,
          (condition) =>
            condition.woundKinds.some((word) => word === kind) && canBe(condition, level) ? 1 : 0,
          true,
        ),
      );
    this.#wholeBody = new Map([
      [numberOf('smoke_inhalation'), byKind('inhalation')],
      [numberOf('immersion'), byKind('immersion')],
    ]);
    this.#chemicalMechanism = numberOf('chemical_agent');
    this.#illnessMechanism = numberOf('illness');
    const accidents = tables.mechanisms.filter(
      ({ kind, id }) => kind === 'non-battle' && id !== 'heat' && id !== 'cold',
    );
    this.#nonBattleMechanisms = accidents.map(({ id }) => numberOf(id));
    this.#nonBattleMechanismSums = cumulate(accidents.map(({ nonBattleWeight }) => nonBattleWeight));
    this.#mechanismByEnvironment = new Map([
      ['hot', numberOf('heat')],
      ['cold', numberOf('cold')],
      ['wet-cold', numberOf('cold')],
      ['water', numberOf('immersion')],
    ]);
    this.#agents = FAMILIES.map((family) => evidence.agents.filter(({ agent }) => agent === family));
    this.#agentSums = this.#agents.map((profiles) => cumulate(profiles.map(({ share }) => share)));
    this.#radiation = evidence.radiation;
    this.#radiationSums = cumulate(evidence.radiation.map(({ share }) => share));
  }

  /** Makes a casualty ill or hurt by accident. */
  befall(casualty: Casualty, key: number, position: number, random: KeyedRandom): void {
    const isDisease = casualty.casualtyClass === CLASS.disease;
    const draw = isDisease ? this.#disease : this.#nonBattle;
    // An accident's casualties share the way it came about, not the diagnosis.
    random.open(PURPOSE.mechanism, key);
    const accident = this.#nonBattleMechanisms[random.pick(this.#nonBattleMechanismSums)];
    random.open(PURPOSE.disease, key, position);
    // The cases of an outbreak share the diagnosis, not the course.
    const single = draw.rows[random.pick(draw.sums)];
    const row = casualty.outbreak > 0 ? casualty.outbreak - 1 : single;
    const condition = this.#conditions[row];
    casualty.mechanism = isDisease
      ? this.#illnessMechanism
      : condition.environment === null
        ? accident
        : (this.#mechanismByEnvironment.get(condition.environment) ?? accident);
    this.#run(casualty, row, levelAt(condition.severityLevels, random.uniform()), random);
  }

  /** Battle casualties of smoke, water, chemical agents or radiation. */
  expose(casualty: Casualty, key: number, position: number, random: KeyedRandom): void {
    if (casualty.mechanism === this.#chemicalMechanism) {
      random.open(PURPOSE.agent, key);
      const family = random.pick(FAMILY_SUMS);
      random.open(PURPOSE.agent, key, 1 + position);
      if (family === RADIATION) this.#irradiate(casualty, random);
      else this.#poison(casualty, family, random);
      return;
    }
    const draws = this.#wholeBody.get(casualty.mechanism);
    if (draws === undefined)
      throw new Error(`mechanism ${casualty.mechanism} neither wounds nor acts on the whole body`);
    random.open(PURPOSE.disease, key, position);
    const level = levelAt(INJURY_LEVELS, random.uniform());
    const { rows, sums } = draws[INJURY_LEVELS.indexOf(level)];
    this.#run(casualty, rows[random.pick(sums)], level, random);
  }

  #run(casualty: Casualty, row: number, course: SeverityLevel, random: KeyedRandom): void {
    const condition = this.#conditions[row];
    casualty.conditionRow = row;
    const side = condition.lateral ? 1 + random.integer(2) : 0;
    casualty.severity = LEVEL_WORDS.indexOf(course.level);
    casualty.trueTriage = CATEGORY_WORDS.indexOf(course.category);
    casualty.roleNeeded = condition.roleNeeded;
    casualty.returnsToDuty = condition.returnsToDuty;
    if (course.outpatient) casualty.flags |= FLAG.outpatient;
    if (casualty.trueTriage === 2) casualty.flags |= FLAG.ambulatory;
    if (isSpecialist(condition)) casualty.needsSpecialist = true;
    else if (condition.needsSurgery) casualty.needsWoundSurgery = true;
    // Injuries of the catalogue bring their own AIS; a disease has none.
    const ais = Math.min(Math.max(course.ais, condition.aisMin), condition.aisMax);
    if (ais > 0) {
      casualty.log.addWound(row, REGION_WORDS.indexOf(condition.region), side, ais, 0, 0);
      casualty.iss = ais * ais;
      casualty.niss = casualty.iss;
    }
    this.#begin(casualty, course.untreatedLethality, course.untreatedDeathHours, random);
    const [least, mode, most] = condition.recoveryDays;
    const worse = casualty.severity;
    random.open(PURPOSE.recovery, casualty.number);
    casualty.recoveryDays =
      worse === 2
        ? random.triangular(mode, mode, most)
        : worse === 0
          ? random.triangular(least, least, mode)
          : random.triangular(least, mode, most);
  }

  #begin(casualty: Casualty, lethality: number, medianHours: number | null, random: KeyedRandom): void {
    const other = casualty.body.openable('other');
    const health = ONSET_HEALTH[casualty.severity];
    const dies = random.bernoulli(lethality);
    const hours = random.logNormal(1, DEATH_SIGMA) * (medianHours ?? 24);
    if (dies) {
      other.open(casualty.injuryMinutes, health, hours * 60);
      casualty.pathways |= 1 << PATHWAY.disease;
    } else {
      other.settle(casualty.injuryMinutes, health, 20, this.#physiology.recoveryTauHours * 60);
    }
  }

  #poison(casualty: Casualty, family: number, random: KeyedRandom): void {
    const profile = this.#agents[family][random.pick(this.#agentSums[family])];
    const row = this.#conditions.findIndex(({ id }) => id === profile.conditionId);
    casualty.conditionRow = row;
    casualty.agent = family + 1;
    casualty.doseClass = DOSE_OF[profile.severity];
    casualty.severity = Math.min(2, casualty.doseClass - 1);
    casualty.trueTriage = Math.min(2, CATEGORY_WORDS.indexOf(profile.category));
    casualty.flags |= FLAG.contaminated;
    if (casualty.trueTriage === 2) casualty.flags |= FLAG.ambulatory;
    casualty.roleNeeded = profile.ventilation ? 2 : 1;
    const [least, mode, most] = profile.durationDays;
    casualty.recoveryDays = random.triangular(least, mode, most);
    const dies = random.bernoulli(profile.untreatedLethality);
    const minutes = random.logNormal(profile.deathMedianMinutes ?? 600, profile.deathSigma ?? DEATH_SIGMA);
    const peakMinutes = random.triangular(...profile.peakMinutes);
    const agent = casualty.body.openable('agent');
    const health = ONSET_HEALTH[casualty.severity];
    casualty.pathways |= 1 << PATHWAY.agent;
    if (dies) agent.open(casualty.injuryMinutes, this.#physiology.initialHealth, minutes);
    else agent.pass(casualty.injuryMinutes, health, peakMinutes / 2, remissionMinutes(casualty));
  }

  #irradiate(casualty: Casualty, random: KeyedRandom): void {
    const band = this.#radiation[random.pick(this.#radiationSums)];
    casualty.conditionRow = this.#conditions.findIndex(({ id }) => id === band.conditionId);
    casualty.agent = AGENT_WORDS.indexOf('radiation');
    casualty.doseClass = band.doseGyLow >= 7.5 ? 4 : band.doseGyLow >= 3.5 ? 3 : band.doseGyLow >= 1 ? 2 : 1;
    casualty.severity = Math.min(2, casualty.doseClass - 1);
    casualty.trueTriage = Math.min(2, CATEGORY_WORDS.indexOf(band.category));
    casualty.flags |= FLAG.contaminated;
    casualty.roleNeeded = 3;
    casualty.returnsToDuty = casualty.doseClass < 2;
    const [least, mode, most] = band.durationDays;
    casualty.recoveryDays = random.triangular(least, mode, most);
    const agent = casualty.body.openable('agent');
    casualty.pathways |= 1 << PATHWAY.agent;
    const dies = band.deathDays !== null && random.bernoulli(band.untreatedLethality);
    if (dies && band.deathDays !== null) {
      const days = band.deathDays[0] + random.uniform() * (band.deathDays[1] - band.deathDays[0]);
      agent.open(casualty.injuryMinutes, 19, days * 1440);
    } else {
      const health = ONSET_HEALTH[casualty.severity];
      agent.pass(casualty.injuryMinutes, health, RADIATION_RISE_MINUTES, remissionMinutes(casualty));
    }
  }
}

/** Time constant of getting better: whoever is fit again has a twentieth of the illness left. Estimate. */
function remissionMinutes({ recoveryDays }: Casualty): number {
  return (recoveryDays * MINUTES_PER_DAY) / 3;
}

/** Whether an injury of the catalogue can be as grave as that: two grades of AIS are mild, then three, four and more. */
function canBe({ aisMin, aisMax }: Condition, { level }: SeverityLevel): boolean {
  if (level === 'mild') return aisMin <= 2;
  return level === 'moderate' ? aisMin <= 3 && aisMax >= 3 : aisMax >= 4;
}

function levelAt(levels: readonly SeverityLevel[], draw: number): SeverityLevel {
  let sum = 0;
  for (const level of levels) {
    sum += level.probability;
    if (draw < sum) return level;
  }
  return levels[levels.length - 1];
}

function drawOf(
  conditions: readonly Condition[],
  weight: (condition: Condition, row: number) => number,
  anyLevels = false,
): Draw {
  const rows: number[] = [];
  const sums: number[] = [];
  let sum = 0;
  conditions.forEach((condition, row) => {
    const w = condition.severityLevels.length === 0 && !anyLevels ? 0 : weight(condition, row);
    if (w <= 0) return;
    sum += w;
    rows.push(row);
    sums.push(sum);
  });
  return { rows: Uint16Array.from(rows), sums: Float64Array.from(sums) };
}
