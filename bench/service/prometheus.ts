/** Values of one reading of `/metrics`, by the whole name with its labels. */
export type Reading = ReadonlyMap<string, number>;

export function parseMetrics(text: string): Reading {
  const values = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const at = line.lastIndexOf(' ');
    values.set(line.slice(0, at), Number(line.slice(at + 1)));
  }
  return values;
}

/** Reads of one cache by where they ended, of all processes together. */
export interface CacheReads {
  readonly memory: number;
  readonly redis: number;
  readonly missed: number;
}

const RESULT = /^cache_requests_total\{cache="(\w+)",level="(l1|l2)",result="(hit|miss)"\}$/;

/** What a cache was asked between two readings of each process. A read that missed both levels counts once. */
export function cacheReads(
  pairs: readonly (readonly [before: Reading, after: Reading])[],
): ReadonlyMap<string, CacheReads> {
  const sums = new Map<string, number>();
  for (const [before, after] of pairs) {
    for (const [name, value] of after) {
      const [, cache, level, result] = RESULT.exec(name) ?? [];
      if (cache === undefined) continue;
      const key = `${cache} ${level} ${result}`;
      sums.set(key, (sums.get(key) ?? 0) + value - (before.get(name) ?? 0));
    }
  }
  const caches = new Set([...sums.keys()].map((key) => key.split(' ', 1)[0] ?? ''));
  return new Map(
    [...caches].map((cache) => {
      const of = (level: string, result: string): number => sums.get(`${cache} ${level} ${result}`) ?? 0;
      const [memory, redis] = [of('l1', 'hit'), of('l2', 'hit')];
      return [cache, { memory, redis, missed: Math.max(0, of('l1', 'miss') - redis) }];
    }),
  );
}

/** Percent of reads that no load was needed for; null for a cache that nobody read. */
export function hitPercent(reads: CacheReads | undefined): number | null {
  const { memory = 0, redis = 0, missed = 0 } = reads ?? {};
  if (memory + redis + missed === 0) return null;
  return (100 * (memory + redis)) / (memory + redis + missed);
}
