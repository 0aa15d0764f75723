import { expect, test } from 'vitest';
import { linesOf, problemsOf } from './testing/problems-of.js';
import { whole } from './testing/scenario-texts.js';

test('an id is used once among fronts and facilities', () => {
  expect(
    linesOf(
      problemsOf(whole('- { id: r4, role: 4 }', '- { id: r4, role: 4 }\n    - { id: south, role: 4 }')),
    ),
  ).toEqual([
    'duplicate-id medical.facilities[4].id 27: The id "south" is used twice; fronts and facilities share their ids, because legs and fleets refer to both.',
  ]);
});

test('an evacuation backwards is named once, and not as a circle', () => {
  expect(linesOf(problemsOf(whole('evacuates_to: [r4]', 'evacuates_to: [r4, r2]')))).toEqual([
    'evacuates-backwards medical.facilities[2].evacuates_to[1] 25: The facility "r3" (Role 3) evacuates backwards to "r2" (Role 2).',
  ]);
});

test('a circle of facilities is named', () => {
  const text = whole('id: r3, role: 3', 'id: r3, role: 2').replace(
    'evacuates_to: [r4]',
    'evacuates_to: [r2]',
  );
  expect(linesOf(problemsOf(text))).toContain(
    'evacuates-in-circle medical.facilities[2].evacuates_to[0] 25: Facilities evacuate in a circle: r2 → r3 → r2.',
  );
});

test('a long chain of facilities is followed without exhausting the stack', () => {
  const facilities = Array.from({ length: 1000 }, (_, index) => ({
    id: `f${index}`,
    role: 2,
    ward_beds: 1,
    operating_tables: 1,
    fronts: ['a'],
    evacuates_to: [`f${(index + 1) % 1000}`],
  }));
  const problems = problemsOf({ fronts: [{ id: 'a', nations: { POL: 1 } }], medical: { facilities } });
  expect(problems.map(({ code }) => code)).toEqual(['evacuates-in-circle']);
});

test('rates need a strength on every front', () => {
  const text = whole('total: 1440', 'rates: { campaign: falklands }').replaceAll(
    'population_at_risk: 4200',
    'name: X',
  );
  const withoutDuplicates = text.replace('name: Northern front, ', '').replace('name: Southern front, ', '');
  expect(linesOf(problemsOf(withoutDuplicates))).toEqual([
    'population-missing fronts[0] 19: The front "north" needs population_at_risk, because casualties.rates are per 1,000 at risk.',
    'population-missing fronts[1] 20: The front "south" needs population_at_risk, because casualties.rates are per 1,000 at risk.',
  ]);
});

test('fleets cannot refer to the facilities of a doctrinal laydown', () => {
  const problems = problemsOf('medical: { fleets: [{ id: f, kind: truck, serves: [r1] }] }');
  expect(problems.map(({ message }) => message)).toContain(
    'The fleet "f" serves "r1", which is neither a front nor a facility. The doctrinal laydown has no fixed ids; list medical.facilities.',
  );
});

test('all problems come at once, in the order of the file', () => {
  const text = whole('days: 8', 'days: 0')
    .replace('intensity: high', 'intensity: hgih')
    .replace('EST: 0.5', 'XXX: 0.5')
    .replace('evacuates_to: [r4]', 'evacuates_to: [r4, r2]')
    .replace('from: north, to: r1', 'from: nowhere, to: r1')
    .replace('tourniquet_success', 'turnikit_success');
  expect(problemsOf(text).map(({ code, line }) => [code, line])).toEqual([
    ['out-of-range', 5],
    ['unknown-value', 9],
    ['unknown-nation', 19],
    ['evacuates-backwards', 25],
    ['unknown-place', 32],
    ['unknown-key', 37],
  ]);
});

test('a value of the wrong shape hides only what depends on it', () => {
  const text = whole('fronts: [north, south], treatment_places: 6', 'fronts: 3, treatment_places: 6').replace(
    'day: 3',
    'day: 40',
  );
  expect(problemsOf(text).map(({ code }) => code)).toEqual(['event-after-end', 'wrong-type']);
});

test('a wrong element of a list or a missing field does not hide mistakes elsewhere', () => {
  const text = whole('[night_operations, rain]', '[night_operations, snow]')
    .replace('nations: { POL: 1 }, ', '')
    .replace('day: 3', 'day: 40')
    .replace('minutes: [15, 30, 45]', 'minutes: [45, 30, 15]');
  expect(problemsOf(text).map(({ code }) => code)).toEqual([
    'unknown-value',
    'event-after-end',
    'missing-key',
    'leg-minutes',
  ]);
});
