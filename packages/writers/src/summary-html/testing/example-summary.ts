import type { Summary } from '@medical-patients/contract';
import { careTimes, rate } from './example-care-times.js';
import { facilities, noise } from './example-facilities.js';
import { EXAMPLE_SCORECARD } from './example-scorecard.js';

/** A plausible run of any length, made of smooth curves and a small fixed noise; nothing in it was simulated. */

function outcomes(n: number) {
  const kia = Math.round(n * 0.022);
  const dow = Math.round(n * 0.007);
  const died_non_battle = Math.round(n * 0.003);
  const returned_to_duty = Math.round(n * 0.6);
  const in_care = Math.round(n * 0.05);
  const battle_casualties = Math.round(n * 0.15);
  return {
    casualties: n,
    kia,
    dow,
    died_non_battle,
    returned_to_duty,
    evacuated_out_of_theatre: n - kia - dow - died_non_battle - returned_to_duty - in_care,
    in_care,
    battle_casualties,
    wounded_in_action: battle_casualties - kia,
    returned_to_duty_72h: Math.round(battle_casualties * 0.3),
  };
}

function inSystem(hourly: readonly number[], hours: number): Summary['in_system_by_hour'] {
  let arrived = 0;
  const arrivals = Array.from({ length: hours }, (_, hour) => {
    arrived += hourly[hour] ?? 0;
    return arrived;
  });
  const delayed = (share: number, hoursLater: number) =>
    arrivals.map((_, hour) => Math.floor((arrivals[Math.max(0, hour - hoursLater)] ?? 0) * share));
  const kia = delayed(0.022, 0);
  const dow = delayed(0.007, 6);
  const died = delayed(0.003, 20);
  const returned = delayed(0.6, 30);
  const evacuated = delayed(0.318, 52);
  return {
    arrivals,
    kia,
    dow,
    died_non_battle: died,
    returned_to_duty: returned,
    evacuated_out_of_theatre: evacuated,
    in_system: arrivals.map(
      (n, hour) =>
        n -
        (kia[hour] ?? 0) -
        (dow[hour] ?? 0) -
        (died[hour] ?? 0) -
        (returned[hour] ?? 0) -
        (evacuated[hour] ?? 0),
    ),
  };
}

/** @param days length of the scenario; hours and facilities grow with it */
export function exampleSummary(days = 8): Summary {
  const hours = days * 24;
  const pattern = (seed: number, mean: number, peaks: readonly number[]) =>
    Array.from({ length: hours }, (_, hour) => {
      const near = peaks.some((peak) => Math.abs((hour % 24) - peak) <= 1) ? 2.6 : 0.55;
      const tempo = 1 + 0.5 * Math.sin(hour / 29);
      return Math.max(0, Math.round(mean * near * tempo * (1 + noise(hour * 7 + seed))));
    });
  const battle = pattern(1, 1.1, [7, 8, 17, 18]);
  battle[62] = 44;
  const nonBattle = pattern(2, 2.3, [10, 11, 14, 15]);
  const disease = pattern(3, 3.8, [8, 9]);
  const hourly = battle.map((n, hour) => n + (nonBattle[hour] ?? 0) + (disease[hour] ?? 0));
  const total = hourly.reduce((sum, n) => sum + n, 0);
  const system = inSystem(hourly, hours + 72);
  const totals = outcomes(total);
  const censusAt = (values: readonly number[], day: number) =>
    (values[day * 24 + 23] ?? 0) - (day === 0 ? 0 : (values[day * 24 - 1] ?? 0));
  const group = (id: string, name: string, share: number) => ({
    id,
    name,
    ...outcomes(Math.round(total * share)),
  });
  return {
    schema: 1,
    notice: 'Exercise: all data is synthetic.',
    scenario: {
      name: 'Baltic defence',
      seed: '42',
      start: '2026-06-01T00:00:00Z',
      days,
      population_at_risk: 12_400,
    },
    totals: {
      ...totals,
      non_battle_injuries: Math.round(total * 0.33),
      disease: Math.round(total * 0.52),
      mass_casualty: 44,
      reached_mtf: Math.round(total * 0.95),
    },
    rates: {
      kia: rate('%KIA', 32, 151, [
        'killed in action',
        'killed in action and wounded in action, less those returned to duty within 72 h of injury',
      ]),
      dow: rate('%DOW', 10, 119, [
        'died of wounds',
        'wounded in action, less those returned to duty within 72 h of injury',
      ]),
      case_fatality: rate('Case fatality rate', 42, 216, [
        'killed in action and died of wounds',
        'killed in action and wounded in action',
      ]),
      returned_to_duty_72h: rate('Returned to duty within 72 h', 65, 184, [
        'wounded in action returned to duty within 72 h of injury',
        'wounded in action',
      ]),
    },
    by_day: Array.from({ length: days }, (_, day) => ({
      day: day + 1,
      ...outcomes(hourly.slice(day * 24, day * 24 + 24).reduce((sum, n) => sum + n, 0)),
    })),
    by_front: [
      group('north', 'Northern front', 0.45),
      group('centre', 'Central front', 0.35),
      group('south', 'Southern front', 0.2),
    ],
    by_nation: [
      group('EST', 'Estonia', 0.3),
      group('FIN', 'Finland', 0.2),
      group('POL', 'Poland', 0.35),
      group('USA', 'United States', 0.15),
    ],
    by_warfare_type: [
      group('conventional', 'Conventional', 0.06),
      group('artillery', 'Artillery', 0.05),
      group('drone', 'Drone', 0.04),
      group('none', 'None (disease and non-battle injury)', 0.85),
    ],
    by_class: [
      group('battle-injury', 'Battle injury', 0.15),
      group('non-battle-injury', 'Non-battle injury', 0.33),
      group('disease', 'Disease', 0.52),
    ],
    by_mechanism: [
      group('artillery_fragment', 'Artillery, mortar or rocket fragments', 0.07),
      group('drone_munition', 'First-person-view or dropped-munition drone', 0.04),
      group('gunshot', 'Gunshot', 0.04),
    ],
    census_by_day: Array.from({ length: days + 3 }, (_, day) => ({
      day: day + 1,
      arrivals: censusAt(system.arrivals, day),
      kia: censusAt(system.kia, day),
      dow: censusAt(system.dow, day),
      died_non_battle: censusAt(system.died_non_battle, day),
      returned_to_duty: censusAt(system.returned_to_duty, day),
      evacuated_out_of_theatre: censusAt(system.evacuated_out_of_theatre, day),
      in_system_at_end: system.in_system[day * 24 + 23] ?? 0,
    })),
    casualties_by_hour: { battle_injury: battle, non_battle_injury: nonBattle, disease },
    in_system_by_hour: system,
    triage: {
      true_mix: { t1: 96, t2: 210, t3: 1_090, t4: 44 },
      assessed_mix: { t1: 118, t2: 252, t3: 1_020, t4: 12 },
      never_assessed: 38,
      confusion: [
        [66, 18, 8, 4],
        [28, 148, 33, 1],
        [20, 84, 975, 0],
        [14, 2, 4, 7],
      ],
      sensitivity_t1: rate('Sensitivity for T1', 66, 96, ['assessed T1', 'truly T1 at the first triage']),
      specificity_t1: rate('Specificity for T1', 1_241, 1_289, ['not assessed T1', 'truly T2 or T3']),
    },
    care_times: careTimes(),
    facilities: facilities(hours),
    fleets: [
      {
        id: 'ground-north',
        name: 'Ground ambulances North',
        kind: 'ground_ambulance',
        vehicles: 6,
        litters: 4,
        missions: 214,
        litters_moved: 498,
        busy_minutes: 31_000,
        utilisation: 0.45,
      },
      {
        id: 'rotary',
        name: 'Rotary wing',
        kind: 'rotary_wing',
        vehicles: 2,
        litters: 6,
        missions: 131,
        litters_moved: 240,
        busy_minutes: 20_500,
        utilisation: 0.89,
      },
      {
        id: 'strategic',
        name: 'Strategic air evacuation',
        kind: 'fixed_wing',
        vehicles: 1,
        litters: 40,
        missions: 8,
        litters_moved: 277,
        busy_minutes: 5_200,
        utilisation: 0.45,
      },
    ],
    evacuation_delays: [
      {
        from: 'point-of-injury',
        precedence: 'urgent',
        requests: 61,
        answered: 55,
        median_minutes: 21.5,
        p90_minutes: 58,
      },
      {
        from: 'point-of-injury',
        precedence: 'urgent-surgical',
        requests: 24,
        answered: 22,
        median_minutes: 19,
        p90_minutes: 49,
      },
      {
        from: 'point-of-injury',
        precedence: 'priority',
        requests: 140,
        answered: 139,
        median_minutes: 38,
        p90_minutes: 121,
      },
      {
        from: 'point-of-injury',
        precedence: 'routine',
        requests: 610,
        answered: 608,
        median_minutes: 84,
        p90_minutes: 310,
      },
      {
        from: 'facility',
        precedence: 'priority',
        requests: 180,
        answered: 177,
        median_minutes: 133,
        p90_minutes: 560,
      },
    ],
    blood: {
      units: 186,
      casualties_transfused: 31,
      massive_transfusions: 5,
      by_day: Array.from({ length: days }, (_, day) => ({
        day: day + 1,
        before_mtf: Math.max(0, Math.round(2 + 2 * noise(day))),
        role_1: Math.max(0, Math.round(4 + 3 * noise(day + 50))),
        role_2: Math.max(0, Math.round(12 + 8 * noise(day + 90))),
        role_3: Math.max(0, Math.round(5 + 4 * noise(day + 130))),
        role_4: 0,
      })),
    },
    surgery: {
      operations: 141,
      casualties_operated: 118,
      by_kind: [
        { id: 'dcs-laparotomy', n: 14 },
        { id: 'dcs-vascular', n: 11 },
        { id: 'ortho', n: 49 },
        { id: 'soft-tissue', n: 54 },
        { id: 'amputation', n: 13 },
      ],
      by_role: [0, 74, 67, 0],
      duration: { n: 141, mean_minutes: 108 },
    },
    wounds: {
      battle_casualties: 216,
      wounds: 897,
      mean_per_casualty: 4.15,
      casualties_by_wounds: [0, 54, 40, 31, 24, 20, 16, 31],
      by_region: [
        { region: 'head', n: 83, percent: 9.3 },
        { region: 'face', n: 168, percent: 18.7 },
        { region: 'neck', n: 22, percent: 2.5 },
        { region: 'thorax', n: 66, percent: 7.4 },
        { region: 'abdomen', n: 85, percent: 9.5 },
        { region: 'upper_limb', n: 190, percent: 21.2 },
        { region: 'lower_limb', n: 283, percent: 31.5 },
      ],
      iss: [
        { band: '1–8', battle_casualties: 118, kia: 0, reached_mtf: 61, died_of_wounds: 0 },
        { band: '9–15', battle_casualties: 41, kia: 1, reached_mtf: 33, died_of_wounds: 1 },
        { band: '16–24', battle_casualties: 22, kia: 4, reached_mtf: 18, died_of_wounds: 2 },
        { band: '25–49', battle_casualties: 17, kia: 9, reached_mtf: 8, died_of_wounds: 5 },
        { band: '50–75', battle_casualties: 18, kia: 18, reached_mtf: 2, died_of_wounds: 2 },
      ],
      iss_median_at_mtf: 6,
    },
    deaths: {
      by_cause: [
        { cause: 'limb-bleeding', kia: 2, dow: 0, died_non_battle: 0 },
        { cause: 'torso-bleeding', kia: 6, dow: 3, died_non_battle: 0 },
        { cause: 'brain-injury', kia: 3, dow: 4, died_non_battle: 1 },
        { cause: 'unsurvivable-injury', kia: 21, dow: 0, died_non_battle: 1 },
        { cause: 'sepsis', kia: 0, dow: 3, died_non_battle: 1 },
        { cause: 'disease', kia: 0, dow: 0, died_non_battle: 2 },
      ],
      preventability: [
        { judgement: 'non-survivable', reason: 'none', kia: 24, dow: 4, died_non_battle: 3 },
        { judgement: 'potentially-survivable', reason: 'delay', kia: 7, dow: 3, died_non_battle: 1 },
        { judgement: 'potentially-survivable', reason: 'no-table', kia: 0, dow: 2, died_non_battle: 0 },
        { judgement: 'potentially-survivable', reason: 'no-vehicle', kia: 1, dow: 1, died_non_battle: 1 },
      ],
      kia_within_10_minutes: rate('10', 21, 32, ['died within 10 min of injury', 'killed in action']),
      kia_within_60_minutes: rate('60', 29, 32, ['died within 60 min of injury', 'killed in action']),
      kia_within_120_minutes: rate('120', 31, 32, ['died within 120 min of injury', 'killed in action']),
    },
    scorecard: EXAMPLE_SCORECARD,
  };
}
