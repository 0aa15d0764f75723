import * as z from 'zod';
import type { Mechanism, WarfareType } from '../vocabulary.js';
import { ENVIRONMENTS, INTENSITIES, MECHANISMS, TEMPOS, WARFARE_TYPES } from '../vocabulary.js';
import { note, weightSchema } from './kit.js';

const WARFARE_SENTENCES: Readonly<Record<WarfareType, string>> = {
  conventional: 'Manoeuvre battle of combined arms, peaks in the morning and the late afternoon.',
  artillery: 'Bombardment in barrages, most casualties by fragments.',
  urban: 'Fighting in built-up areas in phases, with collapses.',
  guerrilla: 'Sporadic attacks with mines, improvised explosives and small arms.',
  drone: 'Precision strikes by drones, mostly by day.',
  naval: 'Ship hits that come in waves.',
  cbrn: 'Release and spread of a chemical agent.',
  peacekeeping: 'Low-intensity incidents during working hours.',
};

const warfareShape = Object.fromEntries(
  WARFARE_TYPES.map((type) => [
    type,
    z
      .union([z.boolean(), weightSchema])
      .optional()
      .meta(note(`${WARFARE_SENTENCES[type]} True (weight 1), false, or a weight above 0.`)),
  ]),
) as Record<WarfareType, z.ZodOptional<z.ZodUnion<[z.ZodBoolean, z.ZodNumber]>>>;

export const warfareSchema = z
  .strictObject(warfareShape)
  .prefault({ conventional: true, artillery: true, drone: true })
  .meta(note('Kinds of warfare and their weights in the battle casualties; at least one is active.'));

export const intensitySchema = z
  .enum(INTENSITIES)
  .default('high')
  .meta(note('How intense the fighting is: severity, mass-casualty share and rates follow.'));

export const severitySchema = z
  .number()
  .min(0.3)
  .max(4)
  .nullable()
  .default(null)
  .meta(
    note(
      'Shifts the severity of battle injuries (protection, weapon weight): 1 is counter-insurgency with armour, 2.2 large-scale combat.',
      {
        unit: 'factor',
        source: 'starting parameters; estimate',
        defaultText: 'by intensity: 0.8, 1, 1.5, 2.2',
      },
    ),
  );

const mechanismShape = Object.fromEntries(
  MECHANISMS.map((mechanism) => [
    mechanism,
    z
      .number()
      .min(0)
      .max(1_000_000)
      .optional()
      .meta(note(`Weight of ${mechanism.replaceAll('_', ' ')}.`)),
  ]),
) as Record<Mechanism, z.ZodOptional<z.ZodNumber>>;

const mechanismWeightsSchema = z.strictObject(mechanismShape);

const mechanismsShape = Object.fromEntries(
  WARFARE_TYPES.map((type) => [
    type,
    mechanismWeightsSchema
      .optional()
      .meta(note(`Mechanisms of ${type} casualties; one left out has weight 0.`, { source: '2.2' })),
  ]),
) as Record<WarfareType, z.ZodOptional<typeof mechanismWeightsSchema>>;

export const mechanismsSchema = z
  .strictObject(mechanismsShape)
  .prefault({})
  .meta(
    note("Weights of injury mechanisms per warfare type, in place of that type's table.", {
      source: '2.2',
    }),
  );

export const tempoSchema = z
  .union([z.enum(TEMPOS), z.array(z.number().min(0).max(1_000_000)).min(1).max(180)])
  .default('sustained')
  .meta(note('How casualties spread over the days: a name, or one weight for each day.'));

export const environmentSchema = z
  .array(z.enum(ENVIRONMENTS))
  .max(ENVIRONMENTS.length)
  .default(['night_operations'])
  .meta(
    note('Conditions that shift hours, the mix of classes and evacuation; never the number of casualties.', {
      source: 'estimate',
    }),
  );
