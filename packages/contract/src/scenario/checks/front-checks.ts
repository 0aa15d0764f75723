import type { Finding } from '../finding.js';
import type { PathKey } from '../source/source-node.js';
import type { Check } from './check.js';

interface Named {
  readonly id: string;
}

function duplicates(
  lists: readonly (readonly [readonly PathKey[], readonly Named[]])[],
  what: string,
): Finding[] {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const [path, items] of lists) {
    items.forEach(({ id }, index) => {
      if (seen.has(id)) {
        findings.push({
          code: 'duplicate-id',
          path: [...path, index, 'id'],
          message: `The id "${id}" is used twice; ${what}.`,
        });
      }
      seen.add(id);
    });
  }
  return findings;
}

const idsDiffer: Check = {
  reads: ['fronts', 'medical.facilities'],
  run: ({ fronts, medical }) =>
    duplicates(
      [
        [['fronts'], fronts],
        [['medical', 'facilities'], medical.facilities ?? []],
      ],
      'fronts and facilities share their ids, because legs and fleets refer to both',
    ),
};

const fleetIdsDiffer: Check = {
  reads: ['medical.fleets'],
  run: ({ medical }) =>
    duplicates([[['medical', 'fleets'], medical.fleets ?? []]], 'every fleet has an id of its own'),
};

const sharesComplete: Check = {
  reads: ['fronts'],
  run: ({ fronts }) => {
    const without = fronts.flatMap(({ share }, index) => (share === null ? [index] : []));
    if (without.length === 0 || without.length === fronts.length) return [];
    return without.map((index) => ({
      code: 'share-mixed',
      path: ['fronts', index],
      message: `The front "${fronts[index]?.id}" has no share, while others have; give every front a share, or none.`,
    }));
  },
};

const nationsGiven: Check = {
  reads: ['fronts'],
  run: ({ fronts }) =>
    fronts.flatMap(({ id, nations }, index): Finding[] =>
      Object.values(nations).some((weight) => weight !== undefined)
        ? []
        : [
            {
              code: 'nations-empty',
              path: ['fronts', index, 'nations'],
              message: `The front "${id}" has no nations; give at least one, such as { POL: 1 }.`,
            },
          ],
    ),
};

export const frontChecks: readonly Check[] = [idsDiffer, fleetIdsDiffer, sharesComplete, nationsGiven];
