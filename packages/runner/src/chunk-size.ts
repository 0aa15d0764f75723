/**
 * Casualties a chunk; the bytes are the same for every size. At 15 KB a record a chunk is 2 MB, and half a dozen are
 * under way: with 1,000 they took 70 MB more, with fewer the messages between threads begin to show.
 */
export const CHUNK_CASUALTIES = 128;
