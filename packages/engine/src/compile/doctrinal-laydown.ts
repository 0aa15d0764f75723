import type {
  Facility,
  FacilityTemplate,
  Fleet,
  FleetTemplate,
  ModelTables,
  Scenario,
} from '@medical-patients/contract';
import { effectiveMix } from '../casualty/class-split.js';
import { valuesOf } from './values.js';

export interface Laydown {
  readonly facilities: readonly Facility[];
  /** Fleets for these facilities, or for those that the scenario brings itself. */
  readonly fleetsFor: (facilities: readonly Facility[]) => readonly Fleet[];
}

/** Casualties a day, by what they ask of the chain. */
interface DailyLoad {
  readonly all: number;
  readonly battle: number;
}

/**
 * A doctrinal laydown sized to the load: Role 1 and Role 2 for each front, shared Role 3, Role 4 at home; ambulances
 * and helicopters forward, ground moves between, flights home once a day.
 */
export function buildLaydown(scenario: Scenario, tables: ModelTables): Laydown {
  const rules = valuesOf(tables.laydown.parameters);
  const { role1, role2, role3, fleets } = tables.laydown;
  const whole = dailyLoad(scenario, tables, rules.battlePeak);
  const loads = scenario.fronts.map(({ share }) => ({
    all: whole.all * share,
    battle: whole.battle * share,
  }));
  const countOf = (load: number, capacity: number) => Math.max(1, Math.ceil(load / capacity));
  const r3Count = countOf(whole.battle + whole.all * 0.1, rules.role3CasualtiesPerDay);
  const r3 = numbered('role-3', 'Role 3', r3Count).map(({ id, name }) =>
    facility({ id, name, role: 3, template: role3, fronts: [], onward: ['role-4'] }),
  );
  const forward = scenario.fronts.flatMap((front, index) => {
    const load = loads[index];
    const seconds = numbered(
      `role-2-${front.id}`,
      `Role 2 ${front.name}`,
      countOf(load.battle, rules.role2CasualtiesPerDay),
    );
    const firsts = numbered(
      `role-1-${front.id}`,
      `Role 1 ${front.name}`,
      countOf(load.all, rules.role1CasualtiesPerDay),
    );
    const r3Ids = r3.map(({ id }) => id);
    return [
      ...firsts.map(({ id, name }, i) =>
        facility({
          id,
          name,
          role: 1,
          template: role1,
          fronts: [front.id],
          onward: rotate(
            seconds.map((each) => each.id),
            i,
          ),
        }),
      ),
      ...seconds.map(({ id, name }, i) =>
        facility({
          id,
          name,
          role: 2,
          template: role2,
          fronts: [front.id],
          onward: rotate(r3Ids, index + i),
        }),
      ),
    ];
  });
  const role4 = facility({ id: 'role-4', name: 'Role 4', role: 4, template: null, fronts: [], onward: [] });
  const fleetsFor = (facilities: readonly Facility[]): readonly Fleet[] => {
    const ofRole = (role: number) => facilities.filter((each) => each.role === role).map(({ id }) => id);
    const built: Fleet[] = [];
    scenario.fronts.forEach((front, index) => {
      const load = loads[index];
      built.push(
        fleet(
          `ground-${front.id}`,
          fleets.ground,
          Math.max(2, Math.ceil(load.all / rules.groundSortiesPerDay)),
          [front.id],
        ),
        fleet(`rotary-${front.id}`, fleets.rotary, countOf(load.battle, rules.rotarySortiesPerDay), [
          front.id,
        ]),
      );
    });
    const between = [...ofRole(1), ...ofRole(2)];
    if (between.length > 0) {
      built.push(
        fleet(
          'forward',
          fleets.forward,
          Math.max(2, Math.ceil((whole.battle + whole.all * 0.3) / rules.forwardMovesPerDay)),
          between,
        ),
      );
    }
    const home = ofRole(4)[0];
    ofRole(3).forEach((from, index) => {
      if (home === undefined) return;
      const flights = countOf(
        (whole.battle + whole.all * 0.1) / ofRole(3).length,
        rules.strategicLittersPerDay,
      );
      built.push({
        ...fleet(`strategic-${index + 1}`, fleets.strategic, flights, null),
        from,
        to: home,
        departs_every_hours: 24,
      });
    });
    return built;
  };
  return { facilities: [...forward, ...r3, role4], fleetsFor };
}

/** Means follow the busy days of battle, not the mean. */
/** A year: the evacuation policy decides how long a role keeps anyone. */
const NO_LIMIT_HOURS = 8760;

function dailyLoad(scenario: Scenario, tables: ModelTables, peak: number): DailyLoad {
  const { total, surviving_injury, rates } = scenario.casualties;
  if (rates !== null) {
    const thousands = scenario.fronts.reduce((sum, front) => sum + (front.population_at_risk ?? 0), 0) / 1000;
    const campaign = rates.campaign === null ? null : tables.campaigns[rates.campaign];
    const battle = (campaign?.battleMean ?? rates.battle ?? 0) * thousands * peak;
    return { battle, all: battle + (rates.disease + rates.non_battle_injury) * thousands };
  }
  const daily = (total ?? surviving_injury ?? 0) / scenario.days;
  const mix = effectiveMix(scenario, tables);
  const battle = daily * mix.battle * peak;
  return { battle, all: battle + daily * (1 - mix.battle) };
}

function numbered(id: string, name: string, count: number): { id: string; name: string }[] {
  if (count === 1) return [{ id, name }];
  return Array.from({ length: count }, (_, i) => ({ id: `${id}-${i + 1}`, name: `${name} ${i + 1}` }));
}

/** The same list beginning elsewhere, so that neighbours do not all prefer the same one. */
function rotate(ids: readonly string[], by: number): string[] {
  return ids.map((_, i) => ids[(i + by) % ids.length]);
}

function facility(options: {
  id: string;
  name: string;
  role: Facility['role'];
  template: FacilityTemplate | null;
  fronts: readonly string[];
  onward: readonly string[];
}): Facility {
  const { id, name, role, template, fronts, onward } = options;
  return {
    id,
    name,
    role,
    treatment_places: template?.treatment_places ?? 0,
    resuscitation_bays: template?.resuscitation_bays ?? 0,
    operating_tables: template?.operating_tables ?? 0,
    icu_beds: template?.icu_beds ?? 0,
    ward_beds: template?.ward_beds ?? 0,
    holding_beds: template?.holding_beds ?? 0,
    holding_hours: NO_LIMIT_HOURS,
    location: null,
    fronts,
    evacuates_to: onward,
  };
}

function fleet(
  id: string,
  template: FleetTemplate,
  vehicles: number,
  serves: readonly string[] | null,
): Fleet {
  return {
    ...template,
    id,
    name: id,
    vehicles,
    serves,
    from: null,
    to: null,
    departs_every_hours: null,
    daylight: false,
  };
}
