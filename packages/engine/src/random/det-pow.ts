/**
 * x^y that gives the same bits in every JavaScript engine, after fdlibm 5.3 e_pow.c: log2(x) is computed to about 75
 * bits in two parts, multiplied by y in two parts, and raised. Largest error seen against 50-digit arithmetic: 1.04 ulp.
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

import { clearLowWord, fromHighWord, highWord, lowWord, scaleUnit, withHighWord } from './float-scale.js';

const TWO_31 = 2147483648;
const TWO_53 = 9007199254740992;
const TWO_64 = 18446744073709551616;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const DP_HIGH = 5.8496248722076416016e-1; // log2(1.5), upper part
const DP_LOW = 1.35003920212974897128e-8;
/** Coefficients of the Remez polynomial for (3/2)·(log(x) − 2s − 2/3·s³). */
const L1 = 5.99999999999994648725e-1;
const L2 = 4.28571428578550184252e-1;
const L3 = 3.33333329818377432918e-1;
const L4 = 2.72728123808534006489e-1;
const L5 = 2.30660745775561754067e-1;
const L6 = 2.06975017800338417784e-1;
/** The polynomial of exp, see det-math.ts. */
const P1 = 1.66666666666666019037e-1;
const P2 = -2.77777777770155933842e-3;
const P3 = 6.61375632143793436117e-5;
const P4 = -1.6533902205465251539e-6;
const P5 = 4.13813679705723846039e-8;
const LG2 = 6.93147180559945286227e-1;
const LG2_HIGH = 6.93147182464599609375e-1;
const LG2_LOW = -1.90465429995776804525e-9;
const OVERFLOW_TAIL = 8.0085662595372944372e-17; // −(1024 − log2(overflow + ½ ulp))
const CP = 9.61796693925975554329e-1; // 2/(3 ln 2)
const CP_HIGH = 9.61796700954437255859e-1;
const CP_LOW = -7.02846165095275826516e-9;
const INVERSE_LN2 = 1.442695040888963387;
const INVERSE_LN2_HIGH = 1.44269502162933349609;
const INVERSE_LN2_LOW = 1.92596299112661746887e-8;

/** 0: `y` is not an integer, 1: odd integer, 2: even integer. */
function parity(y: number): 0 | 1 | 2 {
  const size = Math.abs(y);
  if (size >= TWO_53) return 2;
  if (Math.floor(size) !== size) return 0;
  return Math.floor(size / 2) * 2 === size ? 2 : 1;
}

/** Base ±0, ±1 or ±Infinity. */
function powOfSpecialBase(x: number, y: number): number {
  const size = y < 0 ? 1 / Math.abs(x) : Math.abs(x);
  if (x > 0 || (x === 0 && 1 / x > 0)) return size;
  const kind = parity(y);
  if (x === -1 && kind === 0) return Number.NaN;
  return kind === 1 ? -size : size;
}

/** An infinite exponent. |x| = 1 gives NaN, as ECMAScript has it. */
function powOfInfinity(size: number, y: number): number {
  if (size === 1) return Number.NaN;
  if (size > 1) return y > 0 ? y : 0;
  return y < 0 ? -y : 0;
}

/**
 * `x` to the power `y`, error about 1 ulp, with the special cases of ECMAScript's `**`.
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const size = Math.abs(x);
  if (y === Infinity || y === -Infinity) return powOfInfinity(size, y);
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === -1) return 1 / x;
  if (size === 0 || size === 1 || size === Infinity) return powOfSpecialBase(x, y);
  if (y === 0.5 && x > 0) return Math.sqrt(x);
  let sign = 1;
  if (x < 0) {
    const kind = parity(y);
    if (kind === 0) return Number.NaN;
    if (kind === 1) sign = -1;
  }
  return Math.abs(y) > TWO_31 ? powOfHugeExponent(size, y, sign) : powOfOrdinary(size, y, sign);
}

/** |y| > 2^31: the result is finite and not zero only where `x` is next to 1. */
function powOfHugeExponent(x: number, y: number, sign: number): number {
  const ix = highWord(x);
  if (Math.abs(y) >= TWO_64) return x < 1 === y < 0 ? Infinity : 0;
  if (ix < 0x3fefffff) return y < 0 ? sign * Infinity : sign * 0;
  if (ix > 0x3ff00000) return y > 0 ? sign * Infinity : sign * 0;
  // |1 − x| ≤ 2^−20: log(x) from four terms of its series.
  const t = x - 1;
  const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25));
  const u = INVERSE_LN2_HIGH * t;
  const v = t * INVERSE_LN2_LOW - w * INVERSE_LN2;
  const high = clearLowWord(u + v);
  return raiseTwo(high, v - (high - u), y, sign);
}

/** |y| ≤ 2^31: log2(x) in two parts. */
function powOfOrdinary(x: number, y: number, sign: number): number {
  let ax = x;
  let n = 0;
  if (ax < SMALLEST_NORMAL) {
    ax *= TWO_53;
    n = -53;
  }
  let ix = highWord(ax);
  n += (ix >> 20) - 0x3ff;
  const mantissa = ix & 0x000fffff;
  ix = mantissa | 0x3ff00000;
  // The interval: around 1 (up to √1.5), around 1.5 (up to √3), or halved and around 1.
  let k = 0;
  if (mantissa > 0x3988e) {
    if (mantissa < 0xbb67a) k = 1;
    else {
      n += 1;
      ix -= 0x00100000;
    }
  }
  ax = withHighWord(ax, ix);
  const base = k === 0 ? 1 : 1.5;
  // s = s_high + s_low = (x − base)/(x + base)
  const u0 = ax - base;
  const v0 = 1 / (ax + base);
  const s = u0 * v0;
  const sHigh = clearLowWord(s);
  const sumHigh = fromHighWord(((ix >> 1) | 0x20000000) + 0x00080000 + (k << 18));
  const sumLow = ax - (sumHigh - base);
  const sLow = v0 * (u0 - sHigh * sumHigh - sHigh * sumLow);
  const s2 = s * s;
  const r = s2 * s2 * (L1 + s2 * (L2 + s2 * (L3 + s2 * (L4 + s2 * (L5 + s2 * L6))))) + sLow * (sHigh + s);
  const square = sHigh * sHigh;
  const tHigh = clearLowWord(3 + square + r);
  const tLow = r - (tHigh - 3 - square);
  const u = sHigh * tHigh;
  const v = sLow * tHigh + tLow * s;
  const pHigh = clearLowWord(u + v);
  const pLow = v - (pHigh - u);
  const zHigh = CP_HIGH * pHigh;
  const zLow = CP_LOW * pHigh + pLow * CP + (k === 0 ? 0 : DP_LOW);
  const dp = k === 0 ? 0 : DP_HIGH;
  const high = clearLowWord(zHigh + zLow + dp + n);
  return raiseTwo(high, zLow - (high - n - dp - zHigh), y, sign);
}

/** sign · 2^(y·(high + low)). */
function raiseTwo(high: number, low: number, y: number, sign: number): number {
  const yHigh = clearLowWord(y);
  const pLow = (y - yHigh) * high + y * low;
  let pHigh = yHigh * high;
  let z = pLow + pHigh;
  const j = highWord(z);
  const i = lowWord(z);
  if (j >= 0x40900000) {
    if (((j - 0x40900000) | i) !== 0 || pLow + OVERFLOW_TAIL > z - pHigh) return sign * Infinity;
  } else if ((j & 0x7fffffff) >= 0x4090cc00) {
    if (((j - (0xc090cc00 | 0)) | i) !== 0 || pLow <= z - pHigh) return sign * 0;
  }
  let n = 0;
  const magnitude = j & 0x7fffffff;
  if (magnitude > 0x3fe00000) {
    // |z| > ½: n is z rounded to an integer, taken off the upper part.
    let k = (magnitude >> 20) - 0x3ff;
    n = j + (0x00100000 >> (k + 1));
    k = ((n & 0x7fffffff) >> 20) - 0x3ff;
    const whole = fromHighWord(n & ~(0x000fffff >> k));
    n = ((n & 0x000fffff) | 0x00100000) >> (20 - k);
    if (j < 0) n = -n;
    pHigh -= whole;
  }
  let t = clearLowWord(pLow + pHigh);
  const u = t * LG2_HIGH;
  const v = (pLow - (t - pHigh)) * LG2 + t * LG2_LOW;
  z = u + v;
  const w = v - (z - u);
  t = z * z;
  const t1 = z - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
  const r = (z * t1) / (t1 - 2) - (w + z * w);
  return sign * scaleUnit(1 - (r - z), n);
}
