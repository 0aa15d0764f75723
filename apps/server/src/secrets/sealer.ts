/** Seals secrets for their way through the queue. */
export interface Sealer {
  /** False without a key: requests for encryption are then refused with `encryption_unavailable`. */
  readonly available: boolean;
  /**
   * @param context - what the secret belongs to (a job's id); it opens under the same context only
   * @throws ServiceError `encryption_unavailable` without a key
   */
  seal(secret: string, context: string): string;
  /** @throws ServiceError `sealed_value_unreadable` for a value that was altered, or sealed with another key or context */
  open(sealed: string, context: string): string;
}
