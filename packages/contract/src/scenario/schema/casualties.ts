import * as z from 'zod';
import { CAMPAIGNS } from '../vocabulary.js';
import { note } from './kit.js';

const MAX_CASUALTIES = 10_000_000;

const ratesSchema = z.strictObject({
  campaign: z
    .enum(CAMPAIGNS)
    .nullable()
    .default(null)
    .meta(
      note('Campaign whose published distribution of daily battle casualties is drawn from.', {
        source: '1.6, F:15',
      }),
    ),
  battle: z
    .number()
    .min(0)
    .max(500)
    .nullable()
    .default(null)
    .meta(
      note('Mean daily rate of battle casualties, killed and wounded; instead of `campaign`.', {
        unit: 'per 1,000 population at risk per day',
        source: '1.6',
      }),
    ),
  non_battle_injury: z
    .number()
    .min(0)
    .max(500)
    .default(0.35)
    .meta(
      note('Mean daily rate of non-battle injuries; 17 % of all disease and non-battle injury.', {
        unit: 'per 1,000 population at risk per day',
        source: '1.5, F:15',
      }),
    ),
  disease: z
    .number()
    .min(0)
    .max(500)
    .default(1.69)
    .meta(
      note('Mean daily rate of disease.', {
        unit: 'per 1,000 population at risk per day',
        source: '1.5, F:15',
      }),
    ),
});

export const casualtiesSchema = z
  .strictObject({
    total: z
      .int()
      .min(1)
      .max(MAX_CASUALTIES)
      .nullable()
      .default(null)
      .meta(
        note('Everyone hurt or ill, killed outright included: exactly that many records.', {
          unit: 'casualties',
          defaultText: '1440 when neither `surviving_injury` nor `rates` is given',
        }),
      ),
    surviving_injury: z
      .int()
      .min(1)
      .max(MAX_CASUALTIES)
      .nullable()
      .default(null)
      .meta(
        note('Those who live past the first minute; the killed outright come on top.', {
          unit: 'casualties',
        }),
      ),
    rates: ratesSchema
      .nullable()
      .default(null)
      .meta(note('Daily rates instead of a number; every front then needs `population_at_risk`.')),
    day_variation: z
      .number()
      .min(0)
      .max(2)
      .nullable()
      .default(null)
      .meta(
        note('How far battle casualties vary from day to day, as a coefficient of variation.', {
          source: 'estimate',
          defaultText: "0.4; with `rates` the campaign's own dispersion",
        }),
      ),
  })
  .prefault({})
  .meta(note('How many casualties: one of `total`, `surviving_injury` and `rates`.'));

const fraction = (sentence: string) =>
  z
    .number()
    .min(0)
    .max(1.1)
    .default(0)
    .meta(note(sentence, { unit: 'fraction', source: '1.5, 1.6' }));

export const injuryMixSchema = z
  .strictObject({
    disease: fraction('Share of casualties who are ill.'),
    non_battle_injury: fraction('Share of casualties injured otherwise than by the enemy.'),
    battle_injury: fraction('Share of casualties hurt by the enemy, killed or wounded.'),
  })
  .prefault({ disease: 0.52, non_battle_injury: 0.33, battle_injury: 0.15 })
  .meta(
    note(
      'Shares of the three classes of casualty; a class left out is 0, the sum is 0.9 to 1.1 and is normalised. Without effect when `casualties.rates` is given.',
      { source: '1.5, 1.6' },
    ),
  );
