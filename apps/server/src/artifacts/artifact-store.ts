/** What the store knows of a stored artifact: enough for a ZIP entry and for a check. */
export interface StoredArtifact {
  readonly place: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** CRC-32 (IEEE), unsigned. */
  readonly crc32: number;
}

/** Bytes from `start` up to, but not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the bytes of jobs live. A place is `<job id>/<name>`; what cannot be read whole cannot be seen. Another
 * store (objects in a bucket) is another file with this interface.
 */
export interface ArtifactStore {
  /**
   * Stores a stream under a temporary name and lets it appear when it is complete; replaces what was there.
   *
   * @throws ServiceError `disk_full`, leaving nothing behind
   */
  put(
    place: string,
    content: AsyncIterable<Uint8Array>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<StoredArtifact>;
  /**
   * Each piece is a buffer of its own, which the reader may keep, change or release.
   *
   * @throws ServiceError `artifact_missing`
   */
  get(place: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** A short range in memory: an index entry, a record. @throws ServiceError `artifact_missing` */
  read(place: string, range: ByteRange): Promise<Uint8Array>;
  /** @returns its length in bytes, or undefined */
  size(place: string): Promise<number | undefined>;
  /** Places that begin with the prefix, in order; unfinished ones are not among them. */
  list(prefix: string): Promise<readonly string[]>;
  /** Quiet when it is not there. */
  delete(place: string): Promise<void>;
  /** Everything of one job, unfinished files too. */
  deleteJob(jobId: string): Promise<void>;
  /** Ids of the jobs that have anything here: for the cleaner. */
  listJobs(): Promise<readonly string[]>;
}
