import { describe, expect, test } from 'vitest';
import { parseAssignment } from './overrides.js';
import { parseScenario } from './parse.js';
import { WHOLE_SCENARIO } from './testing/scenario-texts.js';

/** The scenario after `--set`, or its problems. */
function withSet(...assignments: readonly string[]) {
  const overrides = assignments.map((text) => {
    const assignment = parseAssignment(text);
    if (!assignment.ok) throw new Error(assignment.message);
    return assignment.override;
  });
  return parseScenario(WHOLE_SCENARIO, { overrides });
}

const scenarioWith = (...assignments: readonly string[]) => {
  const result = withSet(...assignments);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.scenario;
};

const messagesWith = (...assignments: readonly string[]) => {
  const result = withSet(...assignments);
  return result.ok ? [] : result.problems.map(({ message }) => message);
};

describe('an override reaches', () => {
  test('a field, by dots, brackets or the id of an element', () => {
    expect(scenarioWith('days=10').days).toBe(10);
    for (const path of [
      'medical.fleets.0.vehicles',
      'medical.fleets[0].vehicles',
      'medical.fleets.ground.vehicles',
    ]) {
      expect(scenarioWith(`${path}=3`).medical.fleets?.[0]?.vehicles).toBe(3);
    }
  });

  test('a field that the file leaves out', () => {
    const scenario = scenarioWith('medical.care.medic_delay.median_minutes=55', 'warfare.urban=true');
    expect(scenario.medical.care.medic_delay).toEqual({ median_minutes: 55, sigma: 0.9 });
    expect(scenario.warfare.urban).toBe(1);
  });

  test('lists and mappings, written as YAML', () => {
    expect(scenarioWith('environment=[fog, storm]').environment).toEqual(['fog', 'storm']);
    expect(scenarioWith('casualties={ surviving_injury: 500 }').casualties).toEqual({
      total: null,
      surviving_injury: 500,
      rates: null,
      day_variation: 0.4,
    });
  });

  test('a nullable field, to empty it', () => {
    expect(scenarioWith('severity=').severity).toBe(1.5);
    expect(scenarioWith('medical.fleets=null').medical.fleets).toBeNull();
  });

  test('the last of two wins', () => {
    expect(scenarioWith('days=10', 'days=12').days).toBe(12);
  });
});

test('the value undefined takes a key away, as hosts need it', () => {
  const result = parseScenario(WHOLE_SCENARIO, { overrides: [['seed', undefined]] });
  expect(result.ok && 'seed' in result.scenario).toBe(false);
});

describe('an override is refused', () => {
  test.each([
    ['medical.fleets.9.vehicles=3', 'medical.fleets has no element "9"; it has 3.'],
    ['medical.fleets.rotry.vehicles=3', 'medical.fleets has no element "rotry"; it has 3.'],
    ['special_events.0.day=3', 'special_events.0 is a single value and has no "day".'],
    ['mechanisms.naval.0=3', 'mechanisms.naval is not in the scenario, so that it has no element 0.'],
    ['days..x=1', '"days..x" is not a path such as medical.fleets.0.vehicles.'],
    ['dayz=3', '"dayz" is not a field of a scenario; did you mean "days"?'],
    [
      '__proto__.days=3',
      '"__proto__" is not a field of a scenario; its fields are schema, name, description, seed, start, days, casualties, injury_mix, warfare, intensity, severity, mechanisms, tempo, environment, special_events, fronts, medical, output.',
    ],
    ['days=many', 'days must be a whole number from 1 to 180, but is "many".'],
    ['days=2', 'special_events[1] is on day 3, but the scenario has 2 days.'],
  ])('%s', (assignment, message) => {
    expect(messagesWith(assignment)).toEqual([message]);
  });

  test('when it is no assignment', () => {
    expect(parseAssignment('days')).toEqual({
      ok: false,
      message: '"days" is not path=value, such as days=10.',
    });
    expect(parseAssignment('=3').ok).toBe(false);
    expect(parseAssignment('a=[1').ok).toBe(false);
  });

  test('and the input value stays as it was', () => {
    const input = { days: 8, medical: { care: { medic_probability: 0.5 } } };
    const before = structuredClone(input);
    parseScenario(input, {
      overrides: [
        ['medical.care.medic_probability', 0.9],
        ['days', 3],
      ],
    });
    expect(input).toEqual(before);
  });
});
