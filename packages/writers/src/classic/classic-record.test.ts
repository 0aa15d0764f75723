import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { awkwardRecord } from '../testing/arbitrary-records.js';
import { createRecord, createRecords } from '../testing/records.js';
import { writeText } from '../testing/write-all.js';
import { toClassicRecord } from './classic-record.js';

const RECORDS = createRecords(600);

describe('the classic record', () => {
  test('of a whole course, as its readers expect it', () => {
    const classic = toClassicRecord(createRecord(0));
    expect(classic).toMatchObject({
      id: 0,
      nationality: 'POL',
      gender: 'male',
      injury_type: 'BATTLE_TRAUMA',
      triage_category: 'T1',
      status: 'Role4',
      final_status: 'Remains_Role4',
      last_facility: 'Role4',
      injury_timestamp: '2026-06-01T00:00:00+00:00',
      day_of_injury: 'Day 1',
      body_part: 'head',
      severity: 9,
      demographics: { family_name: 'Wiśniewski', birthdate: '1976-01-01', blood_type: 'O+' },
      primary_condition: { code: '127295002', display: 'Traumatic brain injury', severity: 'Severe' },
    });
    const timeline = classic.movement_timeline.map((event) => [event.event_type, event.facility]);
    expect(timeline).toEqual([
      ['arrival', 'POI'],
      ['evacuation_start', 'POI'],
      ['transit_start', 'POI'],
      ['arrival', 'Role1'],
      ['evacuation_start', 'Role1'],
      ['transit_start', 'Role1'],
      ['arrival', 'Role2'],
      ['evacuation_start', 'Role2'],
      ['transit_start', 'Role2'],
      ['arrival', 'Role3'],
      ['evacuation_start', 'Role3'],
      ['transit_start', 'Role3'],
      ['arrival', 'Role4'],
      ['remains_role4', 'Role4'],
    ]);
    expect(classic.movement_timeline[2]).toEqual({
      event_type: 'transit_start',
      facility: 'POI',
      timestamp: '2026-06-01T00:41:00+00:00',
      hours_since_injury: 0.6833,
      from_facility: 'POI',
      to_facility: 'Role1',
      transit_duration_hours: 0.45,
      triage_category: 'T1',
    });
  });

  test('says the same under the short names', () => {
    for (const classic of RECORDS.map(toClassicRecord)) {
      expect(classic.injury_time).toBe(classic.injury_timestamp);
      expect(classic.scenario).toBe(classic.warfare_scenario);
      expect(classic.event_id).toBe(classic.casualty_event_id);
      expect(classic.mass_casualty).toBe(classic.is_mass_casualty);
      expect(classic.day).toBe(classic.day_of_injury);
    }
  });

  test('knows three final statuses, six event types, five facilities and three categories', () => {
    const values = (of: (classic: ReturnType<typeof toClassicRecord>) => readonly unknown[]): unknown[] =>
      [...new Set(RECORDS.flatMap((record) => of(toClassicRecord(record))))].sort();
    expect(values((it) => [it.final_status])).toEqual(['KIA', 'RTD', 'Remains_Role4']);
    expect(values((it) => it.movement_timeline.map((event) => event.event_type))).toEqual([
      'arrival',
      'evacuation_start',
      'kia',
      'remains_role4',
      'rtd',
      'transit_start',
    ]);
    expect(values((it) => it.movement_timeline.map((event) => event.facility))).toEqual([
      'POI',
      'Role1',
      'Role2',
      'Role3',
      'Role4',
    ]);
    expect(values((it) => [it.triage_category])).toEqual(['T1', 'T2', 'T3']);
    expect(values((it) => [it.status])).toEqual(['DOW', 'KIA', 'RTD', 'Role2', 'Role4']);
  });

  test('time and hours agree and never run backwards; nothing follows the one end', () => {
    for (const record of RECORDS) {
      const { movement_timeline: timeline, injury_timestamp } = toClassicRecord(record);
      let before = 0;
      for (const event of timeline) {
        const hours = (Date.parse(event.timestamp) - Date.parse(injury_timestamp)) / 3_600_000;
        expect(Math.abs(hours - event.hours_since_injury)).toBeLessThan(0.0001);
        expect(event.hours_since_injury).toBeGreaterThanOrEqual(before);
        before = event.hours_since_injury;
      }
      const ends = timeline.filter((event) => ['kia', 'rtd', 'remains_role4'].includes(event.event_type));
      expect(ends).toEqual([timeline[timeline.length - 1]]);
    }
  });

  test('the dead: KIA before a facility, DOW after one, health 0', () => {
    const died = RECORDS.filter((record) => record.outcome.cause_of_death !== null);
    expect(died.length).toBeGreaterThan(100);
    for (const record of died) {
      const classic = toClassicRecord(record);
      expect(classic.final_status).toBe('KIA');
      expect(classic.health).toBe(0);
      expect(classic.status).toBe(classic.last_facility === 'POI' ? 'KIA' : 'DOW');
      if (record.outcome.status !== 'died-non-battle')
        expect(classic.status.toLowerCase()).toBe(record.outcome.status);
    }
  });

  test('the gravest injury comes first and gives the body part, with its side', () => {
    const classic = toClassicRecord(createRecord(1));
    expect(classic.primary_conditions.map((condition) => condition.severity)).toEqual([
      'Moderate to severe',
      'Moderate',
    ]);
    expect(classic.primary_conditions[0]).toEqual(classic.primary_condition);
    expect(classic.conditions.map(({ name }) => name)).toEqual(
      classic.primary_conditions.map(({ display }) => display),
    );
    expect(classic.body_part).toBe('right chest');
  });

  test('complications stand once each among the conditions, never among the primary ones', () => {
    const record = createRecord(0);
    const [infection] = record.complications;
    const { conditions, primary_conditions } = toClassicRecord({
      ...record,
      complications: [infection!, { ...infection!, time: record.outcome.time }],
    });
    expect(conditions.slice(0, primary_conditions.length).map(({ name }) => name)).toEqual(
      primary_conditions.map(({ display }) => display),
    );
    expect(conditions.slice(primary_conditions.length)).toEqual([
      { code: '76844004', name: 'Local infection of wound' },
    ]);
  });

  test('T4 is written T1, also in the timeline', () => {
    const expectant = RECORDS.find((record) => record.triage[0]?.category === 'T4')!;
    const classic = toClassicRecord(expectant);
    expect(classic.triage_category).toBe('T1');
    expect(classic.movement_timeline.find((event) => event.triage_category)?.triage_category).toBe('T1');
  });

  test('what is done in a vehicle counts for the place it left', () => {
    const record = createRecord(0);
    const inTransit = { ...record.care[0]!, time: '2026-06-01T00:50:00Z', place: 'ambulance-1' };
    const { treatments } = toClassicRecord({ ...record, care: [inTransit] });
    expect(treatments).toEqual([
      { treatment: inTransit.code.display, timestamp: '2026-06-01T00:50:00+00:00', location: 'POI' },
    ]);
  });

  test('a hand-over elsewhere is an arrival', () => {
    const record = createRecord(0);
    const timeline = record.timeline.filter(
      (event) => event.event !== 'arrived' || event.echelon !== 'role-4',
    );
    expect(toClassicRecord({ ...record, timeline }).last_facility).toBe('Role4');
  });

  test('who dies on the way arrives nowhere', () => {
    const record = RECORDS.find(
      ({ outcome }) => outcome.status === 'kia' && outcome.echelon === 'transport',
    )!;
    const timeline = toClassicRecord(record).movement_timeline;
    const transit = timeline[timeline.length - 2]!;
    expect(transit.event_type).toBe('transit_start');
    expect(transit.to_facility).toBeUndefined();
    expect(transit.transit_duration_hours).toBeCloseTo(17.5 / 60, 4);
    expect(timeline[timeline.length - 1]).toMatchObject({ event_type: 'kia', facility: 'POI' });
  });

  test('as JSON is what JSON.stringify makes of it', () => {
    fc.assert(
      fc.property(awkwardRecord, (record) => {
        const text = writeText('classic', 'classic/patients.json', [record]);
        expect(text).toBe(`[\n${JSON.stringify(toClassicRecord(record))}\n]\n`);
      }),
      { numRuns: 500 },
    );
  });
});
