import { expect, it } from 'vitest';
import { type PhiloxCounter, philox4x32 } from './philox.js';

function block(key: [number, number], counter: PhiloxCounter): string {
  const out = new Int32Array(4);
  philox4x32(out, key[0], key[1], counter);
  return Array.from(out, (word) => (word >>> 0).toString(16).padStart(8, '0')).join(' ');
}

it('gives the known answers of Random123', () => {
  expect(block([0, 0], { c0: 0, c1: 0, c2: 0, c3: 0 })).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8');
  const ones = 0xffffffff;
  expect(block([ones, ones], { c0: ones, c1: ones, c2: ones, c3: ones })).toBe(
    '408f276d 41c83b0e a20bc7c6 6d5451fd',
  );
  const pi = { c0: 0x243f6a88, c1: 0x85a308d3, c2: 0x13198a2e, c3: 0x03707344 };
  expect(block([0xa4093822, 0x299f31d0], pi)).toBe('d16cfe09 94fdcceb 5001e420 24126ea1');
});

it('multiplies exactly: agrees with 64-bit integers on 20,000 counters', () => {
  const reference = (key: [number, number], counter: readonly number[]): bigint[] => {
    const mask = 0xffffffffn;
    let [x0, x1, x2, x3] = counter.map(BigInt) as [bigint, bigint, bigint, bigint];
    let [k0, k1] = key.map(BigInt) as [bigint, bigint];
    for (let round = 0; round < 10; round++) {
      const p0 = x0 * 0xd2511f53n;
      const p1 = x2 * 0xcd9e8d57n;
      [x0, x1, x2, x3] = [(p1 >> 32n) ^ x1 ^ k0, p1 & mask, (p0 >> 32n) ^ x3 ^ k1, p0 & mask];
      k0 = (k0 + 0x9e3779b9n) & mask;
      k1 = (k1 + 0xbb67ae85n) & mask;
    }
    return [x0, x1, x2, x3];
  };
  const out = new Int32Array(4);
  let differing = 0;
  for (let i = 0; i < 20_000; i++) {
    const counter = [i, (i * 2654435761) >>> 0, (i * 40503) >>> 0, ~i >>> 0] as const;
    const key: [number, number] = [(i * 97) >>> 0, (i * 1e9) >>> 0];
    philox4x32(out, key[0], key[1], { c0: counter[0], c1: counter[1], c2: counter[2], c3: counter[3] });
    const wanted = reference(key, counter);
    if (wanted.some((word, j) => Number(word) !== out[j] >>> 0)) differing++;
  }
  expect(differing).toBe(0);
});
