/**
 * Elementary functions that give the same bits in every JavaScript engine.
 *
 * ECMAScript leaves the accuracy of `Math.exp`, `Math.log`, `Math.pow`, `Math.sin` and `Math.cos` to the host; these
 * use only operations that IEEE 754 and ECMAScript define exactly (+ − × ÷ √, comparison, bits). They follow fdlibm
 * 5.3 (files e_exp.c, e_log.c, e_pow.c, k_sin.c, k_cos.c); the error is below one unit in the last place, of `pow` about one.
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

import { highWord, scaleUnit, unscale } from './float-scale.js';

export { pow } from './det-pow.js';
export { cos, sin } from './det-trig.js';

/** ln 2 in two parts: the upper one has 21 trailing zero bits, so that `k · LN2_HIGH` is exact. */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const INVERSE_LN2 = 1.442695040888963387;

/** exp overflows above and is zero below these arguments. */
const EXP_OVERFLOW = 7.09782712893383973096e2;
const EXP_UNDERFLOW = -7.4513321910194110842e2;
/** Reduction starts at ½ ln 2 and takes one step up to 1.5 ln 2; both are fdlibm's bounds on the high word. */
const HALF_LN2 = 0.3465735912322998;
const ONE_AND_HALF_LN2 = 1.0397205352783203;
const EXP_TINY = 3.725290298461914e-9; // 2^−28
const TWO_54 = 18014398509481984;

/** Coefficients of the Remez polynomial for x·(eˣ+1)/(eˣ−1) on [0, ½ ln 2]. */
const P1 = 1.66666666666666019037e-1;
const P2 = -2.77777777770155933842e-3;
const P3 = 6.61375632143793436117e-5;
const P4 = -1.6533902205465251539e-6;
const P5 = 4.13813679705723846039e-8;

/** Coefficients of the Remez polynomial for (log((1+s)/(1−s)) − 2s)/s on [0, 0.1716]. */
const LG1 = 6.66666666666673513e-1;
const LG2 = 3.999999999940941908e-1;
const LG3 = 2.857142874366239149e-1;
const LG4 = 2.222219843214978396e-1;
const LG5 = 1.818357216161805012e-1;
const LG6 = 1.531383769920937332e-1;
const LG7 = 1.479819860511658591e-1;

/** e^x, error below 1 ulp. `exp(NaN)` is NaN; overflow gives Infinity, underflow 0. */
export function exp(x: number): number {
  if (!(x <= EXP_OVERFLOW)) return x > 0 ? Infinity : Number.NaN;
  if (x < EXP_UNDERFLOW) return 0;
  if (x === 1) return Math.E; // fdlibm is one ulp off here
  const size = Math.abs(x);
  if (size < HALF_LN2) {
    if (size < EXP_TINY) return 1 + x;
    const t = x * x;
    const c = x - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
    return 1 - ((x * c) / (c - 2) - x);
  }
  let k: number;
  if (size < ONE_AND_HALF_LN2) k = x < 0 ? -1 : 1;
  else k = (INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5)) | 0;
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
  return scaleUnit(1 - (low - (r * c) / (2 - c) - high), k);
}

/** Natural logarithm, error below 1 ulp. `log(0)` is −Infinity, of a negative number NaN. */
export function log(x: number): number {
  let k = 0;
  let scaled = x;
  let high = highWord(x);
  if (high < 0x00100000) {
    if (x === 0) return -Infinity;
    if (high < 0) return Number.NaN;
    k = -54;
    scaled = x * TWO_54;
    high = highWord(scaled);
  }
  if (high >= 0x7ff00000) return x;
  const exponent = (high >> 20) - 1023;
  const mantissa = high & 0x000fffff;
  // Above √2 the mantissa is halved, so that the argument lies in [√½, √2].
  const carry = ((mantissa + 0x95f64) & 0x100000) >> 20;
  k += exponent + carry;
  const f = unscale(scaled, exponent + carry) - 1;
  if ((0x000fffff & (2 + mantissa)) < 3) {
    // |f| < 2^−20: two terms of the series are enough.
    if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + k * LN2_LOW;
    const rest = f * f * (0.5 - 0.3333333333333333 * f);
    return k === 0 ? f - rest : k * LN2_HIGH - (rest - k * LN2_LOW - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const rest = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7))) + w * (LG2 + w * (LG4 + w * LG6));
  if (((mantissa - 0x6147a) | (0x6b851 - mantissa)) > 0) {
    const half = 0.5 * f * f;
    if (k === 0) return f - (half - s * (half + rest));
    return k * LN2_HIGH - (half - (s * (half + rest) + k * LN2_LOW) - f);
  }
  if (k === 0) return f - s * (f - rest);
  return k * LN2_HIGH - (s * (f - rest) - k * LN2_LOW - f);
}

/**
 * log(1 + x), accurate for small `x` too (error below 2 ulp).
 *
 * Source: Kahan's correction of the rounding of 1 + x, as in the HP-15C handbook.
 */
export function log1p(x: number): number {
  const u = 1 + x;
  if (u === 1) return x;
  if (u === Infinity) return x;
  return (log(u) * x) / (u - 1);
}
