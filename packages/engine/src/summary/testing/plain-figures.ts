import type { Plan } from '../../compile/plan.js';
import { EVENT } from '../../record/codes.js';
import { finishSummary } from '../create-summary.js';
import { ResourceFigures } from '../resource-figures.js';
import type { SummaryTally } from '../summary-tally.js';
import type { PlainCasualty, PlainEvent } from './plain-casualty.js';
import { SMALL_CONDITIONS, SMALL_FACILITIES, SMALL_SIZES } from './small-plan.js';

/**
 * The figures again, from the casualties as written down and in the plainest way: filters over arrays, sorted times.
 * Shares nothing with the tally but the definitions.
 */

const FRONTS = SMALL_SIZES.fronts;
const roleAt = (place: number): number => SMALL_FACILITIES[place - FRONTS]?.role ?? 0;
const canOperate = (place: number) => {
  const facility = SMALL_FACILITIES[place - FRONTS];
  return facility !== undefined && (facility.operating_tables > 0 || facility.role === 4);
};
const isBattle = (casualty: PlainCasualty) => casualty.casualtyClass === 0;
const isReturned72 = (casualty: PlainCasualty) =>
  isBattle(casualty) &&
  casualty.outcome === 3 &&
  casualty.outcomeSeconds - casualty.injurySeconds <= 72 * 3_600;

function firstOf(casualty: PlainCasualty, isIt: (event: PlainEvent) => boolean): number | null {
  const event = casualty.events.find(isIt);
  return event === undefined ? null : event.seconds - casualty.injurySeconds;
}

const isIntervention = (event: PlainEvent, details: readonly number[]) =>
  event.kind === EVENT.intervention && details.includes(event.detail);
const FIRST_AID = [0, 1, 2, 3, 4, 5, 6, 7, 15];
const DCR = [6, 7, 10, 12];
const firstMtf = (casualty: PlainCasualty) =>
  firstOf(casualty, (event) => event.kind === EVENT.arrived && roleAt(event.place) > 0);

const MEASURES: Readonly<Record<string, (casualty: PlainCasualty) => number | null>> = {
  'first-aid': (casualty) => firstOf(casualty, (event) => isIntervention(event, FIRST_AID)),
  'first-mtf': firstMtf,
  'first-dcr-element': (casualty) =>
    firstOf(
      casualty,
      (event) =>
        isIntervention(event, DCR) ||
        (event.kind === EVENT.triaged && event.b === 1) ||
        ((event.kind === EVENT.treatmentStarted || event.kind === EVENT.resuscitationStarted) &&
          roleAt(event.place) > 0),
    ),
  'surgical-facility': (casualty) =>
    firstOf(casualty, (event) => event.kind === EVENT.arrived && canOperate(event.place)),
  incision: (casualty) => firstOf(casualty, (event) => event.kind === EVENT.surgeryStarted),
};
const LIMIT_MINUTES: Readonly<Record<string, number>> = {
  'first-aid': 10,
  'first-mtf': 60,
  'first-dcr-element': 60,
  'surgical-facility': 120,
  incision: 120,
};

function isT1(casualty: PlainCasualty): boolean {
  const triage = casualty.events.find((event) => event.kind === EVENT.triaged);
  return (triage?.detail ?? casualty.trueTriage) === 0;
}

function careTimes(all: readonly PlainCasualty[]) {
  const groups = {
    all,
    battle: all.filter(isBattle),
    'battle-t1': all.filter((casualty) => isBattle(casualty) && isT1(casualty)),
  };
  return Object.entries(MEASURES).flatMap(([measure, measured]) =>
    Object.entries(groups).map(([group, members]) => {
      const times = members.map(measured).filter((time) => time !== null);
      return {
        measure,
        group,
        n: times.length,
        of: members.length,
        within: times.filter((seconds) => seconds <= (LIMIT_MINUTES[measure] ?? 0) * 60).length,
      };
    }),
  );
}

function outcomes(all: readonly PlainCasualty[]) {
  const count = (outcome: number) => all.filter((casualty) => casualty.outcome === outcome).length;
  const battle = all.filter(isBattle);
  return {
    casualties: all.length,
    kia: count(0),
    dow: count(1),
    died_non_battle: count(2),
    returned_to_duty: count(3),
    evacuated_out_of_theatre: count(4),
    in_care: count(5),
    battle_casualties: battle.length,
    wounded_in_action: battle.filter((casualty) => casualty.outcome !== 0).length,
    returned_to_duty_72h: battle.filter(isReturned72).length,
  };
}

/** Requests in order, each with the pick-up that followed it before any arrival. */
function requestsOf(casualty: PlainCasualty) {
  const requests: { from: string; precedence: number; delay: number | null }[] = [];
  let open = false;
  for (const [index, event] of casualty.events.entries()) {
    if (event.kind === EVENT.arrived && roleAt(event.place) > 0) open = false;
    if (event.kind === EVENT.casualtyCollected || event.kind === EVENT.departed) open = false;
    if (event.kind !== EVENT.evacuationRequested || open) continue;
    open = true;
    const after = casualty.events.slice(index + 1);
    const ended = after.find(
      (next) =>
        next.kind === EVENT.casualtyCollected ||
        next.kind === EVENT.departed ||
        (next.kind === EVENT.arrived && roleAt(next.place) > 0),
    );
    const delay = ended === undefined || ended.kind === EVENT.arrived ? null : ended.seconds - event.seconds;
    requests.push({
      from: roleAt(event.place) > 0 ? 'facility' : 'point-of-injury',
      precedence: event.detail,
      delay,
    });
  }
  return requests;
}

const PRECEDENCES = ['urgent', 'urgent-surgical', 'priority', 'routine'];

function requests(all: readonly PlainCasualty[]) {
  const every = all.flatMap(requestsOf);
  return ['point-of-injury', 'facility'].flatMap((from) =>
    PRECEDENCES.map((precedence, index) => {
      const own = every.filter((request) => request.from === from && request.precedence === index);
      const answered = own.filter((request) => request.delay !== null).length;
      return { from, precedence, requests: own.length, answered };
    }).filter((row) => row.requests > 0),
  );
}

function special(all: readonly PlainCasualty[]) {
  const battle = all.filter(isBattle);
  const icdOf = (casualty: PlainCasualty) =>
    casualty.wounds.map((wound) => ({ ...wound, icd10: SMALL_CONDITIONS[wound.condition] ?? '' }));
  const brain = all
    .filter((casualty) => casualty.outcome !== 0)
    .map((casualty) => icdOf(casualty).filter((wound) => wound.icd10.startsWith('S06')))
    .filter((wounds) => wounds.length > 0);
  const reached = (role: number) => (casualty: PlainCasualty) =>
    casualty.events.some((event) => event.kind === EVENT.arrived && roleAt(event.place) >= role);
  const admitted = battle.filter(reached(2));
  const evacuated = battle.filter((casualty) => reached(3)(casualty) || casualty.outcome === 4);
  const operatedOff = (casualty: PlainCasualty) =>
    casualty.events.some((event) => event.kind === EVENT.surgeryStarted && event.detail === 7);
  return {
    brainInjuries: brain.length,
    brainInjuriesMild: brain.filter((wounds) => wounds.every((wound) => wound.ais <= 2)).length,
    amputations: battle.filter(
      (casualty) =>
        casualty.outcome !== 0 &&
        (icdOf(casualty).some((wound) => wound.icd10 === 'S78.1') || operatedOff(casualty)),
    ).length,
    evacuatedBattle: evacuated.length,
    evacuatedBurns: evacuated.filter((casualty) => icdOf(casualty).some((wound) => wound.icd10 === 'T31.1'))
      .length,
    admissions: admitted.length,
    admissionsMassive: admitted.filter((casualty) => casualty.bloodUnits >= 10).length,
    admissionUnits: admitted.reduce((sum, casualty) => sum + casualty.bloodUnits, 0),
    torsoBleeding: battle.filter((casualty) => firstMtf(casualty) !== null && (casualty.pathways & 4) !== 0)
      .length,
  };
}

function confusion(all: readonly PlainCasualty[]) {
  const cells = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
  for (const casualty of all) {
    const triage = casualty.events.find((event) => event.kind === EVENT.triaged);
    const row = triage === undefined ? undefined : cells[triage.a];
    if (row !== undefined && triage !== undefined) row[triage.detail] = (row[triage.detail] ?? 0) + 1;
  }
  return cells;
}

/** The figures under test, from the casualties themselves. */
export function plainFigures(all: readonly PlainCasualty[]) {
  const events = (place: number, kind: number) =>
    all.flatMap((casualty) => casualty.events).filter((event) => event.place === place && event.kind === kind)
      .length;
  const units = all
    .flatMap((casualty) => casualty.events)
    .filter((event) => isIntervention(event, [12]))
    .reduce((sum, event) => sum + event.a, 0);
  const wounds = all.filter(isBattle).flatMap((casualty) => casualty.wounds);
  return {
    totals: outcomes(all),
    fronts: Array.from({ length: FRONTS }, (_, front) =>
      outcomes(all.filter((casualty) => casualty.front === front)),
    ),
    days: Array.from({ length: SMALL_SIZES.days }, (_, day) =>
      outcomes(all.filter((casualty) => Math.floor(casualty.injurySeconds / 86_400) === day)),
    ),
    arrived: all.length,
    stillIn: all.filter((casualty) => casualty.outcome === 5).length,
    careTimes: careTimes(all),
    confusion: confusion(all),
    places: SMALL_FACILITIES.map((_, index) => ({
      arrivals: events(FRONTS + index, EVENT.arrived),
      departures: events(FRONTS + index, EVENT.departed),
      diverted: events(FRONTS + index, EVENT.diverted),
    })),
    requests: requests(all),
    units,
    wounds: wounds.length,
    limbWounds: wounds.filter((wound) => wound.region === 7 || wound.region === 8).length,
    kiaWithin60: all.filter(
      (casualty) => casualty.outcome === 0 && casualty.outcomeSeconds - casualty.injurySeconds <= 3_600,
    ).length,
    special: special(all),
  };
}

/** The same figures as the summary reports them. */
export function summaryFigures(tally: SummaryTally, plan: Plan): ReturnType<typeof plainFigures> {
  const resources = new ResourceFigures({
    facilities: SMALL_FACILITIES.map(() => [1, 1, 1, 1, 1, 1]),
    fleets: [
      { id: 'ground', vehicles: 2, litters: 4 },
      { id: 'air', vehicles: 1, litters: 6 },
    ],
  });
  const summary = finishSummary(tally, plan, resources);
  const { scalar } = tally.layout;
  const of = (name: keyof typeof scalar) => tally.counters[scalar[name]] ?? Number.NaN;
  const outcomeKeys = Object.keys(outcomes([])) as (keyof ReturnType<typeof outcomes>)[];
  const pick = (row: Readonly<Record<keyof ReturnType<typeof outcomes>, number>>) =>
    Object.fromEntries(outcomeKeys.map((key) => [key, row[key]])) as ReturnType<typeof outcomes>;
  const hours = summary.in_system_by_hour;
  const limbs = summary.wounds.by_region.filter((row) => row.region.endsWith('_limb'));
  return {
    totals: pick(summary.totals),
    fronts: summary.by_front.map(pick),
    days: summary.by_day.map(pick),
    arrived: hours.arrivals.at(-1) ?? Number.NaN,
    stillIn: hours.in_system.at(-1) ?? Number.NaN,
    careTimes: summary.care_times.map((row) => ({
      measure: row.measure,
      group: row.group,
      n: row.n,
      of: row.of,
      within: row.within_limit.numerator,
    })),
    confusion: summary.triage.confusion,
    places: summary.facilities.map(({ arrivals, departures, diverted }) => ({
      arrivals,
      departures,
      diverted,
    })),
    requests: summary.evacuation_delays.map(({ from, precedence, requests: n, answered }) => ({
      from,
      precedence,
      requests: n,
      answered,
    })),
    units: summary.blood.units,
    wounds: summary.wounds.wounds,
    limbWounds: limbs.reduce((sum, row) => sum + row.n, 0),
    kiaWithin60: summary.deaths.kia_within_60_minutes.numerator,
    special: {
      brainInjuries: of('brainInjuries'),
      brainInjuriesMild: of('brainInjuriesMild'),
      amputations: of('amputations'),
      evacuatedBattle: of('evacuatedBattle'),
      evacuatedBurns: of('evacuatedBurns'),
      admissions: of('admissions'),
      admissionsMassive: of('admissionsMassive'),
      admissionUnits: of('admissionUnits'),
      torsoBleeding: of('torsoBleeding'),
    },
  };
}
