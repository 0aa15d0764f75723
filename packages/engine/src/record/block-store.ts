const PAGE_BITS = 10;
const PAGE_BLOCKS = 1 << PAGE_BITS;
const NOTHING = -1;

/**
 * Room for the notes of all casualties under care, in blocks of words that are used again; the last word of a block is
 * the number of the next one. An array for each casualty, which grew, took twice the memory and three far reads for
 * each note; now it is one.
 */
export class BlockStore {
  readonly #blockWords: number;
  readonly #pages: Uint32Array[] = [];
  #free = NOTHING;

  /** @param blockWords words of a block, the link included */
  constructor(blockWords: number) {
    this.#blockWords = blockWords;
  }

  /** The page a block lies in. */
  pageOf(block: number): Uint32Array {
    return this.#pages[block >> PAGE_BITS];
  }

  /** The first word of a block in its page. */
  wordOf(block: number): number {
    return (block & (PAGE_BLOCKS - 1)) * this.#blockWords;
  }

  /** The block linked behind this one. */
  after(block: number): number {
    // Signed, so that it is a small integer for V8, where a link to nothing as 4,294,967,295 made a heap object of
    // every number of a block that a casualty keeps.
    return this.pageOf(block)[this.#linkOf(block)] | 0;
  }

  /** Takes a block and, if there is one before it, links it there. */
  take(before?: number): number {
    if (this.#free === NOTHING) this.#addPage();
    const block = this.#free;
    this.#free = this.after(block);
    if (before !== undefined) this.#link(before, block);
    return block;
  }

  /** Gives back all blocks from `first` to `last`, which are linked. */
  giveBack(first: number, last: number): void {
    this.#link(last, this.#free);
    this.#free = first;
  }

  #linkOf(block: number): number {
    return this.wordOf(block) + this.#blockWords - 1;
  }

  #link(before: number, block: number): void {
    this.pageOf(before)[this.#linkOf(before)] = block;
  }

  #addPage(): void {
    const first = this.#pages.length << PAGE_BITS;
    this.#pages.push(new Uint32Array(PAGE_BLOCKS * this.#blockWords));
    for (let block = first + PAGE_BLOCKS - 1; block >= first; block--) {
      this.#link(block, this.#free);
      this.#free = block;
    }
  }
}
