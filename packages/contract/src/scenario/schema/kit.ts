import * as z from 'zod';

/** What a field's schema carries beside its type, range and default. */
export interface FieldNote {
  /** Unit of the value; left out for plain words, switches and ids. */
  readonly unit?: string;
  /** Section or tag of the calibration dossier, or `estimate`. */
  readonly source?: string;
  /** In words, where the default depends on another field. */
  readonly defaultText?: string;
}

/** Metadata of one field: a sentence for people, unit and source as JSON Schema annotations. */
export const note = (sentence: string, { unit, source, defaultText }: FieldNote = {}) => ({
  description: sentence,
  ...(unit === undefined ? {} : { 'x-unit': unit }),
  ...(source === undefined ? {} : { 'x-source': source }),
  ...(defaultText === undefined ? {} : { 'x-default': defaultText }),
});

/** A probability from 0 to 1 with a default. */
export const probability = (value: number, sentence: string, source: string) =>
  z
    .number()
    .min(0)
    .max(1)
    .default(value)
    .meta(note(sentence, { unit: 'probability', source }));

/** A switch with a default. */
export const toggle = (value: boolean, sentence: string, source?: string) =>
  z
    .boolean()
    .default(value)
    .meta(note(sentence, source === undefined ? {} : { source }));

/** A lognormal delay: median in minutes and sigma of its logarithm. */
export const delay = (medianMinutes: number, sigma: number, sentence: string, source: string) =>
  z
    .strictObject({
      median_minutes: z
        .number()
        .min(0)
        .max(10_000)
        .default(medianMinutes)
        .meta(note('Median of the delay.', { unit: 'minutes', source })),
      sigma: z
        .number()
        .min(0)
        .max(3)
        .default(sigma)
        .meta(note("Standard deviation of the delay's natural logarithm; 0 makes it fixed.", { source })),
    })
    .prefault({})
    .meta(note(sentence, { source }));

/** Names fronts, facilities and fleets; also used in file names and in `--set` paths. */
export const idSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/)
  .meta({ format: 'id' });

/** A relative weight above zero. */
export const weightSchema = z.number().positive().max(1_000_000);

export const nameSchema = z.string().min(1).max(120);

export const locationSchema = z
  .strictObject({
    lat: z
      .number()
      .min(-90)
      .max(90)
      .meta(note('Latitude, WGS 84.', { unit: 'degrees' })),
    lon: z
      .number()
      .min(-180)
      .max(180)
      .meta(note('Longitude, WGS 84.', { unit: 'degrees' })),
  })
  .nullable()
  .default(null);
