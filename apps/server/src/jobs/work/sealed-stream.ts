import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';

/*
 * How artifacts of encrypted jobs lie in the store while the job runs: frames of AES-256-GCM, each with a nonce of a
 * random beginning, the number of the frame, and whether it is the last one (the STREAM construction), so that frames
 * cannot be changed, reordered, repeated or cut off unnoticed.
 *
 *   7 bytes nonce · frames (u32 length · ciphertext · 16 bytes tag)
 */
const CIPHER = 'aes-256-gcm';
const PREFIX_BYTES = 7;
const TAG_BYTES = 16;
const LENGTH_BYTES = 4;
const FRAME_BYTES = 256 * 1024;
/** scrypt with N = 2^15, r = 8: 32 MB and about 80 ms, once a task. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;

/** A key for everything that one task reads and writes. */
export interface StreamKey {
  readonly bytes: Buffer;
}

/** @param context what the key is for, such as a job's id: the same password gives another key elsewhere */
export function deriveStreamKey(password: string, context: string): Promise<StreamKey> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), `medpat ${context}`, 32, SCRYPT, (error, bytes) => {
      if (error === null) resolve({ bytes });
      else reject(error);
    });
  });
}

export async function* sealStream(
  pieces: AsyncIterable<Uint8Array>,
  key: StreamKey,
): AsyncGenerator<Uint8Array, void, undefined> {
  const prefix = randomBytes(PREFIX_BYTES);
  yield prefix;
  let frame = 0;
  const seal = (bytes: Uint8Array, isLast: boolean): Buffer => {
    const cipher = createCipheriv(CIPHER, key.bytes, nonceOf(prefix, frame++, isLast));
    const sealed = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(sealed.length);
    return Buffer.concat([length, sealed]);
  };
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += FRAME_BYTES) {
      yield seal(piece.subarray(at, at + FRAME_BYTES), false);
    }
  }
  yield seal(new Uint8Array(), true);
}

/** Rejects where the bytes are not what was sealed with this key. */
export async function* openStream(
  pieces: AsyncIterable<Uint8Array>,
  key: StreamKey,
): AsyncGenerator<Uint8Array, void, undefined> {
  let held: Buffer = Buffer.alloc(0);
  let prefix: Buffer | null = null;
  let frame = 0;
  let isEnded = false;
  for await (const piece of pieces) {
    held = held.length === 0 ? Buffer.from(piece) : Buffer.concat([held, piece]);
    if (prefix === null) {
      if (held.length < PREFIX_BYTES) continue;
      prefix = held.subarray(0, PREFIX_BYTES);
      held = held.subarray(PREFIX_BYTES);
    }
    for (;;) {
      if (held.length < LENGTH_BYTES) break;
      const length = held.readUInt32LE();
      if (held.length < LENGTH_BYTES + length) break;
      if (isEnded || length < TAG_BYTES) throw new Error('a sealed artifact goes on behind its end');
      // Only the last frame is empty.
      isEnded = length === TAG_BYTES;
      const sealed = held.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
      const decipher = createDecipheriv(CIPHER, key.bytes, nonceOf(prefix, frame++, isEnded));
      decipher.setAuthTag(sealed.subarray(length - TAG_BYTES));
      const opened = Buffer.concat([
        decipher.update(sealed.subarray(0, length - TAG_BYTES)),
        decipher.final(),
      ]);
      held = held.subarray(LENGTH_BYTES + length);
      if (opened.length > 0) yield opened;
    }
  }
  if (!isEnded || held.length > 0) throw new Error('a sealed artifact ends before its end');
}

function nonceOf(prefix: Uint8Array, frame: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(PREFIX_BYTES + 5);
  nonce.set(prefix);
  nonce.writeUInt32BE(frame, PREFIX_BYTES);
  nonce.writeUInt8(isLast ? 1 : 0, PREFIX_BYTES + 4);
  return nonce;
}
