import { type PatientRecord, patientRecordSchema } from '@medical-patients/contract';
import { describe, expect, it } from 'vitest';
import { createAssembler } from './assemble.js';
import { EVENT, OUTCOME } from './codes.js';
import { checkRecord, createCheckTables } from './invariants.js';
import { minutesInto } from './testing/minutes-into.js';
import { randomPath } from './testing/random-path.js';
import { PathScript, PLACE, SAMPLES, type SampleName, samplePlan, viewOf } from './testing/sample-run.js';

const plan = samplePlan();
const assembler = createAssembler(plan, 'sample');
const NAMES = Object.keys(SAMPLES) as SampleName[];

function assemble(path: Uint8Array): PatientRecord {
  return assembler.assemble(viewOf(path).read(0));
}

const displaysOf = (record: PatientRecord) => record.care.map((care) => care.code.display);

describe('a record', () => {
  it.each(NAMES)('of %s is valid', (name) => {
    const record = assemble(SAMPLES[name](7));
    expect(patientRecordSchema.parse(record)).toEqual(record);
    expect(record).toMatchObject({ id: 'sample-7', number: 7 });
  });

  it('depends on its path and the seed alone', () => {
    const view = viewOf(...NAMES.map((name, i) => SAMPLES[name](i + 1)));
    const forwards = NAMES.map((_, i) => JSON.stringify(assembler.assemble(view.read(i))));
    const other = createAssembler(samplePlan(), 'sample');
    for (let i = NAMES.length - 1; i >= 0; i--) {
      expect(other.assemble(view.read(i))).toEqual(JSON.parse(forwards[i]));
    }
    const reseeded = createAssembler({ ...plan, seed: '43' }, 'sample');
    expect(JSON.stringify(reseeded.assemble(view.read(1))) === forwards[1]).toBe(false);
  });

  it('obeys every invariant on two thousand drawn courses', () => {
    const tables = createCheckTables(plan.referenceData.clinical.conditions);
    for (let number = 1; number <= 2000; number++) {
      const record = assemble(randomPath(number, 5));
      // How full a record is depends on the simulation; drawn courses skip stations at will.
      const problems = checkRecord(record, tables).filter((problem) => !problem.startsWith('Reached Role 2'));
      expect(problems, `casualty ${number}`).toEqual([]);
    }
  });

  it('fits the schema on drawn courses', () => {
    for (let number = 1; number <= 100; number++) {
      expect(patientRecordSchema.safeParse(assemble(randomPath(number, 6))).error).toBeUndefined();
    }
  });
});

describe('the killed', () => {
  it('get no care and are judged', () => {
    const record = assemble(SAMPLES.killedInAction(1));
    expect(record.care).toEqual([]);
    expect(record.outcome).toMatchObject({
      status: 'kia',
      place: 'poi-north',
      cause_of_death: 'unsurvivable-injury',
      preventability: { judgement: 'non-survivable', reason: 'none' },
    });
    expect(record.vital_signs.at(-1)).toMatchObject({
      at: 'died',
      heart_rate: 0,
      systolic: 0,
      health_score: 0,
    });
  });
});

describe('a limb bleed that goes to Role 4', () => {
  const record = assemble(SAMPLES.limbBleedToRole4(2));

  it('tells injuries with side, codes and site', () => {
    expect(record.injuries[0]).toMatchObject({
      region: 'lower_limb',
      side: 'left',
      diagnosis: { system: 'http://snomed.info/sct', code: '262595009', icd_10: 'S78.1' },
      ais: 4,
      bleeding_class: 4,
      tourniquet_possible: true,
    });
    expect(record.disease).toBeNull();
  });

  it('shows each decision of the simulation once', () => {
    const tourniquets = record.care.filter((care) => care.code.code === '20655006');
    expect(tourniquets.map((care) => [minutesInto(record, care), care.performer, care.successful])).toEqual([
      [3, 'buddy', false],
      [12, 'medic', true],
    ]);
    expect(record.care.filter((care) => care.code.code === 'B02AA02')).toHaveLength(1);
    const units = record.care
      .filter((care) => care.unit === '{unit}')
      .reduce((sum, care) => sum + (care.dose ?? 0), 0);
    expect(units).toBe(6);
    expect(record.care.filter((care) => care.code.code === '397117006')).toMatchObject([
      { performer: 'surgeon' },
    ]);
  });

  it('adds the care that the protocols call for', () => {
    expect(record.care.length).toBeGreaterThan(25);
    for (const display of ['Triage assessment', 'GCS assessment', 'Tracheal intubation', 'Wound dressing']) {
      expect(displaysOf(record)).toContain(display);
    }
    for (const care of record.care.filter((entry) => ['ground-1', 'air-1'].includes(entry.place))) {
      expect(care.performer).toBe('transport-team');
    }
  });

  it('carries a nine-line with every request', () => {
    const requests = record.timeline.filter((event) => event.event === 'evacuation-requested');
    expect(requests).toHaveLength(2);
    expect(requests[0].request).toMatchObject({
      line_1_pickup: expect.stringMatching(/^59\.\d{4}N 27\.\d{4}E$/),
      line_3_precedence: 'urgent-surgical',
      line_5_type: 'litter',
      line_8_status: 'coalition military',
      line_9_contamination: 'none',
    });
    expect(requests[1].request).toMatchObject({ line_1_pickup: 'Place r2', line_6_security: 'no-enemy' });
  });

  it('names means and ends of every move', () => {
    const departed = record.timeline.filter((event) => event.event === 'departed');
    expect(departed.map((event) => [event.place, event.asset, event.detail])).toEqual([
      ['poi-north', 'ground-1', 'r2'],
      ['r2', 'air-1', 'r3'],
      ['r3', 'air-1', 'r4'],
    ]);
    expect(record.timeline.find((event) => event.event === 'surgery-started')).toMatchObject({
      asset: 'operating-table',
      detail: 'amputation',
    });
    expect(record.timeline.find((event) => event.event === 'holding')?.detail).toBe('operating-table');
  });

  it('sets the truth beside an assessment that differs', () => {
    expect(
      record.triage.map((triage) => [triage.category, triage.true_category, triage.assessed_by]),
    ).toEqual([
      ['T1', undefined, 'medic'],
      ['T1', 'T2', 'physician'],
      ['T2', undefined, 'physician'],
    ]);
  });

  it('eases pain with analgesia', () => {
    const ketamine = record.care.find((care) => care.code.code === 'N01AX03');
    const before = record.vital_signs.filter((signs) => signs.time < ketamine!.time);
    const after = record.vital_signs.find((signs) => signs.time >= ketamine!.time);
    expect(after!.pain).toBeLessThan(before.at(-1)!.pain - 2);
  });
});

describe('disease', () => {
  it('has a diagnosis, no wounds and no front line', () => {
    const record = assemble(SAMPLES.outpatient(3));
    expect(record.injuries).toEqual([]);
    expect(record.disease).toMatchObject({ severity: 'mild', diagnosis: { icd_10: 'A09.9' } });
    expect(record.incident).toMatchObject({ class: 'disease', warfare_type: null, location: null, day: 2 });
    expect(record.timeline.find((event) => event.event === 'departed')?.asset).toBe('unit-transport');
  });
});

describe('places', () => {
  it('of an incident are shared, near the front and elsewhere for the next', () => {
    const at = (number: number, incident: number) =>
      assemble(
        new PathScript(60, PLACE.north).both(0, EVENT.injured).pack({ number, incident, conditionRow: 5 }),
      ).incident.location;
    const first = at(1, 4);
    expect(at(2, 4)).toEqual(first);
    expect(at(3, 5)).not.toEqual(first);
    for (let incident = 1; incident < 200; incident++) {
      const location = at(incident, incident);
      const north = (location!.lat - 59.35) * 111.32;
      const east = (location!.lon - 27.4) * 111.32 * Math.cos((59.35 * Math.PI) / 180);
      expect(Math.hypot(north, east)).toBeLessThan(6.01);
    }
  });

  it('are vehicles under way, to the end', () => {
    const script = new PathScript(0, PLACE.north).both(0, EVENT.injured).wound('B25', 4);
    script.both(30, EVENT.departed, 0, 1, PLACE.role2);
    script.volume = 0.41;
    script.both(50, EVENT.died);
    const record = assemble(
      script.pack({
        number: 1,
        outcome: OUTCOME.kia,
        cause: 2,
        outcomeSeconds: script.seconds(50),
        iss: 16,
        niss: 16,
      }),
    );
    expect(record.outcome).toMatchObject({
      place: 'ground-1',
      echelon: 'transport',
      cause_of_death: 'torso-bleeding',
    });
    expect(checkRecord(record)).toEqual([]);
  });
});

describe('weather', () => {
  it('cools the wounded out of doors', () => {
    const mean = (environment: readonly string[]) => {
      const coldPlan = createAssembler(samplePlan(environment), 'sample');
      let sum = 0;
      for (let number = 1; number <= 200; number++) {
        sum += coldPlan.assemble(viewOf(SAMPLES.inCare(number)).read(0)).vital_signs[0].temperature_c;
      }
      return sum / 200;
    };
    expect(mean([]) - mean(['extreme_cold', 'storm'])).toBeCloseTo(1.3, 1);
  });
});
