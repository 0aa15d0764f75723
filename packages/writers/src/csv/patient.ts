import type { Echelon, PatientRecord } from '@medical-patients/contract';
import { type Fragment, fragmentOf } from '../byte-sink.js';
import { epochSeconds, minutesSince } from '../iso-time.js';
import { CsvSink } from './csv-sink.js';

const NOTHING = fragmentOf('');

/** What the rows of a patient take from the record that they belong to. One object reads record after record. */
export class Patient {
  /** The id as the first cell of a row. */
  id: Fragment = NOTHING;
  private injurySeconds = 0;
  private timeline: PatientRecord['timeline'] = [];
  /** Of the row before, which mostly happened at the same place. */
  private place: string | null = null;
  private placeCells: Fragment = NOTHING;
  /** The cells of all places so far, which are few in a run, with the echelon that they name. */
  private readonly known = new Map<string, { readonly echelon: Echelon; readonly cells: Fragment }>();
  private readonly sink = new CsvSink();

  read({ id, incident, timeline }: PatientRecord): void {
    this.sink.first(id);
    this.id = this.sink.cut();
    this.injurySeconds = epochSeconds(incident.time);
    this.timeline = timeline;
    this.place = null;
  }

  minutesSinceInjury(time: string): number {
    return minutesSince(this.injurySeconds, time);
  }

  /** A place and its echelon as two cells. */
  placeAndEchelon(place: string): Fragment {
    if (place !== this.place) {
      this.place = place;
      this.placeCells = this.cellsOf(place, this.echelonOf(place));
    }
    return this.placeCells;
  }

  private cellsOf(place: string, echelon: Echelon): Fragment {
    const known = this.known.get(place);
    if (known?.echelon === echelon) return known.cells;
    this.sink.text(place);
    this.sink.word(echelon);
    const cells = this.sink.cut();
    this.known.set(place, { echelon, cells });
    return cells;
  }

  /** The echelon of a place, as the timeline has it; a place where no event happens is a vehicle. */
  private echelonOf(place: string): Echelon {
    for (const event of this.timeline) if (event.place === place) return event.echelon;
    return 'transport';
  }
}
