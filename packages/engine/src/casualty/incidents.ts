/** Events in which casualties happen, sorted by time; numbers only, a row an incident. */
export interface Incidents {
  readonly count: number;
  /** Minutes since the scenario's start. */
  readonly startMinutes: Float64Array;
  /** Casualties are hurt within this many minutes of the start. */
  readonly spreadMinutes: Float32Array;
  /** Casualties of the incident; with `surviving`, those of them who live past the first minute. */
  readonly size: Uint32Array;
  readonly front: Uint16Array;
  readonly casualtyClass: Uint8Array;
  /** Index of the warfare type, `NONE` outside battle. */
  readonly warfare: Uint8Array;
  readonly massCasualty: Uint8Array;
  /** Factor on the scenario's severity. */
  readonly severity: Float32Array;
  /** Row of the condition + 1 where the incident is an outbreak of it, else 0. */
  readonly outbreak: Uint16Array;
  /** Key of the incident's random streams; independent of the order in time. */
  readonly key: Uint32Array;
}

export interface IncidentRow {
  startMinutes: number;
  spreadMinutes: number;
  size: number;
  front: number;
  casualtyClass: number;
  warfare: number;
  massCasualty: number;
  severity: number;
  outbreak: number;
}

/** Collects incidents in any order and sorts them once. */
export class IncidentList {
  #count = 0;
  #rows = allocate(1024);

  get count(): number {
    return this.#count;
  }

  add(row: IncidentRow): void {
    if (this.#count === this.#rows.size.length) this.#rows = copy(this.#rows, allocate(this.#count * 2));
    const i = this.#count++;
    const rows = this.#rows;
    rows.startMinutes[i] = row.startMinutes;
    rows.spreadMinutes[i] = row.spreadMinutes;
    rows.size[i] = row.size;
    rows.front[i] = row.front;
    rows.casualtyClass[i] = row.casualtyClass;
    rows.warfare[i] = row.warfare;
    rows.massCasualty[i] = row.massCasualty;
    rows.severity[i] = row.severity;
    rows.outbreak[i] = row.outbreak;
    rows.key[i] = i;
  }

  /** In time order; incidents at the same instant keep the order in which they were added. */
  sorted(): Incidents {
    const count = this.#count;
    const from = this.#rows;
    const order = new Uint32Array(count);
    for (let i = 0; i < count; i++) order[i] = i;
    const start = from.startMinutes;
    order.sort((a, b) => start[a] - start[b] || a - b);
    const to = allocate(Math.max(count, 1));
    for (let i = 0; i < count; i++) moveRow(from, order[i], to, i);
    return { count, ...to };
  }
}

type Rows = Omit<Incidents, 'count'>;

function allocate(capacity: number): Rows {
  return {
    startMinutes: new Float64Array(capacity),
    spreadMinutes: new Float32Array(capacity),
    size: new Uint32Array(capacity),
    front: new Uint16Array(capacity),
    casualtyClass: new Uint8Array(capacity),
    warfare: new Uint8Array(capacity),
    massCasualty: new Uint8Array(capacity),
    severity: new Float32Array(capacity),
    outbreak: new Uint16Array(capacity),
    key: new Uint32Array(capacity),
  };
}

function copy(from: Rows, to: Rows): Rows {
  for (const name of Object.keys(from) as (keyof Rows)[]) to[name].set(from[name]);
  return to;
}

function moveRow(from: Rows, i: number, to: Rows, j: number): void {
  to.startMinutes[j] = from.startMinutes[i];
  to.spreadMinutes[j] = from.spreadMinutes[i];
  to.size[j] = from.size[i];
  to.front[j] = from.front[i];
  to.casualtyClass[j] = from.casualtyClass[i];
  to.warfare[j] = from.warfare[i];
  to.massCasualty[j] = from.massCasualty[i];
  to.severity[j] = from.severity[i];
  to.outbreak[j] = from.outbreak[i];
  to.key[j] = from.key[i];
}
