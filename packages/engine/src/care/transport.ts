import type { Casualty } from '../casualty/casualty.js';

/** What care asks of evacuation. */
export interface Transport {
  /** A casualty asks to be moved from where it is. */
  request(casualty: Casualty): void;
  /** Someone in the queue of this place left it otherwise. */
  forget(place: number): void;
  /** Someone who waits for a vehicle was assessed anew. */
  reassessed(casualty: Casualty): void;
}
