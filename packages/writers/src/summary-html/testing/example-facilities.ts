import type { Summary, SummaryResourceUse } from '@medical-patients/contract';

/** Noise from −1 to 1 that is the same at every call with the same number. */
export function noise(seed: number): number {
  return (((seed * 2_654_435_761) >>> 8) % 2_000) / 1_000 - 1;
}

function use(
  resource: string,
  capacity: number | null,
  load: number,
  hours: number,
  seed: number,
): SummaryResourceUse {
  const demand = Array.from({ length: hours }, (_, hour) => {
    const wave = 1 + 0.5 * Math.sin(hour / 3.8) + 0.4 * Math.sin(hour / 31) + 0.25 * noise(hour + seed);
    return Math.max(0, load * wave * Math.min(1, hour / 10));
  });
  const limit = capacity ?? Number.POSITIVE_INFINITY;
  const occupancy = demand.map((level) => Math.round(Math.min(level, limit) * 100) / 100);
  const queue = demand.map((level) => Math.round(Math.max(0, level - limit) * 140) / 100);
  const busy = occupancy.reduce((sum, level) => sum + level * 60, 0);
  return {
    resource,
    capacity,
    occupancy_by_hour: occupancy,
    queue_by_hour: queue,
    peak_occupancy: Math.ceil(Math.max(...occupancy)),
    peak_queue: Math.ceil(Math.max(...queue)),
    busy_minutes: busy,
    utilisation: capacity === null ? null : busy / (capacity * hours * 60),
    waits: {
      n: Math.round(busy / 140),
      median_minutes: Math.max(...queue) > 0 ? 14.5 : 0,
      p90_minutes: Math.max(...queue) > 0 ? 96 : 2.5,
      mean_minutes: 21,
    },
  };
}

/** Six facilities with wavy demand on their places. */
export function facilities(hours: number): Summary['facilities'] {
  const role1 = (side: string, seed: number) => ({
    id: `r1-${side}`,
    name: `Role 1 ${side}`,
    role: 1,
    resources: [
      use('treatment-place', 6, 3.4, hours, seed),
      use('resuscitation-bay', 2, 0.4, hours, seed + 1),
      use('holding-bed', 8, 3, hours, seed + 2),
    ],
  });
  const role2 = (side: string, seed: number) => ({
    id: `r2-${side}`,
    name: `Role 2 Basic ${side}`,
    role: 2,
    resources: [
      use('resuscitation-bay', 2, 0.9, hours, seed + 3),
      use('operating-table', 1, 0.8, hours, seed + 4),
      use('icu-bed', 2, 1.3, hours, seed + 5),
      use('ward-bed', 8, 5, hours, seed + 6),
    ],
  });
  const all = [
    role1('North', 10),
    role1('South', 20),
    role2('North', 30),
    role2('South', 40),
    {
      id: 'r3',
      name: 'Role 3 Theatre Hospital',
      role: 3,
      resources: [
        use('operating-table', 4, 1.4, hours, 50),
        use('icu-bed', 12, 6, hours, 51),
        use('ward-bed', 96, 58, hours, 52),
      ],
    },
    { id: 'r4', name: 'Role 4', role: 4, resources: [] },
  ];
  return all.map((facility, index) => ({
    ...facility,
    arrivals: 620 - index * 90,
    departures: 210 - index * 30,
    diverted: index === 2 ? 7 : 0,
    deaths: index < 5 ? index + 1 : 0,
    returned_to_duty: 380 - index * 60,
  }));
}
