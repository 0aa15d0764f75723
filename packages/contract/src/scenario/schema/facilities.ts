import * as z from 'zod';
import { idSchema, locationSchema, nameSchema, note } from './kit.js';

const places = (what: string) =>
  z
    .int()
    .min(0)
    .max(100_000)
    .default(0)
    .meta(note(`Number of ${what}.`, { unit: 'places', source: '5.2' }));

const facilitySchema = z.strictObject({
  id: idSchema.meta(note('Short name that fleets, legs and other facilities refer to.')),
  name: nameSchema
    .nullable()
    .default(null)
    .meta(note('Name for people.', { defaultText: 'the id' })),
  role: z
    .int()
    .min(1)
    .max(4)
    .meta(note('Level of care; Role 4 is unlimited and hand-over there ends the course.', { source: '5.2' })),
  treatment_places: places('places for outpatients and the lightly wounded'),
  resuscitation_bays: places('resuscitation bays'),
  operating_tables: places('operating tables, each with its surgical team'),
  icu_beds: places('intensive care beds'),
  ward_beds: places('ward beds'),
  holding_beds: places('holding beds for casualties who wait for evacuation or recover briefly'),
  holding_hours: z
    .number()
    .min(0)
    .max(8760)
    .nullable()
    .default(null)
    .meta(
      note(
        'How long it keeps a casualty, counted from the door: who needs longer to be fit for duty, rested or stable is sent on. The evacuation policy of its role bounds a return to duty as well.',
        {
          unit: 'hours',
          source: '5.4',
          defaultText: '8760: the evacuation policy alone decides',
        },
      ),
    ),
  location: locationSchema.meta(note('Where it stands; distances follow from it.')),
  fronts: z
    .array(idSchema)
    .max(200)
    .default([])
    .meta(note('Fronts whose casualties it takes straight from their points of injury.')),
  evacuates_to: z
    .array(idSchema)
    .max(200)
    .default([])
    .meta(note('Facilities of the same or a higher role it evacuates to, in order of preference.')),
});

export const facilitiesSchema = z
  .array(facilitySchema)
  .min(1)
  .max(1000)
  .nullable()
  .default(null)
  .meta(
    note('Medical treatment facilities.', {
      defaultText: 'a doctrinal laydown sized to the casualty load',
    }),
  );
