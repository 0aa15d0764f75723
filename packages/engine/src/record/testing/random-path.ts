import { KeyedRandom } from '../../random/keyed-random.js';
import { CLASS, COMPLICATION_WORDS, EVENT, FLAG, INTERVENTION, NONE, OUTCOME, PATHWAY } from '../codes.js';
import { issRegionOf, PathScript, PLACE, rowOf } from './sample-run.js';

const WOUNDS = ['B05', 'B07', 'B08', 'B11', 'B17', 'B25', 'B30', 'B36', 'B40', 'L41'] as const;
const DISEASES = ['D01', 'D03', 'D06', 'D07', 'D09', 'D14'] as const;

/** A casualty whose course is drawn: any chain of aid, moves, stations and ends that the simulation could write. */
export function randomPath(number: number, seed: number): Uint8Array {
  const random = new KeyedRandom(seed).open(1, number);
  const isBattle = random.bernoulli(0.7);
  const script = new PathScript(Math.floor(random.uniform() * 600_000), random.integer(2));
  const front = script.place;
  const pathways = isBattle && random.bernoulli(0.5) ? 1 << random.integer(6) : 0;
  const scores = isBattle ? addWounds(script, random, pathways) : { iss: 0, niss: 0 };
  let minutes = 0;
  const later = (mean: number): number => {
    minutes += random.exponential(mean);
    worsen(script, random);
    return minutes;
  };
  script.both(0, EVENT.injured);
  let isDead = random.bernoulli(0.1);
  let hasArrived = false;
  let ending = isDead ? EVENT.died : -1;
  if (!isDead) {
    if (isBattle && random.bernoulli(0.7)) {
      script.both(later(4), random.bernoulli(0.3) ? EVENT.selfAid : EVENT.buddyAid);
      if (pathways !== 0) script.intervene(minutes, random.integer(7), random.bernoulli(0.7));
    }
    if (random.bernoulli(0.8)) {
      script
        .both(later(15), EVENT.medicArrived)
        .both(minutes, EVENT.triaged, random.integer(4), random.integer(4), 0);
      if (random.bernoulli(0.3)) script.intervene(minutes, INTERVENTION.tranexamicAcid);
    }
    for (let place: number = PLACE.role1; place <= PLACE.role4 && ending < 0; place++) {
      script.event(later(10), EVENT.evacuationRequested, random.integer(4), place);
      const vehicle = random.integer(3);
      script.event(later(5), EVENT.dispatched, 0, vehicle, place);
      script.both(later(30), EVENT.departed, 0, vehicle, place);
      if (random.bernoulli(0.1)) script.event(later(3), EVENT.attackedInTransit, random.integer(4), vehicle);
      if (random.bernoulli(0.05)) {
        ending = EVENT.died;
        isDead = true;
        break;
      }
      if (random.bernoulli(0.2))
        script.intervene(later(3), INTERVENTION.wholeBlood, true, 1 + random.integer(2));
      script.at(place).both(later(20), EVENT.arrived, 0, vehicle);
      hasArrived = true;
      if (place === PLACE.role4) {
        ending = EVENT.handedOver;
        break;
      }
      ending = visit(script, random, later, place);
      isDead = ending === EVENT.died;
    }
  }
  const end = later(30);
  if (ending >= 0) script.both(end, ending);
  const outcome = outcomeOf(ending, isBattle, hasArrived);
  return script.pack({
    number,
    incident: number >> 2,
    front,
    nation: random.integer(32),
    casualtyClass: isBattle ? CLASS.battleInjury : CLASS.disease,
    warfare: isBattle ? random.integer(8) : NONE,
    mechanism: isBattle ? random.integer(8) : 21,
    flags:
      (random.bernoulli(0.3) ? FLAG.ambulatory : 0) |
      (isBattle || random.bernoulli(0.3) ? 0 : FLAG.outpatient),
    outcome,
    cause: isDead ? PATHWAY.other : NONE,
    outcomeSeconds: script.seconds(end),
    outcomePlace: script.place,
    conditionRow: isBattle ? 0 : rowOf(DISEASES[random.integer(DISEASES.length)]),
    severity: random.integer(3),
    pathways,
    ...scores,
  });
}

function addWounds(script: PathScript, random: KeyedRandom, pathways: number): { iss: number; niss: number } {
  const count = 1 + random.integer(7);
  const worst = new Map<string | null, number>();
  const all: number[] = [];
  for (let i = 0; i < count; i++) {
    const which = random.integer(WOUNDS.length);
    const ais = 1 + random.integer(5);
    script.wound(WOUNDS[which], ais, { side: random.integer(3), pathways: i === 0 ? pathways & 255 : 0 });
    const region = issRegionOf(WOUNDS[which]);
    worst.set(region, Math.max(worst.get(region) ?? 0, ais));
    all.push(ais);
  }
  const squares = (values: readonly number[]) =>
    values
      .toSorted((a, b) => b - a)
      .slice(0, 3)
      .reduce((sum, ais) => sum + ais * ais, 0);
  return { iss: squares([...worst.values()]), niss: squares(all) };
}

function worsen(script: PathScript, random: KeyedRandom): void {
  script.volume = Math.max(0.42, script.volume - (random.bernoulli(0.3) ? 0.12 * random.uniform() : 0));
  const [airway, chest, brain, systemic] = script.severities;
  const step = () => (random.bernoulli(0.1) ? 0.3 * random.uniform() : 0);
  script.severities = [
    Math.min(0.95, airway + step()),
    Math.min(0.95, chest + step()),
    Math.min(0.95, brain + step()),
    Math.min(0.95, systemic + step()),
  ];
}

/** A stay in one facility. @returns the event that ends the course there, −1 if it goes on */
function visit(
  script: PathScript,
  random: KeyedRandom,
  later: (mean: number) => number,
  place: number,
): number {
  script.both(later(3), EVENT.triaged, random.integer(4), random.integer(4), 1);
  script.both(later(5), EVENT.treatmentStarted).both(later(20), EVENT.treatmentEnded);
  if (place === PLACE.role1) return random.bernoulli(0.3) ? EVENT.returnedToDuty : -1;
  script.both(later(5), EVENT.resuscitationStarted);
  if (random.bernoulli(0.5)) script.intervene(later(5), INTERVENTION.wholeBlood, true, 1 + random.integer(6));
  if (random.bernoulli(0.3)) script.intervene(later(2), INTERVENTION.intubation, random.bernoulli(0.9));
  if (random.bernoulli(0.05)) return EVENT.died;
  script.both(later(20), EVENT.resuscitationEnded);
  if (random.bernoulli(0.5)) {
    script.event(later(2), EVENT.holding, 2).both(later(30), EVENT.surgeryStarted, random.integer(9));
    if (random.bernoulli(0.1)) return EVENT.died;
    const end = later(90);
    script.intervene(end, INTERVENTION.operation, random.bernoulli(0.9)).both(end, EVENT.surgeryEnded);
    script.both(later(1), EVENT.admittedIcu);
  }
  script.both(later(600), EVENT.admittedWard, 4);
  if (random.bernoulli(0.2))
    script.event(later(300), EVENT.complication, random.integer(COMPLICATION_WORDS.length));
  return random.bernoulli(0.3) ? EVENT.returnedToDuty : -1;
}

function outcomeOf(ending: number, isBattle: boolean, hasArrived: boolean): number {
  if (ending === EVENT.died) {
    if (!isBattle) return OUTCOME.diedNonBattle;
    return hasArrived ? OUTCOME.dow : OUTCOME.kia;
  }
  if (ending === EVENT.handedOver) return OUTCOME.evacuated;
  return ending === EVENT.returnedToDuty ? OUTCOME.returnedToDuty : OUTCOME.inCare;
}
