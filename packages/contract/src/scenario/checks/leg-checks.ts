import { nearest } from '../distance.js';
import { formatNumber } from '../expectation.js';
import type { Finding } from '../finding.js';
import type { Check } from './check.js';
import { placeIds, unknownPlaceHint } from './fleet-checks.js';

const base = ['medical', 'legs'] as const;

const legsJoinPlaces: Check = {
  reads: ['medical.legs', 'medical.facilities', 'fronts'],
  run: (scenario) => {
    const places = placeIds(scenario);
    const fronts = new Set(scenario.fronts.map(({ id }) => id));
    const seen = new Set<string>();
    return scenario.medical.legs.flatMap((leg, index): Finding[] => {
      const findings: Finding[] = [];
      for (const end of ['from', 'to'] as const) {
        if (places.includes(leg[end])) continue;
        findings.push({
          code: 'unknown-place',
          path: [...base, index, end],
          message: `A leg ${end === 'from' ? 'begins' : 'ends'} at "${leg[end]}", which is neither a front nor a facility.${unknownPlaceHint(scenario)}`,
          suggestion: nearest(leg[end], places),
        });
      }
      if (leg.from === leg.to) {
        findings.push({
          code: 'leg-loop',
          path: [...base, index],
          message: `A leg begins and ends at "${leg.from}".`,
        });
      } else if (fronts.has(leg.to)) {
        findings.push({
          code: 'leg-to-front',
          path: [...base, index, 'to'],
          message: `A leg ends at the front "${leg.to}"; legs lead to facilities, and vehicles return by the same leg.`,
        });
      }
      const key = `${leg.from} ${leg.to} ${leg.kind ?? ''}`;
      if (seen.has(key)) {
        findings.push({
          code: 'duplicate-leg',
          path: [...base, index],
          message: `The leg from "${leg.from}" to "${leg.to}" stands twice${leg.kind === null ? '' : ` for ${leg.kind}`}.`,
        });
      }
      seen.add(key);
      return findings;
    });
  },
};

const minutesInOrder: Check = {
  reads: ['medical.legs'],
  run: ({ medical: { legs } }) =>
    legs.flatMap(({ minutes }, index): Finding[] => {
      if (typeof minutes === 'number') return [];
      const [shortest, likeliest, longest] = minutes;
      if (shortest <= likeliest && likeliest <= longest) return [];
      return [
        {
          code: 'leg-minutes',
          path: [...base, index, 'minutes'],
          message: `The minutes ${minutes.map(formatNumber).join(', ')} are not in order: shortest, likeliest, longest.`,
        },
      ];
    }),
};

export const legChecks: readonly Check[] = [legsJoinPlaces, minutesInOrder];
