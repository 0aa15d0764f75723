import type { Summary, SummaryRate } from '@medical-patients/contract';

/** A rate with a rough interval. */
export function rate(
  name: string,
  numerator: number,
  denominator: number,
  texts: [string, string],
): SummaryRate {
  const p = numerator / denominator;
  const half = 196 * Math.sqrt((p * (1 - p)) / denominator);
  return {
    name,
    numerator,
    numerator_text: texts[0],
    denominator,
    denominator_text: texts[1],
    percent: 100 * p,
    low_percent: Math.max(0, 100 * p - half),
    high_percent: Math.min(100, 100 * p + half),
  };
}

/** Times of three groups, each slower than the one before. */
export function careTimes(): Summary['care_times'] {
  const rows = [
    ['first-aid', 'Bleeding or airway control', 10, [4.5, 5, 6], [19, 22, 30], 0.78],
    ['first-mtf', 'First medical facility', 60, [52, 61, 70], [118, 140, 190], 0.58],
    [
      'first-dcr-element',
      'First element of damage control resuscitation',
      60,
      [49, 66, 78],
      [121, 150, 220],
      0.55,
    ],
    ['surgical-facility', 'Arrival at a surgical facility', 120, [96, 122, 160], [205, 260, 400], 0.63],
    ['incision', 'Incision', 120, [164, 190, 215], [352, 420, 2_900], 0.31],
  ] as const;
  const groups = [
    ['battle-t1', 'battle casualties assessed T1', 61],
    ['battle', 'battle casualties', 184],
    ['all', 'all casualties', 1_180],
  ] as const;
  return groups.flatMap(([group, text, of], index) =>
    rows.map(([measure, name, limit, medians, p90s, share]) => {
      const n = Math.round(of * (measure === 'incision' ? 0.5 : 0.94));
      return {
        measure,
        name,
        group,
        group_text: text,
        n,
        of,
        median_minutes: medians[index] ?? null,
        p90_minutes: p90s[index] ?? null,
        limit_minutes: limit,
        within_limit: rate(name, Math.round(n * (share - index * 0.06)), n, ['in time', text]),
      };
    }),
  );
}
