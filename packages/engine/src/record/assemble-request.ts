import type { NineLine } from '@medical-patients/contract';
import type { Plan } from '../compile/plan.js';
import type { KeyedRandom } from '../random/keyed-random.js';
import { PURPOSE } from '../random/purposes.js';
import type { IncidentAssembler } from './assemble-incident.js';
import type { IsoClock } from './assemble-time.js';
import type { CarePathView } from './care-path.js';
import { AGENT_WORDS, CLASS, EVENT, FLAG, PATHWAY, PRECEDENCE_WORDS } from './codes.js';

/** Writes the nine lines of an evacuation request (calibration 9.2). */
export interface RequestAssembler {
  /** @param event number of the `evacuation-requested` event in the path */
  request(view: CarePathView, event: number, patient: PatientAtTime): NineLine;
}

/** What care and signs of the patient tell whoever writes a request. */
export interface PatientAtTime {
  /** Under general anaesthesia, or ventilated by a tube. */
  isAsleepAt(seconds: number): boolean;
  /** Consciousness last written down; NaN before the first reading. */
  gcsAt(seconds: number): number;
}

const SPELLING = [
  'ALPHA',
  'BRAVO',
  'CHARLIE',
  'DELTA',
  'ECHO',
  'FOXTROT',
  'GOLF',
  'HOTEL',
  'INDIA',
  'JULIETT',
];
/** Sub-stream of `careDetail` for requests; stays use those from 0. */
const REQUEST_STREAM = 0x6e69_6e65;
/** Nobody walks with this consciousness or less: coma. */
const COMATOSE_GCS = 8;
/** Who may need a ventilator on the way. */
const BREATHING_PATHWAYS = (1 << PATHWAY.airway) | (1 << PATHWAY.brain);
/** Of battle casualties' pickup sites: enemy in the area, possible enemy, escort needed; the rest quiet. Estimate. */
const SECURITY_SHARES: readonly (readonly [number, NineLine['line_6_security']])[] = [
  [0.2, 'enemy-in-area'],
  [0.75, 'possible-enemy'],
  [0.85, 'escort-required'],
];

export function createRequestAssembler(
  plan: Plan,
  random: KeyedRandom,
  clock: IsoClock,
  incidents: IncidentAssembler,
): RequestAssembler {
  const isMountainous = plan.scenario.environment.includes('mountainous_terrain');
  const mechanismIds = plan.referenceData.model.mechanisms.map((mechanism) => mechanism.id);

  function pickup(view: CarePathView, placeIndex: number): string {
    const place = plan.places[placeIndex];
    const location = place.role > 0 ? place.location : incidents.location(view);
    return location ? writeLocation(location) : place.name;
  }

  function equipment(
    view: CarePathView,
    isAsleep: boolean,
    isFacility: boolean,
  ): NineLine['line_4_equipment'] {
    if ((view.pathways & BREATHING_PATHWAYS) !== 0 || isAsleep) return 'ventilator';
    if (isFacility) return 'none';
    const mechanism = mechanismIds[view.mechanism];
    if (mechanism === 'crush') return 'extraction';
    return isMountainous && (view.flags & FLAG.ambulatory) === 0 ? 'hoist' : 'none';
  }

  function security(view: CarePathView, isFacility: boolean): NineLine['line_6_security'] {
    if (isFacility || view.casualtyClass !== CLASS.battleInjury) return 'no-enemy';
    const u = random.uniform();
    for (const [share, word] of SECURITY_SHARES) if (u < share) return word;
    return 'no-enemy';
  }

  function marking(seconds: number, isFacility: boolean): NineLine['line_7_marking'] {
    if (isFacility) return 'panels';
    const hour = clock.hourOf(seconds);
    const isNight = hour < 5 || hour >= 21;
    if (isNight) return random.bernoulli(0.4) ? 'pyrotechnic' : 'other';
    return random.bernoulli(0.6) ? 'smoke' : 'panels';
  }

  return {
    request(view, event, patient) {
      const place = view.eventPlace(event);
      const isFacility = plan.places[place].role > 0;
      const seconds = view.eventSeconds(event);
      const isAsleep = patient.isAsleepAt(seconds);
      const canWalk = (view.flags & FLAG.ambulatory) !== 0 && !isAsleep;
      // First, since it may draw from a stream of its own.
      const line_1_pickup = pickup(view, place);
      random.open(PURPOSE.careDetail, view.number, REQUEST_STREAM + (event & 0xff));
      return {
        line_1_pickup,
        line_2_call_sign: `${SPELLING[place % SPELLING.length]} ${1 + (view.incident % 99)}`,
        line_3_precedence: PRECEDENCE_WORDS[view.eventDetail(event)] ?? 'routine',
        line_4_equipment: equipment(view, isAsleep, isFacility),
        line_5_type: canWalk && !(patient.gcsAt(seconds) <= COMATOSE_GCS) ? 'ambulatory' : 'litter',
        line_6_security: security(view, isFacility),
        line_7_marking: marking(seconds, isFacility),
        line_8_status: 'coalition military',
        line_9_contamination: contamination(view, event),
      };
    },
  };
}

/** Contaminated until the path says that it was washed off. */
function contamination(view: CarePathView, before: number): NineLine['line_9_contamination'] {
  if ((view.flags & FLAG.contaminated) === 0) return 'none';
  for (let event = 0; event < before; event++)
    if (view.eventKind(event) === EVENT.decontaminated) return 'none';
  return AGENT_WORDS[view.agent] === 'radiation' ? 'nuclear' : 'chemical';
}

function writeLocation(location: { readonly lat: number; readonly lon: number }): string {
  const { lat, lon } = location;
  return `${Math.abs(lat).toFixed(4)}${lat < 0 ? 'S' : 'N'} ${Math.abs(lon).toFixed(4)}${lon < 0 ? 'W' : 'E'}`;
}
