import { describe, expect, it } from 'vitest';
import { murmur3Hash128 } from './murmur3.js';
import { seedKey } from './seed.js';

const bitCount = (x: number): number => {
  let count = 0;
  for (let rest = x >>> 0; rest !== 0; rest &= rest - 1) count++;
  return count;
};

describe('MurmurHash3_x86_128', () => {
  it('gives the verification value of SMHasher', () => {
    const hashes = new Uint8Array(256 * 16);
    for (let i = 0; i < 256; i++) {
      const hash = murmur3Hash128(
        Uint8Array.from({ length: i }, (_, j) => j),
        256 - i,
      );
      const view = new DataView(hashes.buffer, i * 16);
      for (let word = 0; word < 4; word++) view.setUint32(4 * word, hash[word], true);
    }
    expect(murmur3Hash128(hashes, 0)[0]).toBe(0xb3ece62a);
  });
});

describe('seedKey', () => {
  it('takes a number for its decimal text', () => {
    expect(seedKey(42)).toEqual(seedKey('42'));
    expect(seedKey(-0)).toEqual(seedKey('0'));
    expect(seedKey(1.5)).toEqual(seedKey('1.5'));
  });

  it('keeps different texts apart', () => {
    const texts = [
      '',
      ' ',
      '42',
      ' 42',
      '042',
      '42.0',
      'é',
      'e\u0301',
      '\ud83d\ude00',
      '\ud83d',
      '\ude00',
      '\ufffd',
    ];
    expect(new Set(texts.map((text) => seedKey(text).join())).size).toBe(texts.length);
  });

  it('refuses what is no number', () => {
    expect(() => seedKey(Number.NaN)).toThrow(RangeError);
    expect(() => seedKey(Infinity)).toThrow(RangeError);
  });

  it('has no collision among 200,000 small numbers', () => {
    const keys = new Set<number>();
    for (let seed = 0; seed < 200_000; seed++) {
      const [key0, key1] = seedKey(seed);
      keys.add(key0 * 2 ** 21 + (key1 >>> 11));
    }
    expect(keys.size).toBe(200_000);
  });

  it('turns half the bits when one letter changes', () => {
    let flipped = 0;
    for (let seed = 0; seed < 10_000; seed++) {
      const [a0, a1] = seedKey(`exercise ${seed}`);
      const [b0, b1] = seedKey(`exercisf ${seed}`);
      flipped += bitCount(a0 ^ b0) + bitCount(a1 ^ b1);
    }
    // 640,000 fair bits: 5 standard deviations are 0.0031 (false alarm 6e-7).
    expect(Math.abs(flipped / 640_000 - 0.5)).toBeLessThan(0.0032);
  });
});
