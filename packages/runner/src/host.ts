/** A hash in the making. */
export interface Digest {
  update(bytes: Uint8Array): void;
  /** Lower-case hexadecimal; the digest is closed afterwards. */
  hex(): string;
}

/** What a run needs of the machine it runs on. */
export interface RunHost {
  /** Starts a SHA-256. */
  createDigest(): Digest;
  /** Lets messages, signals and finished writes be handled before the run goes on. */
  nextTurn(): Promise<void>;
  /** Gives back memory that was let go of, where the host can be asked to. */
  collectGarbage?(): void;
}

const encoder = new TextEncoder();

/** SHA-256 of a text, lower-case hexadecimal. */
export function hashText(host: RunHost, text: string): string {
  const digest = host.createDigest();
  digest.update(encoder.encode(text));
  return digest.hex();
}
