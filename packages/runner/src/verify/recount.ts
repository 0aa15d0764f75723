import type { OutcomeStatus, PatientRecord, Summary } from '@medical-patients/contract';

type Totals = Summary['totals'];
type OutcomeKey = keyof Totals &
  ('kia' | 'dow' | 'died_non_battle' | 'returned_to_duty' | 'evacuated_out_of_theatre' | 'in_care');

const OUTCOME_KEYS: Readonly<Record<OutcomeStatus, OutcomeKey>> = {
  kia: 'kia',
  dow: 'dow',
  'died-non-battle': 'died_non_battle',
  'returned-to-duty': 'returned_to_duty',
  'evacuated-out-of-theatre': 'evacuated_out_of_theatre',
  'in-care': 'in_care',
};
const MTF_ECHELONS: readonly string[] = ['role-1', 'role-2', 'role-3', 'role-4'];
const FACILITY_COUNTS = ['arrivals', 'departures', 'deaths', 'returned_to_duty'] as const;
const DEATHS: readonly OutcomeKey[] = ['kia', 'dow', 'died_non_battle'];
/** Behind the fleet's id in the name of a vehicle. */
const VEHICLE_NUMBER = /-\d+$/;
const MS_PER_HOUR = 3_600_000;
const HOURS_72 = 72;

/** Counts of one group, by the names that the summary gives them. */
type Counts = Record<string, number>;

/**
 * Counts again, from the records alone, what the simulation counted as it went: the two must agree.
 */
export class Recount {
  casualties = 0;
  readonly #startMs: number;
  readonly #totals: Counts = {};
  readonly #groups = new Map<string, Counts>();
  readonly #hours = new Map<string, number[]>();

  /** @param start start of the scenario, ISO 8601 */
  constructor(start: string) {
    this.#startMs = Date.parse(start);
  }

  add(record: PatientRecord): void {
    this.casualties++;
    const keys = keysOf(record);
    for (const key of keys) increase(this.#totals, key);
    this.#addToGroup(`by_class/${record.incident.class}`, keys);
    this.#addToGroup(`by_front/${record.incident.front.id}`, keys);
    this.#addToGroup(`by_nation/${record.identity.nationality}`, keys);
    this.#addToGroup(`by_day/${record.incident.day}`, keys);
    const first = record.triage[0];
    this.#addPlaces(record);
    this.#addToGroup('triage', [first === undefined ? 'never_assessed' : first.category.toLowerCase()]);
    this.#addHour('arrivals', record.incident.time);
    const { status, time } = record.outcome;
    if (status !== 'in-care') this.#addHour(OUTCOME_KEYS[status], time);
  }

  /** Every figure of the summary that the records contradict, in words. */
  differences(summary: Summary): string[] {
    const found: string[] = [];
    const compare = (what: string, counted: number, stated: number): void => {
      if (counted !== stated) found.push(`${what}: ${counted} in the records, ${stated} in the summary`);
    };
    for (const [key, stated] of Object.entries(summary.totals)) {
      compare(`totals, ${key}`, this.#totals[key] ?? 0, stated);
    }
    for (const list of ['by_class', 'by_front', 'by_nation', 'by_day'] as const) {
      const rows: readonly Readonly<Record<string, unknown>>[] = summary[list];
      const labels = rows.map((row) => `${list}/${String(row.id ?? row.day)}`);
      for (const [index, row] of rows.entries()) {
        const label = labels[index] ?? list;
        const counts = this.#groups.get(label) ?? {};
        for (const [key, stated] of Object.entries(row)) {
          if (key === 'day' || typeof stated !== 'number') continue;
          compare(`${label.replace('/', ' ')}, ${key}`, counts[key] ?? 0, stated);
        }
      }
      for (const label of this.#groups.keys()) {
        if (label.startsWith(`${list}/`) && !labels.includes(label)) {
          found.push(`${label.replace('/', ' ')}: in the records, not in the summary`);
        }
      }
    }
    for (const facility of summary.facilities) {
      const counts = this.#groups.get(`facilities/${facility.id}`) ?? {};
      for (const key of FACILITY_COUNTS) {
        compare(`facility ${facility.id}, ${key}`, counts[key] ?? 0, facility[key]);
      }
    }
    for (const { id, litters_moved } of summary.fleets) {
      const counts = this.#groups.get(`fleets/${id}`) ?? {};
      compare(`fleet ${id}, litters_moved`, counts.litters_moved ?? 0, litters_moved);
    }
    const triage = this.#groups.get('triage') ?? {};
    const { assessed_mix: mix, never_assessed } = summary.triage;
    for (const [key, stated] of Object.entries({ ...mix, never_assessed })) {
      compare(`first triage, ${key}`, triage[key] ?? 0, stated);
    }
    found.push(...this.#hourDifferences(summary.in_system_by_hour));
    return found;
  }

  /** Hour by hour: arrivals, outcomes, and conservation. One difference a curve is enough. */
  #hourDifferences(curves: Summary['in_system_by_hour']): string[] {
    const found: string[] = [];
    const hours = curves.arrivals.length;
    const running = new Map<string, number>();
    for (let hour = 0; hour < hours; hour++) {
      for (const [key, curve] of Object.entries(curves)) {
        if (key === 'in_system') continue;
        const counted = (running.get(key) ?? 0) + (this.#hours.get(key)?.[hour] ?? 0);
        running.set(key, counted);
        if (counted !== curve[hour] && !found.some((text) => text.startsWith(`hours, ${key} `))) {
          found.push(
            `hours, ${key} up to hour ${hour}: ${counted} in the records, ${curve[hour]} in the summary`,
          );
        }
      }
      const left = [...running].reduce((sum, [key, value]) => sum + (key === 'arrivals' ? value : -value), 0);
      if (left !== curves.in_system[hour] && !found.some((text) => text.startsWith('hours, in_system '))) {
        found.push(
          `hours, in_system in hour ${hour}: ${left} by the records, ${curves.in_system[hour]} in the summary`,
        );
      }
    }
    return found;
  }

  #addPlaces({ timeline, outcome }: PatientRecord): void {
    for (const { event, place, asset } of timeline) {
      if (event === 'arrived') this.#addToGroup(`facilities/${place}`, ['arrivals']);
      if (event !== 'departed') continue;
      this.#addToGroup(`facilities/${place}`, ['departures']);
      if (asset != null) this.#addToGroup(`fleets/${asset.replace(VEHICLE_NUMBER, '')}`, ['litters_moved']);
    }
    const key = OUTCOME_KEYS[outcome.status];
    if (key === 'returned_to_duty') this.#addToGroup(`facilities/${outcome.place}`, [key]);
    else if (DEATHS.includes(key)) this.#addToGroup(`facilities/${outcome.place}`, ['deaths']);
  }

  #addToGroup(group: string, keys: readonly string[]): void {
    let counts = this.#groups.get(group);
    if (counts === undefined) {
      counts = {};
      this.#groups.set(group, counts);
    }
    for (const key of keys) increase(counts, key);
  }

  #addHour(key: string, time: string): void {
    let hours = this.#hours.get(key);
    if (hours === undefined) {
      hours = [];
      this.#hours.set(key, hours);
    }
    const hour = Math.floor((Date.parse(time) - this.#startMs) / MS_PER_HOUR);
    hours[hour] = (hours[hour] ?? 0) + 1;
  }
}

/** The columns of the summary in which a record counts one. */
function keysOf({ incident, outcome, timeline }: PatientRecord): string[] {
  const keys = ['casualties', OUTCOME_KEYS[outcome.status]];
  if (incident.class === 'battle-injury') {
    keys.push('battle_casualties');
    if (outcome.status !== 'kia') keys.push('wounded_in_action');
    const hours = (Date.parse(outcome.time) - Date.parse(incident.time)) / MS_PER_HOUR;
    if (outcome.status === 'returned-to-duty' && hours <= HOURS_72) keys.push('returned_to_duty_72h');
  } else {
    keys.push(incident.class === 'disease' ? 'disease' : 'non_battle_injuries');
  }
  if (incident.mass_casualty) keys.push('mass_casualty');
  const reached = timeline.some(
    ({ event, echelon }) => event === 'arrived' && MTF_ECHELONS.includes(echelon),
  );
  if (reached) keys.push('reached_mtf');
  return keys;
}

function increase(counts: Counts, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
