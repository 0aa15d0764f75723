import fc from 'fast-check';
import { packChunk } from '../../record/care-path.js';
import { CLASS, EVENT } from '../../record/codes.js';
import { packPath } from '../../record/path-slab.js';
import { PathLog } from '../../record/path-writer.js';

/** A casualty as a test writes it down: readable, nothing packed. Times in seconds since the scenario's start. */
export interface PlainCasualty {
  readonly casualtyClass: number;
  readonly front: number;
  readonly nation: number;
  readonly warfare: number;
  readonly mechanism: number;
  readonly flags: number;
  readonly trueTriage: number;
  readonly outcome: number;
  readonly cause: number;
  readonly preventability: number;
  readonly injurySeconds: number;
  readonly outcomeSeconds: number;
  readonly outcomePlace: number;
  readonly iss: number;
  readonly bloodUnits: number;
  readonly pathways: number;
  readonly lowestVolume: number;
  readonly wounds: readonly PlainWound[];
  readonly events: readonly PlainEvent[];
}

export interface PlainWound {
  readonly condition: number;
  readonly region: number;
  readonly ais: number;
  readonly pathways: number;
}

export interface PlainEvent {
  readonly seconds: number;
  readonly kind: number;
  readonly detail: number;
  readonly place: number;
  readonly a: number;
  readonly b: number;
}

/** Packs casualties in the given order, numbered from `firstNumber`. */
export function packCasualties(casualties: readonly PlainCasualty[], firstNumber = 1): ArrayBuffer {
  const log = new PathLog();
  const paths = casualties.map((casualty, index) => {
    log.clear();
    for (const wound of casualty.wounds) {
      log.addWound(wound.condition, wound.region, 0, wound.ais, 0, wound.pathways);
    }
    for (const event of casualty.events) {
      log.addEvent(event.seconds, event.kind, event.detail, event.place, event.a, event.b);
    }
    return packPath(
      {
        ...casualty,
        number: firstNumber + index,
        incident: 0,
        niss: casualty.iss,
        conditionRow: 0,
        agent: 0,
        doseClass: 0,
        severity: 0,
        recoveryDays: 0,
      },
      log,
    );
  });
  return packChunk(paths, firstNumber);
}

/** Kinds whose `detail` is a small number of its own. */
const DETAILS: Readonly<Record<number, fc.Arbitrary<number>>> = {
  [EVENT.triaged]: fc.integer({ min: 0, max: 3 }),
  [EVENT.evacuationRequested]: fc.integer({ min: 0, max: 3 }),
  [EVENT.surgeryStarted]: fc.integer({ min: 0, max: 8 }),
  [EVENT.intervention]: fc.oneof(fc.integer({ min: 0, max: 17 }), fc.integer({ min: 128, max: 145 })),
};

const event = (places: number) =>
  fc.constantFrom(...Object.values(EVENT).filter((kind) => kind !== EVENT.died)).chain((kind) =>
    fc.record({
      gap: fc.oneof(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 20_000 })),
      kind: fc.constant(kind),
      detail: DETAILS[kind] ?? fc.constant(0),
      place: fc.integer({ min: 0, max: places - 1 }),
      a: fc.integer({ min: 0, max: 3 }),
      b: fc.integer({ min: 0, max: 2 }),
    }),
  );

const BATTLE_OUTCOMES = [0, 1, 3, 3, 4, 5];
const OTHER_OUTCOMES = [2, 3, 3, 4, 5];

/** Arbitrary casualties of a scenario; not plausible ones, but every field within its range. */
export function arbitraryCasualty(scenario: {
  readonly days: number;
  readonly fronts: number;
  readonly mechanisms: number;
  readonly places: number;
  readonly conditions: number;
}): fc.Arbitrary<PlainCasualty> {
  return fc
    .record({
      casualtyClass: fc.constantFrom(0, 0, 1, 2),
      front: fc.integer({ min: 0, max: scenario.fronts - 1 }),
      nation: fc.integer({ min: 0, max: 2 }),
      warfareType: fc.integer({ min: 0, max: 7 }),
      mechanism: fc.integer({ min: 0, max: scenario.mechanisms - 1 }),
      flags: fc.integer({ min: 0, max: 255 }),
      trueTriage: fc.integer({ min: 0, max: 3 }),
      battleOutcome: fc.constantFrom(...BATTLE_OUTCOMES),
      otherOutcome: fc.constantFrom(...OTHER_OUTCOMES),
      cause: fc.integer({ min: 0, max: 13 }),
      preventability: fc.integer({ min: 0, max: 6 }),
      injurySeconds: fc.integer({ min: 0, max: scenario.days * 86_400 - 1 }),
      courseSeconds: fc.oneof(fc.integer({ min: 0, max: 8_000 }), fc.integer({ min: 0, max: 20 * 86_400 })),
      outcomePlace: fc.integer({ min: 0, max: scenario.places - 1 }),
      iss: fc.integer({ min: 0, max: 75 }),
      bloodUnits: fc.constantFrom(0, 0, 2, 9, 10, 14),
      pathways: fc.integer({ min: 0, max: 255 }),
      lowestVolume: fc.constantFrom(0.5, 0.79, 0.8, 1),
      wounds: fc.array(
        fc.record({
          condition: fc.integer({ min: 0, max: scenario.conditions - 1 }),
          region: fc.integer({ min: 0, max: 10 }),
          ais: fc.integer({ min: 1, max: 5 }),
          pathways: fc.integer({ min: 0, max: 255 }),
        }),
        { maxLength: 5 },
      ),
      steps: fc.array(event(scenario.places), { maxLength: 14 }),
    })
    .map(({ warfareType, battleOutcome, otherOutcome, courseSeconds, steps, ...rest }) => {
      const battle = rest.casualtyClass === CLASS.battleInjury;
      let seconds = rest.injurySeconds;
      return {
        ...rest,
        warfare: battle ? warfareType : 255,
        outcome: battle ? battleOutcome : otherOutcome,
        outcomeSeconds: rest.injurySeconds + courseSeconds,
        events: steps.map(({ gap, ...step }) => {
          seconds += gap;
          return { seconds, ...step };
        }),
      };
    });
}
