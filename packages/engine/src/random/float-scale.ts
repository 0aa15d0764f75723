/**
 * Exact scaling by powers of two, and the bits of a double. Shared by the deterministic maths.
 *
 * Writing half a double and reading the whole back stalls the processor, so powers of two come from two small
 * tables (2^(32i) and 2^j) instead of assembled bits; every product below is exact.
 */

const TWO_32 = 4294967296;
const TWO_MINUS_1000 = 9.332636185032189e-302;
const COARSE_BIAS = 33;
/** 2^(32·(i − 33)) for i = 0 … 64, that is 2^−1056 … 2^992. */
const COARSE = powersOf(TWO_32, 65, COARSE_BIAS);
/** 2^j for j = 0 … 31. */
const FINE = powersOf(2, 32, 0);

/** base^(i − bias), by exact multiplications alone: the host's `**` promises no exactness. */
function powersOf(base: number, length: number, bias: number): Float64Array {
  const powers = new Float64Array(length);
  powers[bias] = 1;
  for (let i = bias + 1; i < length; i++) powers[i] = powers[i - 1] * base;
  for (let i = bias - 1; i >= 0; i--) powers[i] = powers[i + 1] / base;
  return powers;
}

const float = new Float64Array(1);
const words = new Int32Array(float.buffer);
const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
const HIGH = littleEndian ? 1 : 0;
const LOW = 1 - HIGH;

/** The upper 32 bits (sign, exponent, top of the mantissa) of `x`, as int32. */
export function highWord(x: number): number {
  float[0] = x;
  return words[HIGH];
}

/** The lower 32 bits of `x`, as int32. */
export function lowWord(x: number): number {
  float[0] = x;
  return words[LOW];
}

/** `x` with its lower 32 bits cleared. */
export function clearLowWord(x: number): number {
  float[0] = x;
  words[LOW] = 0;
  return float[0];
}

/** `x` with its upper 32 bits replaced. */
export function withHighWord(x: number, high: number): number {
  float[0] = x;
  words[HIGH] = high;
  return float[0];
}

/** The double whose upper 32 bits are `high` and whose lower bits are zero. */
export function fromHighWord(high: number): number {
  words[HIGH] = high;
  words[LOW] = 0;
  return float[0];
}

/** `x · 2^k` for `x` in [0.5, 2) and −1075 ≤ k ≤ 1024, rounded once if the result is subnormal. */
export function scaleUnit(x: number, k: number): number {
  if (k > 1023) return scaleUnit(x * 2, k - 1);
  if (k < -1021) return scaleUnit(x, k + 1000) * TWO_MINUS_1000;
  return x * FINE[k & 31] * COARSE[(k >> 5) + COARSE_BIAS];
}

/** `x · 2^−k`, exact, for a normal positive `x` with binary exponent `k` or `k − 1` (result in [0.5, 2)). */
export function unscale(x: number, k: number): number {
  return x * COARSE[(-k >> 5) + COARSE_BIAS] * FINE[-k & 31];
}
