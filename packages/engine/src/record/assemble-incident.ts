import type { Incident } from '@medical-patients/contract';
import type { Plan } from '../compile/plan.js';
import { cos, sin } from '../random/det-math.js';
import type { KeyedRandom } from '../random/keyed-random.js';
import { PURPOSE } from '../random/purposes.js';
import { WARFARE_WORDS } from '../summary/words.js';
import { toMechanism } from './assemble-coding.js';
import type { IsoClock } from './assemble-time.js';
import type { CarePathView } from './care-path.js';
import { CLASS_WORDS, FLAG } from './codes.js';

/** Incidents lie within this distance of their front's location. Estimate: the width of a battalion's sector. */
const RADIUS_KM = 6;
const KM_PER_DEGREE = 111.32;
const RADIANS = Math.PI / 180;
/** Sub-stream of an incident's position on the map; 0 is where it falls in time. */
const MAP_STREAM = 0x6d61_7000;

export interface IncidentAssembler {
  incident(view: CarePathView): Incident;
  /** Where the incident of this casualty lies; null when its front has no location. */
  location(view: CarePathView): Incident['location'];
}

export function createIncidentAssembler(plan: Plan, random: KeyedRandom, clock: IsoClock): IncidentAssembler {
  const { fronts } = plan.scenario;
  const environment: string[] = [...plan.scenario.environment];
  const mechanisms = plan.referenceData.model.mechanisms.map(toMechanism);
  const frontWords = fronts.map((front) => ({ id: front.id, name: front.name }));
  let lastIncident = -1;
  let lastFront = -1;
  let lastLocation: Incident['location'] = null;

  function location(view: CarePathView): Incident['location'] {
    if (view.incident !== lastIncident || view.front !== lastFront) {
      lastIncident = view.incident;
      lastFront = view.front;
      const centre = fronts[view.front].location;
      lastLocation = centre && scatter(centre, random.open(PURPOSE.incidentPlace, view.incident, MAP_STREAM));
    }
    return lastLocation;
  }

  return {
    location,
    incident(view) {
      return {
        event_id: `INC-${String(view.incident).padStart(6, '0')}`,
        front: frontWords[view.front],
        location: location(view),
        time: clock.write(view.injurySeconds),
        day: Math.floor(view.injurySeconds / 86_400) + 1,
        class: CLASS_WORDS[view.casualtyClass],
        warfare_type: WARFARE_WORDS[view.warfare] ?? null,
        mechanism: mechanisms[view.mechanism],
        mass_casualty: (view.flags & FLAG.massCasualty) !== 0,
        environment,
      };
    },
  };
}

/** A point uniform in the disc around `centre`, on a sphere that is flat at this size. */
function scatter(centre: { readonly lat: number; readonly lon: number }, random: KeyedRandom) {
  const distance = RADIUS_KM * Math.sqrt(random.uniform());
  const bearing = 360 * RADIANS * random.uniform();
  const lat = centre.lat + (distance * cos(bearing)) / KM_PER_DEGREE;
  const narrow = Math.max(0.05, cos(centre.lat * RADIANS));
  const lon = centre.lon + (distance * sin(bearing)) / (KM_PER_DEGREE * narrow);
  return { lat: fiveDecimals(Math.min(90, Math.max(-90, lat))), lon: fiveDecimals(wrapLongitude(lon)) };
}

function wrapLongitude(lon: number): number {
  if (lon > 180) return lon - 360;
  return lon < -180 ? lon + 360 : lon;
}

function fiveDecimals(value: number): number {
  return Math.round(value * 100_000) / 100_000;
}
