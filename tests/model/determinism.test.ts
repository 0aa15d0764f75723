import { createHash } from 'node:crypto';
import type { Scenario } from '@medical-patients/contract';
import {
  type CarePathChunk,
  createAssembler,
  SimulationAborted,
  type SpillStore,
  simulate,
} from '@medical-patients/engine';
import { describe, expect, it } from 'vitest';
import { CarePathView } from '../../packages/engine/src/record/care-path.js';
import { EVENT, FLAG } from '../../packages/engine/src/record/codes.js';
import { PathOrder } from '../../packages/engine/src/record/path-order.js';
import { PathLog } from '../../packages/engine/src/record/path-writer.js';
import type { PlainPath } from '../../packages/engine/src/testing/plain-path.js';
import { pathsOf, planOf, presetScenario, run } from '../support/simulated.js';

/** The bytes of all paths one after another, chunk headers left out. */
function pathBytes(chunks: readonly CarePathChunk[]): Buffer {
  return Buffer.concat(
    chunks.map(({ buffer, count }) => {
      const words = new Uint32Array(buffer);
      return Buffer.from(buffer, words[4], words[4 + count] - words[4]);
    }),
  );
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the bytes of the care paths', () => {
  const scenario = presetScenario('lsco-battle', 'casualties.total=1200', 'casualties.day_variation=0.7');
  const expected = digest(pathBytes(run(planOf(scenario)).chunks));

  it.each([1, 7, 100, 999, 1200, 10_000])('are the same in chunks of %d', (chunkSize) => {
    const { chunks } = run(planOf(scenario), { chunkSize });
    expect(digest(pathBytes(chunks))).toBe(expected);
    let next = 1;
    for (const { firstNumber, count } of chunks) {
      expect(firstNumber).toBe(next);
      next += count;
      expect(count).toBe(next <= 1200 ? chunkSize : 1200 - firstNumber + 1);
    }
    expect(next).toBe(1201);
  });

  it('are the same whenever they are computed, and others under another seed', () => {
    expect(digest(pathBytes(run(planOf(scenario)).chunks))).toBe(expected);
    for (const seed of ['2', '01', 'Baltic']) {
      expect(digest(pathBytes(run(planOf(scenario, seed)).chunks))).not.toBe(expected);
    }
  });

  it('do not depend on two runs taking turns', () => {
    const runs = ['1', '2'].map((seed) => simulate(planOf(scenario, seed), { chunkSize: 50 }));
    const chunks: CarePathChunk[][] = [[], []];
    for (let isUnderWay = true; isUnderWay; ) {
      isUnderWay = false;
      runs.forEach((simulation, i) => {
        const step = simulation.next();
        if (step.done === true) return;
        chunks[i].push(step.value);
        isUnderWay = true;
      });
    }
    expect(digest(pathBytes(chunks[0]))).toBe(expected);
    expect(digest(pathBytes(chunks[1]))).toBe(digest(pathBytes(run(planOf(scenario, '2')).chunks)));
  });

  it('stop when asked to, within a thousand events', () => {
    const signal = { aborted: false };
    const simulation = simulate(planOf(scenario), { chunkSize: 10, signal });
    expect(simulation.next().done).toBe(false);
    signal.aborted = true;
    expect(() => {
      while (simulation.next().done !== true);
    }).toThrow(SimulationAborted);
  });
});

/** Flags that injury alone decides. */
const FLAGS_OF_INJURY =
  FLAG.massCasualty |
  FLAG.unsurvivable |
  FLAG.outpatient |
  FLAG.contaminated |
  FLAG.ambulatory |
  FLAG.needsSurgery;

/** Everything about a casualty that is settled upstream of care. */
function upstreamOf(path: PlainPath): unknown {
  const {
    outcome: _outcome,
    cause: _cause,
    preventability: _preventability,
    outcomeSeconds: _outcomeSeconds,
    outcomePlace: _outcomePlace,
    bloodUnits: _bloodUnits,
    lowestVolume: _lowestVolume,
    events: _events,
    ...upstream
  } = path;
  return { ...upstream, flags: path.flags & FLAGS_OF_INJURY };
}

describe('two laydowns under one seed', () => {
  const changes: readonly (readonly [string, ...string[]])[] = [
    ['fewer ambulances', 'medical.fleets.collect-left.vehicles=2', 'medical.fleets.rear.vehicles=1'],
    [
      'faster vehicles',
      'medical.fleets.collect-left.speed_kmh=90',
      'medical.fleets.collect-left.ready_minutes=1',
    ],
    ['no fleet of its own', 'medical.fleets=null', 'medical.legs=[]'],
    [
      'fewer tables and beds',
      'medical.facilities.r2-left.operating_tables=1',
      'medical.facilities.r3.icu_beds=2',
    ],
    ['a facility more for a front', 'medical.facilities.r2-left.fronts=[left]', 'medical.bypass_minutes=90'],
    ['a doctrinal laydown', 'medical.facilities=null', 'medical.fleets=null', 'medical.legs=[]'],
    ['unlimited means', 'medical.capacity=unlimited'],
    ['other destinations', 'medical.destination_policy=least_loaded', 'medical.diversion_queue_threshold=2'],
    ['another evacuation policy', 'medical.evacuation_policy_days={role_1: 3, role_2: 7, role_3: 30}'],
    [
      'no tourniquets, blood or drugs',
      'medical.care.tourniquet_available=false',
      'medical.care.blood_available=false',
      'medical.care.txa_probability=0',
    ],
    [
      'other hands',
      'medical.care.buddy_aid_probability=0.1',
      'medical.care.medic_probability=0.2',
      'medical.care.medic_delay.median_minutes=90',
    ],
    ['slower evacuation', 'medical.care.evacuation_delay_factor=3'],
    ['immediate care', 'medical.care.immediate_care=true'],
    ['another triage', 'medical.care.triage_tool=mptt_24', 'medical.care.assessor_error=0.3'],
    ['nights only', 'medical.contested.daylight_movement=none'],
    [
      'attacks on the way that delay',
      'medical.contested.interdiction_probability=0.4',
      'medical.contested.delay_share=1',
      'medical.contested.damage_share=0',
    ],
  ];
  const paths = (scenario: Scenario): PlainPath[] => pathsOf(run(planOf(scenario, 'same')));
  const base = presetScenario('lsco-battle', 'casualties.total=900');
  const expected = paths(base).map(upstreamOf);

  it.each(changes)('%s: the same people, incidents and injuries', (_, ...overrides) => {
    const other = paths(presetScenario('lsco-battle', 'casualties.total=900', ...overrides));
    expect(other.map(upstreamOf)).toEqual(expected);
  });

  it('the comparison is not empty: courses differ', () => {
    const slow = paths(
      presetScenario('lsco-battle', 'casualties.total=900', 'medical.care.evacuation_delay_factor=3'),
    );
    const outcomes = (all: readonly PlainPath[]) =>
      all.map(({ outcome, events }) => [outcome, events.length]);
    expect(outcomes(slow)).not.toEqual(outcomes(paths(base)));
  });

  it('an attack adds wounds, it changes none', () => {
    const other = paths(
      presetScenario(
        'lsco-battle',
        'casualties.total=900',
        'medical.contested={interdiction_probability: 0.9, delay_share: 0, damage_share: 0, wounding_on_loss_probability: 0.6}',
      ),
    );
    const original = paths(base);
    let hitAgain = 0;
    other.forEach((path, i) => {
      const isHit = path.events.some(({ kind, detail }) => kind === EVENT.attackedInTransit && detail === 3);
      if (isHit) hitAgain++;
      else expect(upstreamOf(path)).toEqual(expected[i]);
      expect(path.wounds.slice(0, original[i].wounds.length)).toEqual(original[i].wounds);
      if (!isHit) expect(path.wounds).toHaveLength(original[i].wounds.length);
    });
    expect(hitAgain).toBeGreaterThan(30);
  });

  it('records show the same identity, incident and injuries', () => {
    const parts = (scenario: Scenario): string[] => {
      const plan = planOf(scenario, 'same');
      const assembler = createAssembler(plan, 'dataset');
      return run(plan).chunks.flatMap(({ buffer }) => {
        const view = new CarePathView(buffer);
        return Array.from({ length: view.count }, (_, i) => {
          const { identity, incident, injuries, disease, exposure } = assembler.assemble(view.read(i));
          return JSON.stringify([identity, incident, injuries, disease, exposure]);
        });
      });
    };
    const changed = presetScenario(
      'lsco-battle',
      'casualties.total=900',
      'medical.fleets.collect-left.vehicles=3',
      'medical.facilities.r3.operating_tables=2',
    );
    expect(parts(changed)).toEqual(parts(base));
  });
});

describe('the order of finished paths', () => {
  function fill(log: PathLog, number: number, events: number): void {
    log.clear();
    for (let i = 0; i < events; i++)
      log.addEvent(number * 10_000 + i, EVENT.reading, i & 255, 1, i, number & 65_535);
  }

  class MemorySpill implements SpillStore {
    readonly bytes = new Uint8Array(128 * 1024 * 1024);
    end = 0;

    append(bytes: Uint8Array): number {
      const at = this.end;
      this.bytes.set(bytes, at);
      this.end += bytes.byteLength;
      return at;
    }

    read(position: number, into: Uint8Array): void {
      into.set(this.bytes.subarray(position, position + into.length));
    }
  }

  function order(spill: SpillStore | undefined, count: number, events: number): string {
    const paths = new PathOrder(100, spill);
    const plan = planOf(presetScenario('training'));
    const [header] = pathsOf(run(plan));
    const log = new PathLog();
    const hash = createHash('sha256');
    // Casualty 1 is in care until all others are done; these come in an order of their own.
    for (let i = 1; i < count; i++) {
      const number = 2 + ((i * 701) % (count - 1));
      fill(log, number, events);
      paths.add({ ...header, number }, log);
      expect(paths.take(false)).toBeUndefined();
    }
    fill(log, 1, events);
    paths.add({ ...header, number: 1 }, log);
    let next = 1;
    for (let chunk = paths.take(true); chunk !== undefined; chunk = paths.take(true)) {
      expect(chunk.firstNumber).toBe(next);
      next += chunk.count;
      hash.update(new Uint8Array(chunk.buffer));
      const view = new CarePathView(chunk.buffer);
      for (let i = 0; i < view.count; i++) expect(view.read(i).number).toBe(chunk.firstNumber + i);
    }
    expect(next).toBe(count + 1);
    return hash.digest('hex');
  }

  // A slab of 64 KB for each path, or ten in one; together they outgrow the memory set aside.
  it.each([
    [1500, 5000],
    [6000, 500],
  ])('is the same whether %i of %i events wait in memory or spill to a store', (count, events) => {
    const spill = new MemorySpill();
    expect(order(spill, count, events)).toBe(order(undefined, count, events));
    expect(spill.end).toBeGreaterThan(10 * 1024 * 1024);
  });
});
