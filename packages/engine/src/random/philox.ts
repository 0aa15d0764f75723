/**
 * Philox4x32-10, a counter-based generator: 128 bits of counter and 64 bits of key in, 128 random bits out, no state.
 *
 * Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11; checked against the known
 * answers of Random123.
 */

const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9 | 0;
const W1 = 0xbb67ae85 | 0;
const TWO_MINUS_32 = 2.3283064365386963e-10;
const ROUNDS = 10;

/** The counter: four words, the first one changing fastest. */
export interface PhiloxCounter {
  readonly c0: number;
  readonly c1: number;
  readonly c2: number;
  readonly c3: number;
}

/**
 * Writes the block of random bits of a counter under a key.
 *
 * @param out receives four words, as int32 (`>>> 0` gives them as uint32)
 * @param counter four 32-bit words, signed or unsigned
 */
export function philox4x32(out: Int32Array, key0: number, key1: number, counter: PhiloxCounter): void {
  let x0 = counter.c0 | 0;
  let x1 = counter.c1 | 0;
  let x2 = counter.c2 | 0;
  let x3 = counter.c3 | 0;
  let k0 = key0 | 0;
  let k1 = key1 | 0;
  for (let round = 0; round < ROUNDS; round++) {
    const low0 = Math.imul(x0, M0);
    const low1 = Math.imul(x2, M1);
    // Upper halves of the 64-bit products: the double product less the exact lower half is a multiple of 2^32 but for
    // two rounding errors of at most 2^10 each, so that the nearest multiple is the exact one.
    const high0 = (((x0 >>> 0) * M0 - (low0 >>> 0)) * TWO_MINUS_32 + 0.5) >>> 0;
    const high1 = (((x2 >>> 0) * M1 - (low1 >>> 0)) * TWO_MINUS_32 + 0.5) >>> 0;
    x0 = high1 ^ x1 ^ k0;
    x1 = low1;
    x2 = high0 ^ x3 ^ k1;
    x3 = low0;
    k0 = (k0 + W0) | 0;
    k1 = (k1 + W1) | 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}
