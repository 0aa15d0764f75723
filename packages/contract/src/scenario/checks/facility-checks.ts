import { nearest } from '../distance.js';
import type { Finding } from '../finding.js';
import type { Check, ShapedFacility } from './check.js';

const base = ['medical', 'facilities'] as const;
const reads = ['medical.facilities.evacuates_to'] as const;

const frontsCovered: Check = {
  reads: ['medical.facilities.fronts', 'fronts'],
  run: ({ fronts, medical: { facilities } }) => {
    if (facilities === null) return [];
    const ids = fronts.map(({ id }) => id);
    const unknown = facilities.flatMap((facility, index) =>
      facility.fronts.flatMap((front, at): Finding[] =>
        ids.includes(front)
          ? []
          : [
              {
                code: 'unknown-front',
                path: [...base, index, 'fronts', at],
                message: `The facility "${facility.id}" lists the front "${front}", which does not exist; the fronts are ${ids.join(', ')}.`,
                suggestion: nearest(front, ids),
              },
            ],
      ),
    );
    const listed = new Set(facilities.flatMap((facility) => facility.fronts));
    const uncovered = fronts.flatMap(({ id }, index): Finding[] =>
      listed.has(id)
        ? []
        : [
            {
              code: 'front-without-facility',
              path: ['fronts', index],
              message: `No facility lists the front "${id}"; add it to the fronts of the facility that takes its casualties.`,
            },
          ],
    );
    return [...unknown, ...uncovered];
  },
};

function checkTarget(
  facility: ShapedFacility,
  target: string,
  byId: ReadonlyMap<string, ShapedFacility>,
): Omit<Finding, 'path'> | null {
  if (target === facility.id) {
    return { code: 'evacuates-to-itself', message: `The facility "${facility.id}" evacuates to itself.` };
  }
  const other = byId.get(target);
  if (other === undefined) {
    return {
      code: 'unknown-facility',
      message: `The facility "${facility.id}" evacuates to "${target}", which does not exist.`,
      suggestion: nearest(target, [...byId.keys()]),
    };
  }
  if (other.role >= facility.role) return null;
  return {
    code: 'evacuates-backwards',
    message: `The facility "${facility.id}" (Role ${facility.role}) evacuates backwards to "${target}" (Role ${other.role}).`,
  };
}

const targetsExist: Check = {
  reads,
  run: ({ medical: { facilities } }) => {
    const byId = new Map((facilities ?? []).map((facility) => [facility.id, facility]));
    return (facilities ?? []).flatMap((facility, index) =>
      facility.evacuates_to.flatMap((target, at): Finding[] => {
        const finding = checkTarget(facility, target, byId);
        return finding === null ? [] : [{ ...finding, path: [...base, index, 'evacuates_to', at] }];
      }),
    );
  },
};

const noCircle: Check = {
  reads,
  run: ({ medical: { facilities } }) => {
    const indexById = new Map((facilities ?? []).map(({ id }, index) => [id, index]));
    const roleOf = (id: string) => facilities?.[indexById.get(id) ?? -1]?.role ?? 0;
    // Steps backwards are reported as such; any other circle runs within one role.
    const isBackwards = (from: string, to: string) => indexById.has(to) && roleOf(to) < roleOf(from);
    const state = new Map<string, 'open' | 'done'>();
    const findings: Finding[] = [];
    // Depth first with a stack of its own: a chain of a thousand facilities must not exhaust the call stack.
    for (const { id: start } of facilities ?? []) {
      const trail: { readonly id: string; next: number }[] = [];
      if (!state.has(start)) {
        trail.push({ id: start, next: 0 });
        state.set(start, 'open');
      }
      for (let top = trail.at(-1); top !== undefined; top = trail.at(-1)) {
        const index = indexById.get(top.id) ?? 0;
        const at = top.next;
        const target = facilities?.[index]?.evacuates_to[at];
        top.next += 1;
        if (target === undefined) {
          state.set(top.id, 'done');
          trail.pop();
        } else if (!isBackwards(top.id, target) && state.get(target) === 'open' && target !== top.id) {
          const circle = trail.slice(trail.findIndex(({ id }) => id === target)).map(({ id }) => id);
          findings.push({
            code: 'evacuates-in-circle',
            path: [...base, index, 'evacuates_to', at],
            message: `Facilities evacuate in a circle: ${[...circle, target].join(' → ')}.`,
          });
        } else if (indexById.has(target) && !isBackwards(top.id, target) && !state.has(target)) {
          state.set(target, 'open');
          trail.push({ id: target, next: 0 });
        }
      }
    }
    return findings;
  },
};

const placesOf = (facility: ShapedFacility): number =>
  facility.treatment_places +
  facility.resuscitation_bays +
  facility.operating_tables +
  facility.icu_beds +
  facility.ward_beds +
  facility.holding_beds;

const placesGiven: Check = {
  reads: ['medical.facilities', 'medical.capacity'],
  run: ({ medical: { facilities, capacity } }) => {
    if (capacity === 'unlimited') return [];
    return (facilities ?? []).flatMap((facility, index): Finding[] =>
      facility.role === 4 || placesOf(facility) > 0
        ? []
        : [
            {
              code: 'facility-without-places',
              path: [...base, index],
              message: `The facility "${facility.id}" has no places at all; give it treatment_places, resuscitation_bays or beds.`,
            },
          ],
    );
  },
};

const chainComplete: Check = {
  reads,
  run: ({ medical: { facilities } }) => {
    if (facilities === null) return [];
    const targets = new Set(facilities.flatMap(({ evacuates_to }) => evacuates_to));
    const perFacility = facilities.flatMap((facility, index): Finding[] => {
      const findings: Finding[] = [];
      if (facility.role < 4 && facility.evacuates_to.length === 0) {
        findings.push({
          code: 'dead-end',
          path: [...base, index],
          message: `The facility "${facility.id}" (Role ${facility.role}) evacuates nowhere; who needs more stays there.`,
          warning: true,
        });
      }
      if (facility.fronts.length === 0 && !targets.has(facility.id)) {
        findings.push({
          code: 'unreachable',
          path: [...base, index],
          message: `Nobody reaches the facility "${facility.id}": it lists no front and no facility evacuates to it.`,
          warning: true,
        });
      }
      return findings;
    });
    if (facilities.some(({ operating_tables, role }) => operating_tables > 0 || role === 4))
      return perFacility;
    return [
      ...perFacility,
      {
        code: 'no-surgery',
        path: [...base],
        message: 'No facility has an operating table, so that nobody is operated on.',
        warning: true,
      },
    ];
  },
};

export const facilityChecks: readonly Check[] = [
  frontsCovered,
  targetsExist,
  noCircle,
  placesGiven,
  chainComplete,
];
