/** What a finding of `verify` is about. */
export const FINDING_KINDS = {
  file: 'files and their hashes',
  'record-shape': 'records of the documented shape',
  sequence: 'numbers and ids in order, none missing, none twice',
  invariant: 'invariants of every record',
  summary: 'summary recounted from the records',
  capacity: 'no resource above its capacity',
  regenerated: 'the same bytes when generated again',
} as const;
export type FindingKind = keyof typeof FINDING_KINDS;

export interface FindingGroup {
  readonly kind: FindingKind;
  /** How many there are; `texts` holds the first of them. */
  readonly count: number;
  readonly texts: readonly string[];
}

/** Past this many of a kind, more texts help nobody. */
const MAX_TEXTS = 20;

/** Findings by kind, counted; a broken run of a million records must not fill the memory with sentences. */
export class Findings {
  readonly #groups = new Map<FindingKind, { count: number; texts: string[] }>();

  add(kind: FindingKind, text: string): void {
    let group = this.#groups.get(kind);
    if (group === undefined) {
      group = { count: 0, texts: [] };
      this.#groups.set(kind, group);
    }
    group.count++;
    if (group.texts.length < MAX_TEXTS) group.texts.push(text);
  }

  count(kind: FindingKind): number {
    return this.#groups.get(kind)?.count ?? 0;
  }

  get isEmpty(): boolean {
    return this.#groups.size === 0;
  }

  list(): readonly FindingGroup[] {
    return [...this.#groups].map(([kind, { count, texts }]) => ({ kind, count, texts }));
  }
}
