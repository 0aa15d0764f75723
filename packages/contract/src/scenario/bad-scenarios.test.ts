import { describe, expect, test } from 'vitest';
import { parseScenario } from './parse.js';
import { linesOf, problemsOf } from './testing/problems-of.js';
import { WHOLE_SCENARIO, whole } from './testing/scenario-texts.js';

test('the whole scenario is accepted without a warning', () => {
  const result = parseScenario(WHOLE_SCENARIO);
  expect(result).toMatchObject({ ok: true, warnings: [], classic: false });
});

describe('each mistake gets its sentence, code, path and line', () => {
  test.each([
    // single fields
    ['days: 8', 'dayz: 8', 'unknown-key dayz 5: "dayz" is not a field of a scenario; did you mean "days"?'],
    [
      'care: { tourniquet_success',
      'care: { tourniket_success',
      'unknown-key medical.care.tourniket_success 37: "tourniket_success" is not a field of medical.care; did you mean "tourniquet_success"?',
    ],
    [
      'intensity: high',
      'buddy_aid_probability: 0.5',
      'unknown-key buddy_aid_probability 9: "buddy_aid_probability" is not a field of a scenario; did you mean "medical.care.buddy_aid_probability"?',
    ],
    [
      'days: 8',
      'days_of_fighting: 8',
      'unknown-key days_of_fighting 5: "days_of_fighting" is not a field of a scenario; did you mean "days"?',
    ],
    [
      'schema: 1',
      'schema: 7',
      'unsupported-version schema 1: schema is 7, but this software reads version 1.',
    ],
    ['days: 8', 'days: 400', 'out-of-range days 5: days must be a whole number from 1 to 180, but is 400.'],
    [
      'days: 8',
      'days: eight',
      'wrong-type days 5: days must be a whole number from 1 to 180, but is "eight".',
    ],
    ['days: 8', 'days:', 'wrong-type days 5: days must be a whole number from 1 to 180, but is empty.'],
    [
      'total: 1440',
      'total: 0',
      'out-of-range casualties.total 6: casualties.total must be a whole number from 1 to 10,000,000, but is 0.',
    ],
    [
      'total: 1440',
      'total: 1000000000',
      'out-of-range casualties.total 6: casualties.total must be a whole number from 1 to 10,000,000, but is 1,000,000,000.',
    ],
    [
      'total: 1440',
      'total: 12.5',
      'wrong-type casualties.total 6: casualties.total must be a whole number from 1 to 10,000,000, but is 12.5.',
    ],
    [
      'day_variation: 0.4',
      'day_variation: .nan',
      'out-of-range casualties.day_variation 6: casualties.day_variation must be a number from 0 to 2, but is NaN.',
    ],
    [
      'seed: 42',
      'seed: 12345678901234567890',
      'invalid-seed seed 3: seed cannot be kept exactly as a number; put it in quotes.',
    ],
    [
      'intensity: high',
      'intensity: hihg',
      'unknown-value intensity 9: intensity must be one of low, medium, high, extreme, but is "hihg". Did you mean "high"?',
    ],
    [
      '[night_operations, rain]',
      '[night_operations, snow]',
      'unknown-value environment[1] 14: environment[1] must be one of rain, fog, storm, extreme_heat, extreme_cold, dust_storm, night_operations, mountainous_terrain, urban_debris, but is "snow".',
    ],
    [
      'drone: 0.6',
      'drone: 0',
      'out-of-range warfare.drone 8: warfare.drone must be true or false, or a number above 0, at most 1,000,000, but is 0.',
    ],
    [
      'share: 0.6',
      'share: 0',
      'out-of-range fronts[0].share 19: fronts[0].share must be a number above 0, at most 1,000,000, but is 0.',
    ],
    [
      'share: 0.6',
      'share: -0.5',
      'out-of-range fronts[0].share 19: fronts[0].share must be a number above 0, at most 1,000,000, but is -0.5.',
    ],
    [
      'EST: 0.5, FIN: 0.5',
      'EST: 0.5, FIN: 0',
      'out-of-range fronts[0].nations.FIN 19: fronts[0].nations.FIN must be a number above 0, at most 1,000,000, but is 0.',
    ],
    [
      'EST: 0.5, FIN: 0.5',
      'EST: 0.5, AUS: 0.5',
      'unknown-nation fronts[0].nations.AUS 19: "AUS" is none of the 32 nations: ALB, BEL, BGR, CAN, CZE, DEU, DNK, ESP, EST, FIN, FRA, GBR, GRC, HRV, HUN, ISL, ITA, LTU, LUX, LVA, MKD, MNE, NLD, NOR, POL, PRT, ROU, SVK, SVN, SWE, TUR, USA.',
    ],
    [
      'id: north, name',
      'id: no rth, name',
      'invalid-id fronts[0].id 19: fronts[0].id must be an id of at most 64 letters, digits, - and _, beginning with a letter or digit, but is "no rth".',
    ],
    [
      'nations: { POL: 1 }, ',
      '',
      'missing-key fronts[1].nations 20: fronts[1].nations is missing: a mapping of fields. Whose soldiers are hurt there: weights of the 32 nations by ISO alpha-3 code, normalised.',
    ],
    [
      'role: 2, ',
      'role: 5, ',
      'out-of-range medical.facilities[1].role 24: medical.facilities[1].role must be a whole number from 1 to 4, but is 5.',
    ],
    [
      'kind: rotary_wing',
      'kind: helicopter',
      'unknown-value medical.fleets[1].kind 29: medical.fleets[1].kind must be one of ground_ambulance, armoured_ambulance, truck, rotary_wing, fixed_wing, boat, train, unmanned_ground, but is "helicopter".',
    ],
    [
      'to: r1, kind: ground_ambulance',
      'to: r1, kind: ground_ambulanc',
      'unknown-value medical.legs[0].kind 32: medical.legs[0].kind must be one of ground_ambulance, armoured_ambulance, truck, rotary_wing, fixed_wing, boat, train, unmanned_ground, but is "ground_ambulanc". Did you mean "ground_ambulance"?',
    ],
    [
      'tourniquet_success: 0.9',
      'tourniquet_success: 90',
      'out-of-range medical.care.tourniquet_success 37: medical.care.tourniquet_success must be a number from 0 to 1, but is 90.',
    ],
    [
      'formats: [json, csv]',
      'formats: [json, xlsx]',
      'unknown-value output.formats[1] 38: output.formats[1] must be one of json, ndjson, csv, classic, xml, fhir, fhir-bundle, ips, hl7v2, ndef, cards, parquet, but is "xlsx".',
    ],
    [
      'type: mass_casualty, day: 3, hour: 14',
      'type: mass_casualty, day: 3, hour: 24',
      'out-of-range special_events[1].hour 17: special_events[1].hour must be a number from 0 to below 24, but is 24.',
    ],
    [
      'type: mass_casualty, day: 3',
      'type: mass_casualty, dag: 3',
      'unknown-key special_events[1].dag 17: "dag" is not a field of special_events[1]; did you mean "day"?',
    ],
    // dates and days
    [
      '2026-06-01T00:00:00Z',
      '2026-02-30',
      'invalid-date start 4: start "2026-02-30" does not exist: that month has 28 days.',
    ],
    ['2026-06-01T00:00:00Z', '2026-13-01', 'invalid-date start 4: start "2026-13-01" has no month 13.'],
    [
      '2026-06-01T00:00:00Z',
      'next Monday',
      'invalid-date start 4: start "next Monday" is not a date such as 2026-06-01 or 2026-06-01T06:00:00Z.',
    ],
    [
      '2026-06-01T00:00:00Z',
      '2026-06-01T25:00:00Z',
      'invalid-date start 4: start "2026-06-01T25:00:00Z" has a time of day that does not exist.',
    ],
    [
      'day: 3',
      'day: 40',
      'event-after-end special_events[1].day 17: special_events[1] is on day 40, but the scenario has 8 days.',
    ],
    [
      'front: north }',
      'front: nort }',
      'unknown-front special_events[1].front 17: special_events[1] strikes the front "nort", which does not exist; the fronts are north, south.',
    ],
    [
      'casualties: 60',
      'casualties: 6000',
      'event-casualties special_events 16: The special events have 6,000 casualties, but the scenario has only 1,440.',
    ],
    [
      'tempo: sustained',
      'tempo: [1, 2, 1]',
      'tempo-length tempo 13: tempo has 3 day weights, but the scenario has 8 days.',
    ],
    [
      'tempo: sustained',
      'tempo: [0, 0, 0, 0, 0, 0, 0, 0]',
      'tempo-zero tempo 13: tempo needs at least one day weight above 0.',
    ],
    // casualties and warfare
    [
      'total: 1440',
      'total: 1440, surviving_injury: 900',
      'casualty-forms casualties 6: casualties has total and surviving_injury, but needs exactly one of total, surviving_injury and rates.',
    ],
    [
      'total: 1440',
      'rates: { disease: 2 }',
      'rate-forms casualties.rates 6: casualties.rates has neither a campaign nor a battle rate; give exactly one of them.',
    ],
    [
      'total: 1440',
      'rates: { campaign: okinawa, battle: 3 }',
      'rate-forms casualties.rates 6: casualties.rates has both a campaign and a battle rate; give exactly one of them.',
    ],
    [
      'disease: 0.52, non_battle_injury: 0.33',
      'disease: 1, non_battle_injury: 1',
      'mix-sum injury_mix 7: injury_mix sums to 2.15; the three fractions must sum to about 1 (0.9 to 1.1).',
    ],
    [
      '{ disease: 0.52, non_battle_injury: 0.33, battle_injury: 0.15 }',
      '{ disease: 1, non_battle_injury: 1, battle_injury: 1 }',
      'mix-sum injury_mix 7: injury_mix sums to 3; the three fractions must sum to about 1 (0.9 to 1.1).',
    ],
    [
      '{ conventional: true, artillery: true, drone: 0.6 }',
      '{ conventional: false }',
      'no-warfare warfare 8: warfare has no active type; set at least one of conventional, artillery, urban, guerrilla, drone, naval, cbrn, peacekeeping to true or a weight.',
    ],
    [
      '{ drone_munition: 80, gunshot: 20 }',
      '{ gunshot: 0 }',
      'no-mechanism mechanisms.drone 12: mechanisms.drone needs at least one weight above 0.',
    ],
    // fronts
    [
      'nations: { POL: 1 }',
      'nations: {}',
      'nations-empty fronts[1].nations 20: The front "south" has no nations; give at least one, such as { POL: 1 }.',
    ],
    [
      'share: 0.4, ',
      '',
      'share-mixed fronts[1] 20: The front "south" has no share, while others have; give every front a share, or none.',
    ],
    [
      'fronts: [north, south]',
      'fronts: [north]',
      'front-without-facility fronts[1] 20: No facility lists the front "south"; add it to the fronts of the facility that takes its casualties.',
    ],
    [
      'id: rotary',
      'id: ground',
      'duplicate-id medical.fleets[1].id 29: The id "ground" is used twice; every fleet has an id of its own.',
    ],
    // facilities
    [
      'evacuates_to: [r3]',
      'evacuates_to: [r2]',
      'evacuates-to-itself medical.facilities[1].evacuates_to[0] 24: The facility "r2" evacuates to itself.',
    ],
    [
      'evacuates_to: [r3]',
      'evacuates_to: [r33]',
      'unknown-facility medical.facilities[1].evacuates_to[0] 24: The facility "r2" evacuates to "r33", which does not exist.',
    ],
    [
      'resuscitation_bays: 2, operating_tables: 1, icu_beds: 2, ward_beds: 8',
      'name: Empty',
      'facility-without-places medical.facilities[1] 24: The facility "r2" has no places at all; give it treatment_places, resuscitation_bays or beds.',
    ],
    // fleets and legs
    [
      'serves: [north, south, r1]',
      'serves: []',
      'fleet-serves-nobody medical.fleets[0].serves 28: The fleet "ground" serves nobody: its list of places is empty. Leave serves out to serve everywhere.',
    ],
    [
      'serves: [north, south, r1]',
      'serves: [r4]',
      'fleet-serves-nobody medical.fleets[0].serves 28: The fleet "ground" serves nobody: nobody is evacuated from its places. Leave serves out to serve everywhere.',
    ],
    [
      'serves: [north, south, r1]',
      'serves: [north, soth]',
      'unknown-place medical.fleets[0].serves[1] 28: The fleet "ground" serves "soth", which is neither a front nor a facility.',
    ],
    [
      'from: r3, to: r4, departs',
      'departs',
      'fleet-route medical.fleets[2] 30: The scheduled fleet "strategic" needs from and to.',
    ],
    [
      'from: r3, to: r4',
      'from: r3',
      'fleet-route medical.fleets[2] 30: The fleet "strategic" has from without to; a route needs both.',
    ],
    [
      'from: r3, to: r4',
      'from: r2, to: r4',
      'fleet-route medical.fleets[2] 30: The route of the fleet "strategic" leads from "r2" to "r4", but "r2" does not evacuate to "r4".',
    ],
    [
      'from: r3, to: r4',
      'from: r3, to: r5',
      'unknown-facility medical.fleets[2] 30: The route of the fleet "strategic" touches "r5", which is no facility.',
    ],
    [
      'kind: rotary_wing, vehicles: 2',
      'kind: rotary_wing, litters: 0, seats: 0',
      'fleet-carries-nobody medical.fleets[1] 29: The vehicles of the fleet "rotary" have neither litters nor seats.',
    ],
    [
      'from: north, to: r1',
      'from: norht, to: r1',
      'unknown-place medical.legs[0].from 32: A leg begins at "norht", which is neither a front nor a facility.',
    ],
    [
      'from: north, to: r1',
      'from: r1, to: r9',
      'unknown-place medical.legs[0].to 32: A leg ends at "r9", which is neither a front nor a facility.',
    ],
    [
      'from: north, to: r1',
      'from: r1, to: r1',
      'leg-loop medical.legs[0] 32: A leg begins and ends at "r1".',
    ],
    [
      'from: north, to: r1',
      'from: r1, to: north',
      'leg-to-front medical.legs[0].to 32: A leg ends at the front "north"; legs lead to facilities, and vehicles return by the same leg.',
    ],
    [
      'minutes: [15, 30, 45]',
      'minutes: [15, 60, 45]',
      'leg-minutes medical.legs[0].minutes 32: The minutes 15, 60, 45 are not in order: shortest, likeliest, longest.',
    ],
    [
      'minutes: [15, 30, 45]',
      'minutes: [15, 30]',
      'out-of-range medical.legs[0].minutes 32: medical.legs[0].minutes must be a number from 0 to 100,000, or a list of 3 numbers, but is a list of 2.',
    ],
    [
      'replacement_hours: 24',
      'delay_share: 0.9, damage_share: 0.2',
      'share-sum medical.contested 36: delay_share and damage_share sum to more than 1; what is left of 1 is lost vehicles.',
    ],
    [
      'tourniquet_success: 0.9',
      'table_turnover_minutes: [45, 30]',
      'range-order medical.care.table_turnover_minutes 37: The shortest turnover of a table is longer than the longest.',
    ],
  ])('%s → %s', (from, to, expected) => {
    expect(linesOf(problemsOf(whole(from, to)))).toEqual([expected]);
  });
});
