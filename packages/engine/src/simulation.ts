import { beFound, giveBuddyAid, giveMedicAid, planAid } from './care/aid.js';
import { buildFacilities } from './care/build-facilities.js';
import { noteInfection } from './care/complications.js';
import {
  decontaminated,
  leaveIcu,
  operated,
  reassess,
  resuscitated,
  serveQueue,
  treated,
  triaged,
} from './care/hospital.js';
import { makeRounds } from './care/observation.js';
import { die, stayInCare } from './care/outcome.js';
import { deteriorate, planDeterioration } from './care/surgery.js';
import { STEP, Theatre } from './care/theatre.js';
import { TriageTool } from './care/triage.js';
import { BattleHits } from './casualty/battle-hit.js';
import type { Casualty } from './casualty/casualty.js';
import { CasualtyStream } from './casualty/casualty-stream.js';
import { conditionIndexOf } from './casualty/condition-index.js';
import { compileHitModel } from './casualty/hit-model.js';
import { Illness } from './casualty/illness.js';
import { type IncidentPlan, planIncidents } from './casualty/incident-plan.js';
import { createNationPicker } from './casualty/nation.js';
import { Onset } from './casualty/onset.js';
import type { Plan } from './compile/plan.js';
import { valuesOf } from './compile/values.js';
import { FleetTable } from './evacuation/fleet-table.js';
import { Fleets } from './evacuation/fleets.js';
import { Network } from './evacuation/network.js';
import { createVitalModel } from './physiology/vital-signs.js';
import { KeyedRandom } from './random/keyed-random.js';
import { CLASS, EVENT, FLAG, NONE } from './record/codes.js';
import { type CarePathChunk, PathOrder, type SpillStore } from './record/path-order.js';
import type { ResourceFigures } from './summary/resource-figures.js';

const DEFAULT_CHUNK_SIZE = 1000;
/** How often the simulation looks whether it should stop. Source: architecture. */
const EVENTS_PER_CHECK = 1000;
/**
 * Where so many were in care at once, and finished paths may spill, what is left when the last is hurt is decided before
 * the next chunk is yielded, and let go of: else rendering takes memory on top of all that the simulation holds, some
 * 3 KB for each of them (274 MB for 88,000). A million on two threads peaked at 391 MB without this, at 372 with it.
 */
const MANY_IN_CARE = 10_000;

export interface SimulationOptions {
  /** Casualties a chunk; the bytes of the records do not depend on it. */
  readonly chunkSize?: number;
  /** Looked at every 1,000 events. */
  readonly signal?: { readonly aborted: boolean };
  /**
   * Events after which an empty chunk is yielded at the latest, so that a host which shares the thread gets a turn:
   * the first path may be final only near the end. Never by default.
   */
  readonly turnEvery?: number;
  /**
   * Takes finished paths that wait for an earlier casualty beyond 12 MB; without it they stay in memory. With it, and
   * more than 10,000 in care at once, no chunk comes between the last injury and the last decision: only `turnEvery`
   * gives the host a turn then.
   */
  readonly spill?: SpillStore;
  /** Called when every course is decided and only paths are left: all else that the simulation held is garbage now. */
  readonly onDecided?: (casualties: number) => void;
}

export interface SimulationResult {
  readonly casualties: number;
  readonly resources: ResourceFigures;
  /** Events that came up; stale ones included. */
  readonly events: number;
}

/** Thrown when the signal asked to stop. */
export class SimulationAborted extends Error {
  override readonly name = 'SimulationAborted';
}

/**
 * Runs a scenario: yields care paths in casualty number order, returns how the means were used. Output depends on the
 * plan (scenario, seed, reference data) alone.
 *
 * @throws SimulationAborted when `signal` is aborted
 */
export function* simulate(
  plan: Plan,
  options: SimulationOptions = {},
): Generator<CarePathChunk, SimulationResult, undefined> {
  const order = new PathOrder(options.chunkSize ?? DEFAULT_CHUNK_SIZE, options.spill);
  let run: Run | null = new Run(plan, options, order);
  run.begin();
  while (run.goOn()) yield (run.hasChunk ? order.take(false) : undefined) ?? order.emptyChunk();
  run.end();
  const result = { casualties: run.casualties, resources: run.theatre.figures, events: run.events };
  // Garbage from here on: of 200,000 casualties 49 of the 87 MB that the heap and its arrays hold.
  run = null;
  options.onDecided?.(result.casualties);
  for (let chunk = order.take(true); chunk !== undefined; chunk = order.take(true)) yield chunk;
  return result;
}

class Run {
  readonly theatre: Theatre;
  casualties = 0;
  events = 0;
  /** Whether the stream stands at a casualty who is not yet hurt. */
  #hasNext = false;
  readonly #plan: Plan;
  readonly #random: KeyedRandom;
  readonly #incidents: IncidentPlan;
  readonly #stream: CasualtyStream;
  readonly #hits: BattleHits;
  readonly #onset: Onset;
  readonly #fleets: Fleets;
  readonly #order: PathOrder;
  readonly #pickNation: (number: number, front: number) => number;
  readonly #signal: SimulationOptions['signal'];
  readonly #turnEvery: number;
  readonly #maySpill: boolean;
  readonly #warfareNumbers: Uint8Array;

  constructor(plan: Plan, options: SimulationOptions, order: PathOrder) {
    this.#plan = plan;
    this.#signal = options.signal;
    this.#turnEvery = options.turnEvery ?? Number.POSITIVE_INFINITY;
    this.#maySpill = options.spill !== undefined;
    this.#order = order;
    const { scenario, referenceData } = plan;
    const { model, clinical, evidence, people } = referenceData;
    const physiology = valuesOf(model.physiology);
    const care = valuesOf(model.care);
    this.#random = new KeyedRandom(plan.seed);
    this.#incidents = planIncidents(scenario, model, clinical.conditions, this.#random);
    const index = conditionIndexOf(clinical.conditions);
    const hitModel = compileHitModel(model, scenario, this.#incidents.warfareTypes);
    this.#hits = new BattleHits(hitModel, physiology, index, scenario.medical.care.bleeding_pathways);
    const illness = new Illness(clinical.conditions, evidence, model, physiology, scenario);
    this.#onset = new Onset(this.#hits, illness, index, clinical.conditions, care, physiology);
    this.#pickNation = createNationPicker(scenario, people, new KeyedRandom(plan.seed));
    const types = Object.keys(model.warfare);
    this.#warfareNumbers = Uint8Array.from(this.#incidents.warfareTypes, (type) => types.indexOf(type));
    this.#stream = new CasualtyStream(
      this.#incidents.incidents,
      this.#random,
      (incident) => this.#sizeOf(incident),
      this.#incidents.sickCallHours,
    );
    this.theatre = this.#buildTheatre(physiology, care);
    const network = new Network(plan.places, scenario, model, scenario.medical.fleets ?? []);
    this.#fleets = new Fleets(this.theatre, new FleetTable(plan, network, this.theatre.facilities));
    this.theatre.transport = this.#fleets;
  }

  begin(): void {
    this.#hasNext = this.#stream.next();
    this.#fleets.start();
  }

  /** Whether there is a chunk to yield, and no reason to let it wait until everything is decided. */
  get hasChunk(): boolean {
    if (!this.#order.hasChunk) return false;
    return this.#hasNext || !this.#maySpill || this.theatre.casualties.length < MANY_IN_CARE;
  }

  /** Lets time pass until there is a chunk to yield, or it is the host's turn; false when the run is over. */
  goOn(): boolean {
    const { theatre } = this;
    const { agenda } = theatre;
    const stream = this.#stream;
    do {
      const eventTime = agenda.peekTime();
      if (this.#hasNext && stream.timeMinutes <= eventTime) {
        theatre.now = stream.timeMinutes;
        this.#injure();
        this.#hasNext = stream.next();
      } else {
        // Schedules repeat for ever: the run ends with the last casualty, or at the horizon.
        if (!this.#hasNext && theatre.inSystem === 0) return false;
        if (eventTime > theatre.horizonMinutes || !agenda.pop()) return false;
        theatre.now = agenda.time;
        this.#process(agenda.kind, agenda.a, agenda.b);
      }
      if (++this.events % EVENTS_PER_CHECK === 0 && this.#signal?.aborted) throw new SimulationAborted();
    } while (!this.hasChunk && this.events % this.#turnEvery !== 0);
    return true;
  }

  /** A casualty comes into being: hurt or ill, with everything that will happen to it planned from there. */
  #injure(): void {
    const { theatre } = this;
    const stream = this.#stream;
    const { incidents } = this.#incidents;
    const incident = stream.incident;
    const key = incidents.key[incident];
    const front = incidents.front[incident];
    const casualty = theatre.admit(stream.number, stream.timeMinutes, front);
    this.casualties++;
    casualty.incident = incident + 1;
    casualty.nation = this.#pickNation(stream.number, front);
    casualty.casualtyClass = incidents.casualtyClass[incident];
    casualty.outbreak = incidents.outbreak[incident];
    if (incidents.massCasualty[incident] === 1) casualty.flags |= FLAG.massCasualty;
    if (casualty.casualtyClass === CLASS.battleInjury) {
      const warfare = incidents.warfare[incident];
      casualty.warfare = this.#warfareNumbers[warfare];
      casualty.mechanism = this.#hits.mechanismOf(key, warfare, this.#random);
    } else {
      casualty.warfare = NONE;
    }
    this.#onset.befall(casualty, key, stream.position, incidents.severity[incident], this.#random);
    theatre.logWithReading(casualty, EVENT.injured);
    theatre.scheduleDeath(casualty);
    planAid(theatre, casualty);
    if (casualty.casualtyClass === CLASS.battleInjury) planDeterioration(theatre, casualty);
  }

  /** With sizes that count survivors, draws until they are complete: the killed outright come on top. */
  #sizeOf(incident: number): number {
    const { incidents, sizesAreSurvivors } = this.#incidents;
    const size = incidents.size[incident];
    if (!sizesAreSurvivors || incidents.casualtyClass[incident] !== CLASS.battleInjury) return size;
    const key = incidents.key[incident];
    const mechanism = this.#hits.mechanismOf(key, incidents.warfare[incident], this.#random);
    let survivors = 0;
    let position = 0;
    while (survivors < size) {
      const verdict = this.#hits.verdict(
        key,
        position,
        mechanism,
        incidents.severity[incident],
        this.#random,
      );
      if (!verdict.isInstant) survivors++;
      position++;
    }
    return position;
  }

  #process(step: number, a: number, b: number): void {
    const t = this.theatre;
    switch (step) {
      case STEP.pickup:
        this.#fleets.missions.pickUp(a);
        return;
      case STEP.depart:
        this.#fleets.missions.depart(a);
        return;
      case STEP.deliver:
        this.#fleets.missions.deliver(a, b === 1);
        return;
      case STEP.vehicleFree:
        this.#fleets.vehicleFree(a, b);
        return;
      case STEP.scheduledDeparture:
        this.#fleets.scheduledDeparture(a);
        return;
      case STEP.lightChange:
        this.#fleets.lightChange();
        return;
      case STEP.release:
        t.facilities[a].give(b, t.now);
        serveQueue(t, t.facilities[a], b);
        return;
      case STEP.death: {
        const casualty = t.casualties[a];
        if (!casualty.isActive || casualty.deathStamp !== b) return;
        makeRounds(t, casualty);
        die(t, casualty);
        return;
      }
      case STEP.deteriorate:
      case STEP.infection:
      case STEP.buddyAid:
      case STEP.medic:
      case STEP.found:
      case STEP.request: {
        const casualty = t.alive(a, b);
        if (casualty === undefined) return;
        makeRounds(t, casualty);
        this.#befall(step, casualty);
        return;
      }
      default: {
        const casualty = t.casualties[a];
        if (!casualty.isActive || casualty.stepStamp !== b) return;
        makeRounds(t, casualty);
        this.#care(step, casualty);
      }
    }
  }

  /** What comes to a casualty wherever it is: not a step of its care. */
  #befall(step: number, casualty: Casualty): void {
    const t = this.theatre;
    if (step === STEP.deteriorate) deteriorate(t, casualty);
    else if (step === STEP.infection) noteInfection(t, casualty);
    else if (step === STEP.buddyAid) giveBuddyAid(t, casualty);
    else if (step === STEP.medic) giveMedicAid(t, casualty);
    else if (step === STEP.found) beFound(t, casualty);
    else if (casualty.casualtyClass !== CLASS.battleInjury && casualty.has(FLAG.ambulatory))
      this.#fleets.goByUnit(casualty);
    else this.#fleets.request(casualty);
  }

  #care(step: number, casualty: Casualty): void {
    const t = this.theatre;
    switch (step) {
      case STEP.arriveByUnit:
        this.#fleets.arriveByUnit(casualty);
        return;
      case STEP.decontaminated:
        decontaminated(t, casualty);
        return;
      case STEP.triaged:
        triaged(t, casualty);
        return;
      case STEP.treated:
        treated(t, casualty);
        return;
      case STEP.resuscitated:
        resuscitated(t, casualty);
        return;
      case STEP.operated:
        operated(t, casualty);
        return;
      case STEP.icuOver:
        leaveIcu(t, casualty);
        return;
      case STEP.reassess:
        reassess(t, casualty);
        return;
      case STEP.stable:
        // The precedence is that of the present state, not of the last triage.
        casualty.assessed = Math.min(2, t.triage.truth(casualty, t.now) % 3);
        this.#fleets.request(casualty);
        return;
      default:
        throw new Error(`no such step: ${step}`);
    }
  }

  /** Whoever is left when the run ends is still in care. Beds of convalescents count until they leave them. */
  end(): void {
    const t = this.theatre;
    const { agenda } = t;
    while (agenda.peekTime() <= t.horizonMinutes && agenda.pop()) {
      if (agenda.kind === STEP.release) t.facilities[agenda.a].give(agenda.b, agenda.time);
    }
    t.now = t.horizonMinutes;
    for (const casualty of t.casualties) if (casualty.isActive) stayInCare(t, casualty);
    t.figures.close(t.horizonMinutes);
  }

  #buildTheatre(physiology: Readonly<Record<string, number>>, care: Theatre['care']): Theatre {
    const plan = this.#plan;
    const { scenario, referenceData } = plan;
    const { facilities, figures } = buildFacilities(plan);
    return new Theatre({
      plan,
      care,
      timing: valuesOf(referenceData.model.timing),
      random: this.#random,
      facilities,
      figures,
      triage: new TriageTool(
        createVitalModel(referenceData.model.vitalProfiles, referenceData.clinical.conditions),
        scenario,
      ),
      onset: this.#onset,
      bleeding: {
        triadPerHour: physiology.triadPerHour,
        deathVolume: physiology.deathVolume,
        flowCapPerHour: physiology.flowCapPerHour,
        minorLossTauMinutes: physiology.minorLossTauMinutes,
        refillTauHours: physiology.refillTauHours,
        transfusionTauMinutes: physiology.transfusionTauMinutes,
      },
      settle: (casualty) => this.#order.add(casualty, casualty.log),
    });
  }
}
