/**
 * MurmurHash3_x86_128 by Austin Appleby, public domain (SMHasher): a fast hash with full avalanche, not a
 * cryptographic one.
 */

const C1 = 0x239b961b;
const C2 = 0xab0e9789 | 0;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93 | 0;

function rotate(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

function finalise(h: number): number {
  let x = h ^ (h >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** Four bytes from `at`, the lowest first; bytes past the end are zero. */
function readWord(bytes: Uint8Array, at: number): number {
  let word = 0;
  for (let i = 3; i >= 0; i--) word = (word << 8) | (at + i < bytes.length ? bytes[at + i] : 0);
  return word;
}

/** The 128-bit hash of `bytes`, four unsigned words. */
export function murmur3Hash128(bytes: Uint8Array, seed: number): Uint32Array {
  const length = bytes.length;
  const blocksEnd = length - (length % 16);
  let h1 = seed | 0;
  let h2 = h1;
  let h3 = h1;
  let h4 = h1;
  for (let at = 0; at < blocksEnd; at += 16) {
    h1 ^= Math.imul(rotate(Math.imul(readWord(bytes, at), C1), 15), C2);
    h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
    h2 ^= Math.imul(rotate(Math.imul(readWord(bytes, at + 4), C2), 16), C3);
    h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
    h3 ^= Math.imul(rotate(Math.imul(readWord(bytes, at + 8), C3), 17), C4);
    h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
    h4 ^= Math.imul(rotate(Math.imul(readWord(bytes, at + 12), C4), 18), C1);
    h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
  }
  // The tail, padded with zeros: a word of zeros leaves its lane as it is.
  h4 ^= Math.imul(rotate(Math.imul(readWord(bytes, blocksEnd + 12), C4), 18), C1);
  h3 ^= Math.imul(rotate(Math.imul(readWord(bytes, blocksEnd + 8), C3), 17), C4);
  h2 ^= Math.imul(rotate(Math.imul(readWord(bytes, blocksEnd + 4), C2), 16), C3);
  h1 ^= Math.imul(rotate(Math.imul(readWord(bytes, blocksEnd), C1), 15), C2);

  h1 ^= length;
  h2 ^= length;
  h3 ^= length;
  h4 ^= length;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  h1 = finalise(h1);
  h2 = finalise(h2);
  h3 = finalise(h3);
  h4 = finalise(h4);
  h1 = (h1 + h2 + h3 + h4) | 0;
  return Uint32Array.of(h1, h2 + h1, h3 + h1, h4 + h1);
}
