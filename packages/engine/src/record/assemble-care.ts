import type { History, Intervention, Performer, ReferenceData } from '@medical-patients/contract';
import { SPECIALIST_KINDS, SPECIALIST_ROLE, specialistRoleIn } from '../casualty/specialist.js';
import { oncePer } from '../compile/once-per.js';
import type { Plan } from '../compile/plan.js';
import type { KeyedRandom } from '../random/keyed-random.js';
import { PURPOSE } from '../random/purposes.js';
import { facilitiesOf } from '../summary/summary-frame.js';
import { SURGERY_WORDS } from '../summary/words.js';
import { createDecidedCare } from './assemble-care-decided.js';
import { createPatientFacts } from './assemble-care-facts.js';
import { type CareItem, countFamilies, GATE, listCareItems } from './assemble-care-items.js';
import { CareLog } from './assemble-care-log.js';
import {
  type CompiledStep,
  capabilityOf,
  compileProtocols,
  STEP,
  type StepList,
} from './assemble-care-protocols.js';
import { type Course, placeAt, STATION, type Stay } from './assemble-course.js';
import { isAsleepAt } from './assemble-sleep.js';
import type { IsoClock } from './assemble-time.js';
import type { VitalsAssembler } from './assemble-vitals.js';
import type { CarePathView } from './care-path.js';
import { COMPLICATION_CONDITIONS, OUTCOME, PATHWAY } from './codes.js';

/** Writes the care of a casualty: what the simulation decided, and what the protocols add to it. */
export interface CareAssembler {
  /** Draws the care. Needs the measurements of `vitals` and the course of the same casualty. */
  treat(view: CarePathView, course: Course, history: History, weightKg: number): void;
  /** Points of pain that the care of the last `treat` takes away at a time. */
  reliefAt(seconds: number): number;
  /** Whether the patient of the last `treat` is under anaesthesia or sedated for a tube at a time. */
  isAsleepAt(seconds: number): boolean;
  /** The care of the last `treat`, by time. */
  write(): Intervention[];
}

const SECONDS_PER_DAY = 86_400;
/** Between repeats: in a bed, and where minutes count. Estimates. */
const BED_REPEAT_SECONDS = 8 * 3600;
const ACUTE_REPEAT_SECONDS = 10 * 60;
const ANTIBIOTIC_DAYS = 5;
/** A resuscitation attempt begins at most this long before the death that it does not avert, seconds (T58). */
const ARREST_FROM = 1200;
/** From induction to tube, and the length of a handover (T17, T61): seconds. */
const INDUCTION_SECONDS = 60;
const HANDOVER_SECONDS = 300;
/** From the tube to the ventilator, seconds. Estimate, after the time to set one up (T19). */
const VENTILATION_SECONDS = 120;
/** From the cannula to the drug, seconds (T22: about two minutes). */
const CANNULA_SECONDS = 90;
/** Stations whose stay is the treatment itself. */
const TREATMENTS =
  (1 << STATION.role1) | (1 << STATION.resuscitation) | (1 << STATION.surgery) | (1 << STATION.outpatient);
/** Ways into the circulation; the first is the usual one. */
const ACCESS_IDS = ['T22', 'T23', 'T24'] as const;
const COMPRESSIBLE = (1 << PATHWAY.limbBleeding) | (1 << PATHWAY.junctionalBleeding);
/** A record of someone who reached Role 2 holds at least this many interventions (outputs page). */
const LEAST_AT_ROLE_2 = 5;
/** What everybody in a bed gets and nobody writes a protocol for, in this order. */
const ROUTINE_IDS = ['T41', 'X11', 'T59', 'X13', 'X15', 'T40'] as const;

const careTablesOf = oncePer(({ clinical, model }: ReferenceData) => {
  const items = listCareItems(clinical, model.vitalProfiles.painRelief);
  return {
    items,
    itemOf: new Map(items.map((item) => [item.id, item])),
    protocols: compileProtocols(clinical, items),
  };
});

export function createCareAssembler(
  plan: Plan,
  random: KeyedRandom,
  clock: IsoClock,
  vitals: VitalsAssembler,
): CareAssembler {
  const { clinical } = plan.referenceData;
  const { items, itemOf, protocols } = careTablesOf(plan.referenceData);
  const log = new CareLog(countFamilies(items), items.length);
  const decided = createDecidedCare(itemOf, log, clinical.conditions);
  const facts = createPatientFacts(plan.referenceData.people.allergies, vitals);
  const specialistRole = specialistRoleIn(
    facilitiesOf(plan).map(({ role, operating_tables }) => ({ role, hasTable: operating_tables > 0 })),
  );
  const dressing = itemOf.get('T07');
  const tube = itemOf.get('T16');
  const ventilation = itemOf.get('T19');
  const induction = itemOf.get('T17');
  const handover = itemOf.get('T61');
  const advice = itemOf.get('X15');
  const pressureDressing = itemOf.get('T03');
  const accesses = ACCESS_IDS.flatMap((id) => itemOf.get(id) ?? []);
  const routine = ROUTINE_IDS.flatMap((id) => itemOf.get(id) ?? []);
  const complicationCodes = COMPLICATION_CONDITIONS.map((id) => {
    const row = clinical.conditions.findIndex((condition) => condition.id === id);
    return row < 0 ? [] : [...protocols.codesOf[row]];
  });
  const seenCode = new Uint8Array(protocols.codeCount);
  const codes = new Uint8Array(protocols.codeCount);
  let codeCount = 0;
  let role = 0;
  /** Since when there is a way into a vein or bone; NaN before. */
  let accessSeconds = Number.NaN;
  /** The last intubation off the table that had its anaesthesia. */
  let inducedSeconds = Number.NaN;
  let path: CarePathView;
  let course: Course;

  /** The treatment codes of all conditions of the casualty, the worst wound's first, each once. */
  function collectCodes(): void {
    codeCount = 0;
    for (let wound = 0; wound < path.woundCount; wound++) addCodes(path.woundCondition(wound));
    if (path.woundCount === 0 && path.conditionRow < protocols.codesOf.length) addCodes(path.conditionRow);
    for (let i = 0; i < codeCount; i++) seenCode[codes[i]] = 0;
  }

  function addCodes(row: number): void {
    const list = protocols.codesOf[row];
    for (let i = 0; i < list.length; i++) {
      if (seenCode[list[i]] === 1) continue;
      seenCode[list[i]] = 1;
      codes[codeCount++] = list[i];
    }
  }

  /** The item as the protocols may give it here and now; null where they may not. */
  function admit(item: CareItem, stay: Stay, seconds: number): CareItem | null {
    if (item.gate === GATE.open) return item;
    if (stay.station !== STATION.surgery) {
      // The state of the body at the time decides, not what the stay began with.
      if (item === tube && (facts.isAsleepAt(seconds) || !facts.isFailingAt(seconds))) return null;
      if (item === ventilation && !facts.isTubeInAt(seconds)) return null;
    } else if (item === tube) {
      // Every anaesthesia has its tube, whatever the simulation had put in and has been taken out since.
      return facts.isTubeInAt(seconds) ? null : item;
    }
    if (item === pressureDressing && dressing !== undefined) {
      // Control of a bleeding that can kill is the simulation's; its casualty's other wounds are dressed.
      if ((decided.mask & item.interventionBit) !== 0) return null;
      return (path.pathways & COMPRESSIBLE) === 0 ? item : dressing;
    }
    if (item.gate === GATE.simulation) return null;
    if ((decided.mask & item.interventionBit) !== 0) return null;
    return item.gate === GATE.undecidedInFacility && stay.role === 0 ? null : item;
  }

  /** What complications so far call for beyond the treatment of the injuries. */
  function treatComplications(stay: Stay, lastSeconds: number): void {
    for (const { kind, seconds } of course.complications) {
      if (seconds > lastSeconds) return;
      const begin = Math.max(stay.startSeconds, seconds);
      for (const code of complicationCodes[kind] ?? []) {
        const isAtBed = stay.station === STATION.ward && protocols.isForAnyBed[code];
        const station = isAtBed ? STATION.icu : stay.station;
        runSteps(protocols.steps[code][station], stay, begin, lastSeconds);
      }
    }
  }

  /** One of the options: the drawn one, or the next that the patient tolerates. */
  function choose(step: CompiledStep, seconds: number): CareItem | null {
    const drawn = step.items.length === 1 ? 0 : random.pick(step.sums);
    const minutes = (seconds - path.injurySeconds) / 60;
    for (let i = 0; i < step.items.length; i++) {
      const item = step.items[(drawn + i) % step.items.length];
      if (item.gate !== GATE.open) return i === 0 ? item : null;
      if (facts.tolerates(item, seconds) && minutes <= item.latestMinutes) return item;
    }
    return null;
  }

  function runSteps(list: StepList, stay: Stay, startSeconds: number, lastSeconds: number): void {
    const { when, probability, earliestRole, isJoined } = list;
    let luck = 1;
    let moment = 0;
    let isDrawn = false;
    for (let i = 0; i < when.length; i++) {
      if (isJoined[i] === 0) isDrawn = false;
      if ((when[i] & facts.bits) === 0 || earliestRole[i] > role) continue;
      const isFirst = !isDrawn;
      if (isFirst) {
        luck = random.uniform();
        isDrawn = true;
      }
      if (luck >= probability[i]) continue;
      const step = list.steps[i];
      // Given that it is below the probability, what is left of the draw is uniform again.
      if (isFirst) moment = luck / probability[i];
      else if (!step.isSimultaneous) moment = random.uniform();
      const seconds = momentIn(step, stay, moment, startSeconds, lastSeconds);
      if (seconds >= startSeconds) give(step, stay, seconds, lastSeconds);
    }
  }

  /**
   * When a step is done: within its range after the start. NaN where there is no call for it, and where it does not fit:
   * a treatment ends when its acts are done, so they come within its length; a bed or a ride ends when it has to, and
   * what was due later is not done there.
   */
  function momentIn(
    step: CompiledStep,
    stay: Stay,
    share: number,
    startSeconds: number,
    lastSeconds: number,
  ): number {
    const length = lastSeconds - startSeconds;
    if (step.when === STEP.inArrest) {
      const from = Math.max(startSeconds, lastSeconds - ARREST_FROM);
      return from + Math.floor(share * (lastSeconds - from));
    }
    // Who comes to the table with a tube in needs no rapid sequence.
    const isVentilated = (facts.bits & STEP.ventilated) !== 0;
    if (step.items[0] === induction && stay.station === STATION.surgery && isVentilated) return Number.NaN;
    if (step.items[0] === handover) {
      if (!stay.isHandedOver) return Number.NaN;
      return lastSeconds - Math.floor(share * Math.min(length, HANDOVER_SECONDS));
    }
    const { fromSeconds } = step;
    const isTreatment = (TREATMENTS & (1 << stay.station)) !== 0;
    const toSeconds = isTreatment ? Math.min(step.toSeconds, length) : step.toSeconds;
    const after = Math.floor(fromSeconds + share * (toSeconds - fromSeconds));
    return toSeconds < fromSeconds || after > length ? Number.NaN : startSeconds + after;
  }

  function give(step: CompiledStep, stay: Stay, wantedSeconds: number, lastSeconds: number): void {
    const chosen = choose(step, wantedSeconds);
    if (chosen === null) return;
    const seconds = whenReady(chosen, wantedSeconds, lastSeconds);
    const item = admit(chosen, stay, seconds);
    if (item === null) return;
    if (log.isTooSoon(item, seconds)) return;
    // Two protocols that call for the same thing at one station are served by one.
    if (log.hasSince(item, item.isOnceAVisit ? stay.arrivedSeconds : stay.startSeconds)) return;
    const isBed = stay.station === STATION.ward || stay.station === STATION.icu;
    const isAntibiotic = isBed && item.code.code.startsWith('J01');
    let interval = Math.max(isBed ? BED_REPEAT_SECONDS : ACUTE_REPEAT_SECONDS, item.gapSeconds);
    let repeats = item.isOnceAVisit ? 1 : step.repeats;
    if (isAntibiotic) {
      interval = SECONDS_PER_DAY;
      repeats = ANTIBIOTIC_DAYS;
    }
    const performer = performerAt(stay.station, item);
    if (item.needsAccess && !(accessSeconds <= seconds)) openAccess(stay, seconds);
    else if (accesses.includes(item) && !(accessSeconds <= seconds)) accessSeconds = seconds;
    if (item === tube && stay.station !== STATION.surgery) {
      decided.noteTube(seconds);
      facts.bits |= STEP.ventilated;
    }
    for (let repeat = 0; repeat < repeats; repeat++) {
      const at = seconds + repeat * interval;
      if (at > lastSeconds) return;
      // A dose that falls into the hours around an operation is left out.
      if (repeat > 0 && !facts.tolerates(item, at)) continue;
      log.add(item, at, placeAt(stay, at), performer, true, 0);
    }
  }

  /**
   * A drug for a vein, and a tube for its drugs, waits for the cannula that the stay has coming, if there is time; the
   * ventilator waits for the tube.
   */
  function whenReady(item: CareItem, seconds: number, lastSeconds: number): number {
    if (item === ventilation) return Math.max(seconds, decided.lastTubeAt(lastSeconds) + VENTILATION_SECONDS);
    if (item.isInduction || !(item.needsAccess || item === tube)) return seconds;
    const beforehand = item === tube ? INDUCTION_SECONDS : 0;
    const after = accessSeconds + CANNULA_SECONDS + beforehand;
    return accessSeconds > seconds - beforehand && after <= lastSeconds ? after : seconds;
  }

  /** Puts to sleep who is intubated off the table, just before it; from those near death drugs are kept. */
  function induce(stay: Stay, stayNumber: number, lastSeconds: number): void {
    if (stay.station === STATION.surgery) return;
    for (const seconds of decided.intubationSeconds) {
      if (seconds < stay.startSeconds || seconds > lastSeconds) continue;
      // The second in which one stay ends and the next begins belongs to both.
      if (seconds === inducedSeconds) continue;
      inducedSeconds = seconds;
      const begin = Math.max(stay.startSeconds, seconds - INDUCTION_SECONDS);
      if (facts.isMoribundAt(begin)) continue;
      random.open(PURPOSE.careDetail, path.number, INDUCTION_STREAM + stayNumber);
      runSteps(role < 2 ? protocols.induction.role1 : protocols.induction.hospital, stay, begin, begin);
    }
  }

  /** A cannula just before the first drug that goes into a vein, where no protocol had it placed by then. */
  function openAccess(stay: Stay, seconds: number): void {
    const [cannula] = accesses;
    accessSeconds = Math.max(stay.startSeconds, seconds - CANNULA_SECONDS);
    log.add(
      cannula,
      accessSeconds,
      placeAt(stay, accessSeconds),
      performerAt(stay.station, cannula),
      true,
      0,
    );
  }

  /** Everything after the outcome, and all of the second of a death, is out of reach. */
  function lastSecondsOf(stay: { readonly endSeconds: number }): number {
    return Math.min(stay.endSeconds, path.outcomeSeconds, course.diedSeconds - 1);
  }

  /** Who lies in a hospital is looked after, also where a crowded one has no station free. */
  function topUp(): void {
    if (course.highestRole < 2) return;
    const visit = course.lastVisit;
    const length = lastSecondsOf(visit) - visit.startSeconds;
    if (length < 0) return;
    const station = visit.role >= 2 ? STATION.ward : STATION.role1;
    for (let i = 0; i < routine.length && log.count < LEAST_AT_ROLE_2; i++) {
      const item = routine[i];
      if (log.hasSince(item, visit.startSeconds)) continue;
      if (item === advice && path.outcome !== OUTCOME.returnedToDuty) continue;
      const at = visit.startSeconds + Math.floor((length * (i + 1)) / (routine.length + 1));
      log.add(item, at, visit.place, performerAt(station, item), true, 0);
    }
  }

  return {
    treat(view, currentCourse, history, weightKg) {
      path = view;
      course = currentCourse;
      log.clear(weightKg);
      accessSeconds = Number.NaN;
      inducedSeconds = Number.NaN;
      random.open(PURPOSE.careDetail, view.number, DECIDED_STREAM);
      decided.add(view, course, random);
      collectCodes();
      facts.begin(view, course, history);
      for (let i = 0; i < course.stayCount; i++) {
        const stay = course.stays[i];
        const lastSeconds = lastSecondsOf(stay);
        if (lastSeconds < stay.startSeconds) continue;
        const capability = capabilityOf(stay.station, stay.role);
        role = capability;
        facts.enter(stay, log, decided);
        log.isShocked = (facts.bits & STEP.shocked) !== 0;
        random.open(PURPOSE.careDetail, view.number, i);
        runSteps(protocols.standard[stay.station], stay, stay.startSeconds, lastSeconds);
        const isSpecialist =
          stay.station === STATION.surgery && SPECIALIST_KINDS.includes(SURGERY_WORDS[stay.surgery]);
        for (let c = 0; c < codeCount; c++) {
          const isOfSpecialist = protocols.isSpecialist[codes[c]];
          // Jaw and eye alone are operated on when the rest has been.
          if (isSpecialist && !isOfSpecialist) continue;
          // The protocols ask for Role 3; where nobody gets there, Role 2 does it as well.
          role =
            isOfSpecialist && stay.role >= specialistRole
              ? Math.max(capability, SPECIALIST_ROLE)
              : capability;
          runSteps(protocols.steps[codes[c]][stay.station], stay, stay.startSeconds, lastSeconds);
        }
        role = capability;
        if (course.complications.length > 0 && !isSpecialist) treatComplications(stay, lastSeconds);
        induce(stay, i, lastSeconds);
      }
      topUp();
    },
    reliefAt: (seconds) => log.reliefAt(seconds),
    isAsleepAt: (seconds) => isAsleepAt(course, decided.tubeSeconds, seconds),
    write: () => log.write(clock),
  };
}

/** Sub-stream of `careDetail` for details of what the simulation decided; stays use those from 0. */
const DECIDED_STREAM = 0x6465_6369;
/** Sub-streams of the anaesthesia for tubes, by stay: whether there is a tube moves no other draw. */
const INDUCTION_STREAM = 0x696e_6400;

/** Who does something at a station of the protocols. */
function performerAt(station: number, item: CareItem): Performer {
  const { performer } = item;
  switch (station) {
    case STATION.self:
      return 'self';
    case STATION.buddy:
      return 'buddy';
    case STATION.medic:
      return 'medic';
    case STATION.transport:
      return 'transport-team';
    case STATION.role1:
    case STATION.outpatient:
      return performer === 'physician' || performer === 'surgeon' ? 'physician' : 'medic';
    case STATION.surgery:
      return performer === 'surgeon' ? 'surgeon' : 'physician';
    default:
      return performer === 'physician' || performer === 'surgeon' ? 'physician' : 'nurse';
  }
}
