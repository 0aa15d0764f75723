import * as z from 'zod';
import { FLEET_KINDS } from '../vocabulary.js';
import { idSchema, nameSchema, note } from './kit.js';

const byKind = { source: '5.3', defaultText: 'by kind' };

const fleetSchema = z.strictObject({
  id: idSchema.meta(note('Short name of the fleet.')),
  name: nameSchema
    .nullable()
    .default(null)
    .meta(note('Name for people.', { defaultText: 'the id' })),
  kind: z.enum(FLEET_KINDS).meta(note('Kind of vehicle; sets the defaults below.', { source: '5.3' })),
  vehicles: z
    .int()
    .min(0)
    .max(10_000)
    .default(1)
    .meta(note('Number of vehicles; 0 grounds the fleet.', { unit: 'vehicles' })),
  litters: z
    .int()
    .min(0)
    .max(1000)
    .nullable()
    .default(null)
    .meta(note('Litter casualties a vehicle carries.', { unit: 'litters', ...byKind })),
  seats: z
    .int()
    .min(0)
    .max(1000)
    .nullable()
    .default(null)
    .meta(note('Sitting casualties it carries beside the litters.', { unit: 'seats', ...byKind })),
  speed_kmh: z
    .number()
    .positive()
    .max(1200)
    .nullable()
    .default(null)
    .meta(note('Speed on legs without times of their own.', { unit: 'km/h', ...byKind })),
  ready_minutes: z
    .number()
    .min(0)
    .max(10_080)
    .nullable()
    .default(null)
    .meta(note('From the call to the departure of an idle vehicle.', { unit: 'minutes', ...byKind })),
  turnaround_minutes: z
    .number()
    .min(0)
    .max(10_080)
    .nullable()
    .default(null)
    .meta(
      note('From unloading until it can be sent again: cleaning, refuelling, crew.', {
        unit: 'minutes',
        ...byKind,
      }),
    ),
  serves: z
    .array(idSchema)
    .max(1200)
    .nullable()
    .default(null)
    .meta(note('Fronts and facilities where it picks up.', { defaultText: 'everywhere' })),
  from: idSchema
    .nullable()
    .default(null)
    .meta(note('Facility from which a shuttle or scheduled fleet leaves; together with `to`.')),
  to: idSchema
    .nullable()
    .default(null)
    .meta(note('Facility to which a shuttle or scheduled fleet goes; together with `from`.')),
  departs_every_hours: z
    .number()
    .positive()
    .max(4320)
    .nullable()
    .default(null)
    .meta(note('Leaves on this schedule, full or not; left out: on demand.', { unit: 'hours' })),
  daylight: z.boolean().default(false).meta(note('True: moves between dawn and dusk only.')),
});

export const fleetsSchema = z
  .array(fleetSchema)
  .max(1000)
  .nullable()
  .default(null)
  .meta(note('Vehicles that evacuate.', { defaultText: 'doctrinal fleets sized to the casualty load' }));

const minutes = z.number().min(0).max(100_000);

const legSchema = z.strictObject({
  from: idSchema.meta(note('Front or facility where the leg begins.')),
  to: idSchema.meta(note('Facility where it ends.')),
  kind: z
    .enum(FLEET_KINDS)
    .nullable()
    .default(null)
    .meta(note('Kind of vehicle it holds for; left out: every kind without a leg of its own.')),
  minutes: z.union([minutes, z.tuple([minutes, minutes, minutes])]).meta(
    note('Travel time: one number, or shortest, likeliest and longest of a triangular distribution.', {
      unit: 'minutes',
      source: '5.3',
    }),
  ),
});

export const legsSchema = z
  .array(legSchema)
  .max(10_000)
  .default([])
  .meta(
    note(
      'Travel times. A pair without a leg takes great-circle distance × 1.4 / speed where both ends have a location, else the default of its pair of roles.',
      { source: '5.3' },
    ),
  );
