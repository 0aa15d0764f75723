import * as z from 'zod';
import { SPECIAL_EVENT_TYPES } from '../vocabulary.js';
import { idSchema, note } from './kit.js';

const eventObjectSchema = z.strictObject({
  type: z.enum(SPECIAL_EVENT_TYPES).meta(note('What happens.')),
  day: z
    .int()
    .min(1)
    .max(180)
    .nullable()
    .default(null)
    .meta(note('Day of the event, from 1; left out: the simulation chooses.', { unit: 'day' })),
  hour: z
    .number()
    .min(0)
    .lt(24)
    .nullable()
    .default(null)
    .meta(note('Hour of the day at which it begins; left out: the simulation chooses.', { unit: 'hour' })),
  casualties: z
    .int()
    .min(1)
    .max(1_000_000)
    .nullable()
    .default(null)
    .meta(
      note('Exactly how many battle casualties it causes; left out: the simulation draws.', {
        unit: 'casualties',
        defaultText: 'mass_casualty: 30 to 100',
      }),
    ),
  front: idSchema
    .nullable()
    .default(null)
    .meta(note('Front it strikes; left out: the simulation chooses by share.')),
  severity: z
    .number()
    .min(0.3)
    .max(4)
    .nullable()
    .default(null)
    .meta(
      note("Factor on the scenario's severity for its casualties.", {
        unit: 'factor',
        source: 'estimate',
        defaultText: 'by type: 1.2, 1.1, 1.2',
      }),
    ),
  duration_minutes: z
    .number()
    .min(1)
    .max(2880)
    .nullable()
    .default(null)
    .meta(
      note('How long it lasts.', {
        unit: 'minutes',
        source: 'estimate',
        defaultText: 'by type: 240, 60, 30',
      }),
    ),
  multiplier: z
    .number()
    .min(1)
    .max(100)
    .nullable()
    .default(null)
    .meta(
      note('How much likelier battle casualties fall inside its window; not for mass_casualty.', {
        unit: 'factor',
        source: 'estimate',
        defaultText: 'major_offensive 3, ambush 2, mass_casualty 1',
      }),
    ),
});

export const specialEventsSchema = z
  .array(z.union([z.enum(SPECIAL_EVENT_TYPES), eventObjectSchema]))
  .max(1000)
  .default(['mass_casualty'])
  .meta(note('Events of note; a name alone lets the simulation choose day and hour.'));
