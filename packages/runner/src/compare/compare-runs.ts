import type { OutcomeStatus, PatientRecord, Summary } from '@medical-patients/contract';
import {
  type CarePathChunk,
  CarePathView,
  createAssembler,
  createSummary,
  type Plan,
  plannerFigures,
  simulate,
} from '@medical-patients/engine';
import { CHUNK_CASUALTIES } from '../chunk-size.js';
import { abortedError } from '../errors.js';
import type { RunHost } from '../host.js';
import { explainDifference } from './explain.js';

/** How one casualty ended. */
export interface Ending {
  readonly status: OutcomeStatus;
  readonly minutes_since_injury: number;
  readonly place: string;
}

/** A casualty with another outcome in B than in A. */
export interface OutcomeChange {
  readonly number: number;
  readonly name: string;
  readonly injury: string;
  readonly a: Ending;
  readonly b: Ending;
  readonly reasons: readonly string[];
}

export interface Comparison {
  readonly casualties: number;
  readonly changed: number;
  /** How many moved from one outcome to another. */
  readonly moves: readonly {
    readonly a: OutcomeStatus;
    readonly b: OutcomeStatus;
    readonly casualties: number;
  }[];
  readonly changes: readonly OutcomeChange[];
  /** The planner's figures side by side; null where a run does not have the figure. */
  readonly figures: readonly {
    readonly id: string;
    readonly name: string;
    readonly unit: string;
    readonly a: number | null;
    readonly b: number | null;
  }[];
}

export interface ComparisonOptions {
  readonly host: RunHost;
  readonly signal?: AbortSignal;
  readonly onProgress?: (casualties: number) => void;
}

/**
 * Runs two plans with the same casualties side by side and lists who fares differently. Only those who do are
 * assembled to records.
 *
 * @throws Error where the casualties are not the same: compare the stream hashes first
 */
export async function compareRuns(a: Plan, b: Plan, options: ComparisonOptions): Promise<Comparison> {
  const sides = [openSide(a), openSide(b)] as const;
  const changes: OutcomeChange[] = [];
  const moves = new Map<string, { a: OutcomeStatus; b: OutcomeStatus; casualties: number }>();
  let casualties = 0;
  for (;;) {
    const chunkA = sides[0].next();
    const chunkB = sides[1].next();
    if (chunkA?.count !== chunkB?.count) throw new Error('the two runs have different numbers of casualties');
    if (chunkA === null || chunkB === null) break;
    for (const change of changesOf(sides, chunkA, chunkB)) {
      changes.push(change);
      const key = `${change.a.status}>${change.b.status}`;
      const move = moves.get(key) ?? { a: change.a.status, b: change.b.status, casualties: 0 };
      move.casualties++;
      moves.set(key, move);
    }
    casualties += chunkA.count;
    options.onProgress?.(casualties);
    await options.host.nextTurn();
    if (options.signal?.aborted) throw abortedError();
  }
  return {
    casualties,
    changed: changes.length,
    moves: [...moves.values()].sort((x, y) => y.casualties - x.casualties),
    changes,
    figures: sideBySide(sides[0].finish(), sides[1].finish()),
  };
}

interface Side {
  /** Null after the last chunk. */
  next(): CarePathChunk | null;
  finish(): Summary;
  readonly assemble: (view: CarePathView) => PatientRecord;
}

function openSide(plan: Plan): Side {
  const summary = createSummary(plan);
  const chunks = simulate(plan, { chunkSize: CHUNK_CASUALTIES });
  const assembler = createAssembler(plan, 'compared');
  let figures: Summary | null = null;
  return {
    next: () => {
      const step = chunks.next();
      if (step.done) {
        figures = summary.finish(step.value.resources);
        return null;
      }
      summary.add(step.value.buffer);
      return step.value;
    },
    finish: () => {
      if (figures === null) throw new Error('the run is not at its end');
      return figures;
    },
    assemble: (view) => assembler.assemble(view),
  };
}

function* changesOf(sides: readonly [Side, Side], chunkA: CarePathChunk, chunkB: CarePathChunk) {
  const viewA = new CarePathView(chunkA.buffer);
  const viewB = new CarePathView(chunkB.buffer);
  for (let index = 0; index < chunkA.count; index++) {
    viewA.read(index);
    viewB.read(index);
    if (viewA.number !== viewB.number || viewA.injurySeconds !== viewB.injurySeconds) {
      throw new Error(`casualty ${viewA.number} is not the same in both runs`);
    }
    if (viewA.outcome !== viewB.outcome)
      yield describeChange(sides[0].assemble(viewA), sides[1].assemble(viewB));
  }
}

function describeChange(a: PatientRecord, b: PatientRecord): OutcomeChange {
  const worst = [...a.injuries].sort((x, y) => y.ais - x.ais)[0];
  return {
    number: a.number,
    name: a.identity.display_name,
    injury: worst?.diagnosis.display ?? a.disease?.diagnosis.display ?? a.incident.mechanism.display,
    a: endingOf(a),
    b: endingOf(b),
    reasons: explainDifference(a, b),
  };
}

function endingOf({ incident, outcome }: PatientRecord): Ending {
  const minutes = Math.round((Date.parse(outcome.time) - Date.parse(incident.time)) / 60_000);
  return { status: outcome.status, minutes_since_injury: minutes, place: outcome.place };
}

function sideBySide(a: Summary, b: Summary): Comparison['figures'] {
  const figuresB = new Map(plannerFigures(b).map((figure) => [figure.id, figure]));
  const figuresA = plannerFigures(a);
  const rows = figuresA.map(({ id, name, unit, value }) => {
    const other = figuresB.get(id);
    figuresB.delete(id);
    return { id, name, unit, a: value, b: other?.value ?? null };
  });
  const onlyB = [...figuresB.values()].map(({ id, name, unit, value }) => ({
    id,
    name,
    unit,
    a: null,
    b: value,
  }));
  return [...rows, ...onlyB];
}
