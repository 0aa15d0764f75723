import { die } from '../care/outcome.js';
import type { Theatre } from '../care/theatre.js';
import type { Casualty } from '../casualty/casualty.js';
import { PURPOSE } from '../random/purposes.js';
import { EVENT, PATHWAY } from '../record/codes.js';

const LOST = 2;
const LOST_AND_WOUNDED = 3;

/** What the enemy does to a sortie between point of injury and first facility. */
export interface SortieFate {
  readonly kind: 'delayed' | 'damaged' | 'lost';
  readonly delayMinutes: number;
  /** What happens to the one at this seat of a lost vehicle. */
  readonly strike: (casualty: Casualty, seat: number, vehicle: number) => void;
}

/** Keyed by vehicle and sortie, so that a change elsewhere leaves it alone. Null: unharmed. */
export function meetEnemy(t: Theatre, vehicle: number, sortie: number): SortieFate | null {
  const { contested } = t.scenario.medical;
  if (contested.interdiction_probability === 0) return null;
  const { random } = t;
  random.open(PURPOSE.contested, vehicle, sortie * 64);
  if (!random.bernoulli(contested.interdiction_probability)) return null;
  const draw = random.uniform();
  const delayMinutes = random.logNormal(
    contested.delay_minutes.median_minutes,
    contested.delay_minutes.sigma,
  );
  const strike = (casualty: Casualty, seat: number, vehicleNumber: number) => {
    random.open(PURPOSE.contested, vehicle, sortie * 64 + 1 + Math.min(seat, 62));
    const fate = random.uniform();
    const dies = fate < contested.death_on_loss_probability;
    const isHit =
      !dies && fate < contested.death_on_loss_probability + contested.wounding_on_loss_probability;
    t.logWithReading(casualty, EVENT.attackedInTransit, isHit ? LOST_AND_WOUNDED : LOST, vehicleNumber);
    if (isHit) t.onset.woundAgain(casualty, t.now, random);
    if (dies) {
      casualty.body.dieSuddenly(t.now, PATHWAY.transportAttack);
      die(t, casualty);
    } else {
      t.scheduleDeath(casualty);
    }
  };
  if (draw < contested.delay_share) return { kind: 'delayed', delayMinutes, strike };
  if (draw < contested.delay_share + contested.damage_share) return { kind: 'damaged', delayMinutes, strike };
  return { kind: 'lost', delayMinutes: 0, strike };
}
