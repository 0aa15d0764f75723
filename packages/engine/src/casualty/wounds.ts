import { MAX_WOUNDS } from '../record/care-path.js';
import type { PathLog } from '../record/path-writer.js';

/** The wounds of one casualty while they are drawn, worst first. Afterwards they stand in its log alone. */
export class Wounds {
  readonly ais = new Uint8Array(MAX_WOUNDS);
  /** Rows of their conditions. */
  readonly rows = new Uint16Array(MAX_WOUNDS);
  /** Bits of PATHWAY that each has opened. */
  readonly pathways = new Uint16Array(MAX_WOUNDS);
  /** 1 left, 2 right; 0 for a wound without a side. */
  readonly sides = new Uint8Array(MAX_WOUNDS);

  /** Takes back what stands in a log, for one more wound. */
  takeFrom(log: PathLog): void {
    for (let i = 0; i < log.woundCount; i++) {
      this.ais[i] = log.woundAis(i);
      this.rows[i] = log.woundRow(i);
      this.pathways[i] = log.woundPathways(i);
      this.sides[i] = log.woundSide(i);
    }
  }
}
