import type { Condition, Performer } from '@medical-patients/contract';
import type { KeyedRandom } from '../random/keyed-random.js';
import { SURGERY_WORDS } from '../summary/words.js';
import type { CareItem } from './assemble-care-items.js';
import type { CareLog } from './assemble-care-log.js';
import { type Course, type Mark, placeAt, STATION, type Stay } from './assemble-course.js';
import type { CarePathView } from './care-path.js';
import { AGENT_WORDS, CLASS, INTERVENTION, INTERVENTION_FAILED, INTERVENTION_WORDS } from './codes.js';

/** The interventions that the simulation decided on, entered into the care of a casualty. */
export interface DecidedCare {
  /** Bits of the kinds that the path holds, tried or done. */
  mask: number;
  add(view: CarePathView, course: Course, random: KeyedRandom): void;
  /** Blood was given between these times. */
  isTransfusing(fromSeconds: number, toSeconds: number): boolean;
  /** When tubes were placed that stay in, or ventilation began; in no order. */
  readonly tubeSeconds: readonly number[];
  /** When intubation was done or tried off the table; in no order. */
  readonly intubationSeconds: readonly number[];
  /** When the last of these was placed at this time; minus infinity for none. */
  lastTubeAt(seconds: number): number;
  /** The protocols placed a tube that stays in. */
  noteTube(seconds: number): void;
}

/** Ids of procedures and medications by intervention number; several where one act is both. */
const ITEMS_OF: Readonly<Record<(typeof INTERVENTION_WORDS)[number], readonly string[]>> = {
  tourniquet: ['T01'],
  'pressure-dressing': ['T03'],
  'wound-packing': ['T04'],
  'junctional-tourniquet': ['T05'],
  'airway-position': ['T13'],
  'nasopharyngeal-airway': ['T11'],
  'surgical-airway': ['T15'],
  intubation: ['T16'],
  'chest-seal': ['T08'],
  'needle-decompression': ['T09'],
  'chest-drain': ['T10'],
  'tranexamic-acid': ['tranexamic-acid'],
  'whole-blood': ['T27', 'whole-blood'],
  antidote: ['atropine'],
  decontamination: ['X03'],
  'tourniquet-correction': ['T01'],
  operation: ['T48'],
  ventilation: ['T19'],
};

/** The main procedure of each kind of surgery. */
const OPERATION_OF: Readonly<Record<(typeof SURGERY_WORDS)[number], string>> = {
  'dcs-laparotomy': 'T45',
  'dcs-thoracotomy': 'T46',
  'dcs-vascular': 'T47',
  ortho: 'T49',
  neuro: 'T53',
  'soft-tissue': 'T48',
  fasciotomy: 'T50',
  amputation: 'T51',
  other: 'T48',
  laparotomy: 'X17',
  thoracotomy: 'X18',
  vascular: 'X19',
  maxillofacial: 'X07',
  eye: 'X06',
};

const AMPUTATION = SURGERY_WORDS.indexOf('amputation');
/** Completes the loss of an arm; the main procedure is that of a leg. */
const ARM_AMPUTATION = 'X20';
/** The one disease that is operated on is appendicitis (8.3). */
const OPERATION_OF_DISEASE = 'X09';
/** The operation of a kind without a name. */
const NAMELESS = SURGERY_WORDS.indexOf('other');
/** From the start of anaesthesia to the incision, at most. Estimate. */
const INCISION_SECONDS = 600;
/** A unit takes this long where there is time (T27: 5 to 15 minutes); more at once where there is not. */
const UNIT_SECONDS = 600;
/** Share of units that are red cells where the blood bank has both, Role 2 and up. Estimate after F:93. */
const RED_CELL_SHARE = 0.35;

export function createDecidedCare(
  itemOf: ReadonlyMap<string, CareItem>,
  log: CareLog,
  conditions: readonly Condition[],
): DecidedCare {
  const find = (id: string): CareItem => {
    const item = itemOf.get(id);
    if (item === undefined) throw new Error(`the record needs ${id}, which is in no clinical table`);
    return item;
  };
  const items = INTERVENTION_WORDS.map((word) => ITEMS_OF[word].map(find));
  const operations = SURGERY_WORDS.map((word) => find(OPERATION_OF[word]));
  const redCells = find('T28');
  const oxygen = find('T20');
  const armAmputation = find(ARM_AMPUTATION);
  const ofDisease = find(OPERATION_OF_DISEASE);
  const bloodSeconds: number[] = [];
  const tubeSeconds: number[] = [];
  const intubationSeconds: number[] = [];
  /** By stay: when the simulation last reported on its operation; −1 before. */
  const reported: number[] = [];

  function give(
    item: CareItem,
    mark: Mark,
    seconds: number,
    isSuccessful: boolean,
    units: number,
    place = mark.place,
  ): void {
    log.add(item, seconds, place, performerOf(mark, item), isSuccessful, units);
  }

  /** Unit after unit, as fast as the stay asks for; a crew that begins while it loads goes on under way. */
  function transfuse(
    item: CareItem,
    mark: Mark,
    seconds: number,
    stay: Stay | null,
    lastSeconds: number,
    isSuccessful: boolean,
    units: number,
  ): void {
    const endSeconds = stay === null ? seconds : Math.min(stay.endSeconds, lastSeconds);
    const span = Math.max(0, Math.min(endSeconds - seconds, units * UNIT_SECONDS));
    if (stay === null || span === 0) {
      give(item, mark, seconds, isSuccessful, units);
      return;
    }
    for (let unit = 0; unit < units; unit++) {
      const at = seconds + Math.floor((unit * span) / units);
      give(item, mark, at, isSuccessful, 1, placeAt(stay, at));
    }
  }

  /** Enters the operation of a stay at its incision; the simulation decides on the result at the end. */
  function operate(view: CarePathView, stay: Stay, endSeconds: number, isSuccessful: boolean): void {
    const incision =
      stay.startSeconds + Math.min(INCISION_SECONDS, Math.floor((endSeconds - stay.startSeconds) / 4));
    log.add(operationOf(view, stay), incision, stay.place, 'surgeon', isSuccessful, 0);
  }

  function operationOf(view: CarePathView, stay: Stay): CareItem {
    if (view.casualtyClass === CLASS.disease && stay.surgery === NAMELESS) return ofDisease;
    if (stay.surgery === AMPUTATION) return amputationFor(view);
    return operations[stay.surgery] ?? operations[NAMELESS];
  }

  /** How the loss of the worst limb is completed. */
  function amputationFor(view: CarePathView): CareItem {
    for (let wound = 0; wound < view.woundCount; wound++) {
      const { part, surgeryKind } = conditions[view.woundCondition(wound)];
      if (surgeryKind === 'amputation') return part?.of === 'arm' ? armAmputation : operations[AMPUTATION];
    }
    return operations[AMPUTATION];
  }

  /** The operation that the simulation reports at this time: that of the stay at the table, which it ends. */
  function reportOperation(
    view: CarePathView,
    course: Course,
    mark: Mark,
    seconds: number,
    isSuccessful: boolean,
  ): void {
    for (let i = 0; i < course.stayCount; i++) {
      const stay = course.stays[i];
      if (stay.station !== STATION.surgery || seconds < stay.startSeconds || seconds > stay.endSeconds)
        continue;
      // What has not stopped the bleeding is done again from there, on the same table.
      if (reported[i] < 0) operate(view, stay, seconds, isSuccessful);
      else log.add(operationOf(view, stay), reported[i], stay.place, 'surgeon', isSuccessful, 0);
      reported[i] = seconds;
      return;
    }
    give(items[INTERVENTION.operation][0], mark, seconds, isSuccessful, 0);
  }

  const decided: DecidedCare = {
    mask: 0,
    tubeSeconds,
    intubationSeconds,
    add(view, course, random) {
      decided.mask = 0;
      bloodSeconds.length = 0;
      tubeSeconds.length = 0;
      intubationSeconds.length = 0;
      reported.length = course.stayCount;
      reported.fill(-1);
      for (let i = 0; i < course.interventionCount; i++) {
        const mark = course.interventions[i];
        const detail = view.eventDetail(mark.event);
        const intervention = detail & (INTERVENTION_FAILED - 1);
        const isSuccessful = detail < INTERVENTION_FAILED;
        const seconds = view.eventSeconds(mark.event);
        decided.mask |= 1 << intervention;
        if (intervention === INTERVENTION.operation) {
          reportOperation(view, course, mark, seconds, isSuccessful);
          continue;
        }
        if (intervention === INTERVENTION.wholeBlood) {
          const units = Math.max(1, view.eventA(mark.event));
          if (isSuccessful) bloodSeconds.push(seconds);
          const isRedCells = mark.role >= 2 && random.bernoulli(RED_CELL_SHARE);
          if (!isRedCells) give(items[intervention][0], mark, seconds, isSuccessful, 0);
          const item = isRedCells ? redCells : items[intervention][1];
          const lastSeconds = Math.min(view.outcomeSeconds, course.diedSeconds - 1);
          transfuse(item, mark, seconds, stayAt(course, mark, seconds), lastSeconds, isSuccessful, units);
          continue;
        }
        if (intervention === INTERVENTION.antidote && AGENT_WORDS[view.agent] !== 'nerve') {
          give(oxygen, mark, seconds, isSuccessful, 0);
          continue;
        }
        if (
          isSuccessful &&
          (intervention === INTERVENTION.intubation || intervention === INTERVENTION.ventilation)
        ) {
          tubeSeconds.push(seconds);
        }
        if (intervention === INTERVENTION.intubation) intubationSeconds.push(seconds);
        for (const item of items[intervention]) give(item, mark, seconds, isSuccessful, 0);
      }
      for (let i = 0; i < course.stayCount; i++) {
        const stay = course.stays[i];
        if (stay.station !== STATION.surgery || reported[i] >= 0) continue;
        const end = Math.min(stay.endSeconds, view.outcomeSeconds, course.diedSeconds - 1);
        // Whoever dies on the table was operated on, in vain.
        if (end >= stay.startSeconds) operate(view, stay, end, course.diedSeconds > stay.endSeconds);
      }
    },
    isTransfusing(fromSeconds, toSeconds) {
      return bloodSeconds.some((seconds) => seconds >= fromSeconds && seconds <= toSeconds);
    },
    lastTubeAt: (seconds) =>
      tubeSeconds.reduce((last, placed) => (placed <= seconds && placed > last ? placed : last), -Infinity),
    noteTube: (seconds) => {
      tubeSeconds.push(seconds);
      intubationSeconds.push(seconds);
    },
  };
  return decided;
}

/** The stay in which something was done in a facility; null elsewhere. */
function stayAt(course: Course, mark: Mark, seconds: number): Stay | null {
  if (mark.role === 0) return null;
  for (let i = course.stayCount - 1; i >= 0; i--) {
    const stay = course.stays[i];
    if (stay.startSeconds <= seconds && seconds <= stay.endSeconds) return stay;
  }
  return null;
}

/** Who does what the simulation decided: the station's people, or whoever is there between stations. */
function performerOf(mark: Mark, item: CareItem): Performer {
  switch (mark.station) {
    case STATION.self:
      return 'self';
    case STATION.buddy:
      return 'buddy';
    case STATION.medic:
      return 'medic';
    case STATION.transport:
      return 'transport-team';
  }
  if (mark.echelon === 'transport') return 'transport-team';
  if (mark.echelon === 'poi') return item.performer === 'buddy' ? 'buddy' : 'medic';
  if (item.performer === 'surgeon') return 'surgeon';
  if (item.performer === 'physician') return 'physician';
  return mark.role >= 2 ? 'nurse' : 'medic';
}
