import { nearest } from '../distance.js';
import type { Finding } from '../finding.js';
import { FLEET_KIND_DEFAULTS } from '../fleet-kinds.js';
import type { ShapedScenario } from '../schema/scenario-schema.js';
import type { Check, ShapedFleet } from './check.js';

const base = ['medical', 'fleets'] as const;
const reads = ['medical.fleets', 'medical.facilities.evacuates_to', 'fronts'] as const;

/** Ids that fleets and legs may refer to. */
export const placeIds = ({ fronts, medical }: ShapedScenario): readonly string[] => [
  ...fronts.map(({ id }) => id),
  ...(medical.facilities ?? []).map(({ id }) => id),
];

export const unknownPlaceHint = ({ medical }: ShapedScenario): string =>
  medical.facilities === null ? ' The doctrinal laydown has no fixed ids; list medical.facilities.' : '';

const servesSomebody: Check = {
  reads,
  run: (scenario) => {
    const places = placeIds(scenario);
    const facilities = new Map(
      (scenario.medical.facilities ?? []).map((facility) => [facility.id, facility]),
    );
    const isSource = (place: string) => (facilities.get(place)?.evacuates_to.length ?? 1) > 0;
    return (scenario.medical.fleets ?? []).flatMap((fleet, index): Finding[] => {
      if (fleet.serves === null) return [];
      const path = [...base, index, 'serves'];
      const unknown = fleet.serves.flatMap((place, at): Finding[] =>
        places.includes(place)
          ? []
          : [
              {
                code: 'unknown-place',
                path: [...path, at],
                message: `The fleet "${fleet.id}" serves "${place}", which is neither a front nor a facility.${unknownPlaceHint(scenario)}`,
                suggestion: nearest(place, places),
              },
            ],
      );
      const known = fleet.serves.filter((place) => places.includes(place));
      if (known.some(isSource)) return unknown;
      const why =
        fleet.serves.length === 0
          ? 'its list of places is empty'
          : known.length === 0
            ? 'none of its places exists'
            : 'nobody is evacuated from its places';
      return [
        ...unknown,
        {
          code: 'fleet-serves-nobody',
          path,
          message: `The fleet "${fleet.id}" serves nobody: ${why}. Leave serves out to serve everywhere.`,
        },
      ];
    });
  },
};

function checkRoute(fleet: ShapedFleet, scenario: ShapedScenario): Omit<Finding, 'path'> | null {
  const { from, to, id } = fleet;
  if (from === null && to === null) {
    if (fleet.departs_every_hours === null) return null;
    return { code: 'fleet-route', message: `The scheduled fleet "${id}" needs from and to.` };
  }
  if (from === null || to === null) {
    return {
      code: 'fleet-route',
      message: `The fleet "${id}" has ${from === null ? 'to without from' : 'from without to'}; a route needs both.`,
    };
  }
  const facilities = scenario.medical.facilities ?? [];
  const ids = facilities.map((facility) => facility.id);
  for (const end of [from, to]) {
    if (!ids.includes(end)) {
      return {
        code: 'unknown-facility',
        message: `The route of the fleet "${id}" touches "${end}", which is no facility.${unknownPlaceHint(scenario)}`,
        suggestion: nearest(end, ids),
      };
    }
  }
  if (facilities.find((facility) => facility.id === from)?.evacuates_to.includes(to)) return null;
  return {
    code: 'fleet-route',
    message: `The route of the fleet "${id}" leads from "${from}" to "${to}", but "${from}" does not evacuate to "${to}".`,
  };
}

const routesLead: Check = {
  reads,
  run: (scenario) =>
    (scenario.medical.fleets ?? []).flatMap((fleet, index): Finding[] => {
      const finding = checkRoute(fleet, scenario);
      if (finding !== null) return [{ ...finding, path: [...base, index] }];
      if (fleet.from === null || fleet.serves === null) return [];
      return [
        {
          code: 'without-effect',
          path: [...base, index, 'serves'],
          message: `serves has no effect on the fleet "${fleet.id}", because it has a route.`,
          warning: true,
        },
      ];
    }),
};

const carriesSomebody: Check = {
  reads: ['medical.fleets'],
  run: ({ medical: { fleets } }) =>
    (fleets ?? []).flatMap(({ id, kind, litters, seats }, index): Finding[] => {
      const defaults = FLEET_KIND_DEFAULTS[kind];
      if ((litters ?? defaults.litters) + (seats ?? defaults.seats) > 0) return [];
      return [
        {
          code: 'fleet-carries-nobody',
          path: [...base, index],
          message: `The vehicles of the fleet "${id}" have neither litters nor seats.`,
        },
      ];
    }),
};

const placesServed: Check = {
  reads,
  run: (scenario) => {
    const { fleets, facilities } = scenario.medical;
    if (fleets === null) return [];
    const served = (place: string) =>
      fleets.some(({ vehicles, serves, from }) => {
        if (vehicles === 0) return false;
        return from === null ? serves === null || serves.includes(place) : from === place;
      });
    const sources = [
      ...scenario.fronts.map(({ id }, index) => ({ id, path: ['fronts', index] })),
      ...(facilities ?? []).flatMap(({ id, evacuates_to }, index) =>
        evacuates_to.length === 0 ? [] : [{ id, path: ['medical', 'facilities', index] }],
      ),
    ];
    return sources.flatMap(({ id, path }): Finding[] =>
      served(id)
        ? []
        : [
            {
              code: 'place-without-fleet',
              path,
              message: `No vehicle evacuates from "${id}"; casualties stay there.`,
              warning: true,
            },
          ],
    );
  },
};

export const fleetChecks: readonly Check[] = [servesSomebody, routesLead, carriesSomebody, placesServed];
