/**
 * From a seed a person can write (a number or any text) to the 64-bit key of the random streams.
 */

import { murmur3Hash128 } from './murmur3.js';

/** Two 32-bit words, unsigned. */
export type SeedKey = readonly [number, number];

/** UTF-8 with unpaired surrogates kept apart (three bytes each): different texts give different bytes. */
function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code < 0x80) bytes[length++] = code;
    else if (code < 0x800) {
      bytes[length++] = 0xc0 | (code >> 6);
      bytes[length++] = 0x80 | (code & 0x3f);
    } else {
      if (code < 0x10000) bytes[length++] = 0xe0 | (code >> 12);
      else {
        bytes[length++] = 0xf0 | (code >> 18);
        bytes[length++] = 0x80 | ((code >> 12) & 0x3f);
      }
      bytes[length++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[length++] = 0x80 | (code & 0x3f);
    }
  }
  return bytes.subarray(0, length);
}

/**
 * The key of a seed: the first 64 bits of the MurmurHash3 (x86, 128 bits) of its text in UTF-8.
 *
 * A number counts as its decimal text, so 42 and "42" are the same seed; " 42" and "042" are others. Text is taken as
 * it is: no trimming, no Unicode normalisation. One changed bit of the text changes half the bits of the key.
 *
 * @throws RangeError for NaN and the infinities
 */
export function seedKey(seed: number | string): SeedKey {
  if (typeof seed === 'number' && !Number.isFinite(seed)) {
    throw new RangeError(`a seed must be a finite number or a text, not ${seed}`);
  }
  const hash = murmur3Hash128(utf8(String(seed)), 0);
  return [hash[0], hash[1]];
}
