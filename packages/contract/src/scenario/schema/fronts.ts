import * as z from 'zod';
import type { Nation } from '../nations.js';
import { NATION_NAMES, NATIONS } from '../nations.js';
import { idSchema, locationSchema, nameSchema, note, weightSchema } from './kit.js';

const nationShape = Object.fromEntries(
  NATIONS.map((nation) => [nation, weightSchema.optional().meta(note(`${NATION_NAMES[nation]}.`))]),
) as Record<Nation, z.ZodOptional<z.ZodNumber>>;

const frontSchema = z.strictObject({
  id: idSchema.meta(note('Short name that facilities, fleets, legs and events refer to.')),
  name: nameSchema
    .nullable()
    .default(null)
    .meta(note('Name for people.', { defaultText: 'the id' })),
  share: weightSchema
    .nullable()
    .default(null)
    .meta(
      note('Share of the casualties; shares are normalised.', {
        unit: 'weight',
        defaultText: 'equal shares, when no front gives one',
      }),
    ),
  nations: z
    .strictObject(nationShape)
    .meta(note('Whose soldiers are hurt there: weights of the 32 nations by ISO alpha-3 code, normalised.')),
  population_at_risk: z
    .int()
    .min(1)
    .max(10_000_000)
    .nullable()
    .default(null)
    .meta(
      note(
        'Strength of the force on this front; needed with `casualties.rates` and for rates in the summary.',
        {
          unit: 'persons',
        },
      ),
    ),
  location: locationSchema.meta(note('Where points of injury lie; distances follow from it.')),
});

/** The default exercise: Poland, Estonia and Finland. */
const DEFAULT_FRONTS = [
  { id: 'poland', name: 'Poland', share: 0.6, nations: { POL: 0.5, LTU: 0.25, NLD: 0.2, ESP: 0.05 } },
  { id: 'estonia', name: 'Estonia', share: 0.3, nations: { EST: 0.5, GBR: 0.5 } },
  { id: 'finland', name: 'Finland', share: 0.1, nations: { FIN: 0.5, USA: 0.5 } },
];

export const frontsSchema = z
  .array(frontSchema)
  .min(1)
  .max(200)
  .prefault(DEFAULT_FRONTS)
  .meta(note('Where casualties happen.'));
