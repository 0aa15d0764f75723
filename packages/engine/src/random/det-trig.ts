/**
 * Sine and cosine that give the same bits in every JavaScript engine, after fdlibm 5.3 (k_sin.c, k_cos.c and the
 * medium range of e_rem_pio2.c).
 *
 * ====================================================
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 *
 * Developed at SunPro, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice
 * is preserved.
 * ====================================================
 */

/** π/2 in three parts of 33 bits and a tail, so that multiples up to 2^20 are exact. */
const HALF_PI_1 = 1.57079632673412561417;
const HALF_PI_2 = 6.0771005063039659766e-11;
const HALF_PI_3 = 2.0222662487111664558e-21;
const HALF_PI_3_TAIL = 8.47842766036889956997e-32;
const TWO_OVER_PI = 6.36619772367581382433e-1;
/** 2^20 · π/2: beyond it the three parts no longer suffice. */
const LARGEST_ANGLE = 1647099.3291652855;

const S1 = -1.66666666666666324348e-1;
const S2 = 8.33333333332248946124e-3;
const S3 = -1.98412698298579493134e-4;
const S4 = 2.75573137070700676789e-6;
const S5 = -2.50507602534068634195e-8;
const S6 = 1.58969099521155010221e-10;
const C1 = 4.16666666666666019037e-2;
const C2 = -1.38888888888741095749e-3;
const C3 = 2.48015872894767294178e-5;
const C4 = -2.75573143513906633035e-7;
const C5 = 2.0875723212981748279e-9;
const C6 = -1.13596475577881948265e-11;

/**
 * Sine of an angle in radians, error below 1 ulp.
 *
 * @throws RangeError if |angle| exceeds 1.6 million: no model of ours turns that far.
 */
export function sin(angle: number): number {
  return sineOfQuarterTurns(angle, 0);
}

/**
 * Cosine of an angle in radians, error below 1 ulp.
 *
 * @throws RangeError if |angle| exceeds 1.6 million.
 */
export function cos(angle: number): number {
  return sineOfQuarterTurns(angle, 1);
}

/** sin(angle + turns · π/2). */
function sineOfQuarterTurns(angle: number, turns: number): number {
  if (!(Math.abs(angle) <= LARGEST_ANGLE)) throw new RangeError(`angle ${angle} is out of range`);
  const n = Math.floor(angle * TWO_OVER_PI + 0.5);
  if (n === 0) return turns === 0 ? kernelSine(angle, 0) : kernelCosine(angle, 0);
  const first = angle - n * HALF_PI_1;
  const second = first - n * HALF_PI_2;
  let tail = -(first - second - n * HALF_PI_2);
  const r = second - n * HALF_PI_3;
  tail += n * HALF_PI_3_TAIL - (second - r - n * HALF_PI_3);
  const x = r - tail;
  const y = r - x - tail;
  const quadrant = (n + turns) & 3;
  const size = (quadrant & 1) === 0 ? kernelSine(x, y) : kernelCosine(x, y);
  return quadrant < 2 ? size : -size;
}

/** sin(x + y) for |x| ≤ π/4, `y` the tail of `x`. */
function kernelSine(x: number, y: number): number {
  const z = x * x;
  const v = z * x;
  const r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
  return x - (z * (0.5 * y - v * r) - y - v * S1);
}

/** cos(x + y) for |x| ≤ π/4, `y` the tail of `x`. */
function kernelCosine(x: number, y: number): number {
  const z = x * x;
  const fourth = z * z;
  const r = z * (C1 + z * (C2 + z * C3)) + fourth * fourth * (C4 + z * (C5 + z * C6));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * r - x * y));
}
