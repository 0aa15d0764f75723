import * as z from 'zod';
import { OUTPUT_FORMATS } from '../vocabulary.js';
import { casualtiesSchema, injuryMixSchema } from './casualties.js';
import { specialEventsSchema } from './events.js';
import { frontsSchema } from './fronts.js';
import { nameSchema, note } from './kit.js';
import { medicalSchema } from './medical.js';
import {
  environmentSchema,
  intensitySchema,
  mechanismsSchema,
  severitySchema,
  tempoSchema,
  warfareSchema,
} from './warfare.js';

/** The version that this software writes. */
export const SCENARIO_SCHEMA_VERSION = 1;

const outputSchema = z
  .strictObject({
    formats: z
      .array(z.enum(OUTPUT_FORMATS))
      .min(1)
      .max(OUTPUT_FORMATS.length)
      .default(['json'])
      .meta(note('Formats to write; a flag of the command line replaces them.')),
  })
  .prefault({})
  .meta(note('What to write.'));

/**
 * The shape of a scenario: types, ranges and defaults of single fields. What spans fields (an event after
 * the last day, an evacuation in a circle) is checked by `findSemanticProblems`.
 */
export const scenarioSchema = z
  .strictObject({
    schema: z
      .literal(SCENARIO_SCHEMA_VERSION)
      .default(SCENARIO_SCHEMA_VERSION)
      .meta(note('Version of the scenario format.')),
    name: nameSchema.default('Exercise').meta(note('Name of the exercise; part of the run folder.')),
    description: z.string().max(4000).default('').meta(note('A sentence or two for people.')),
    seed: z
      .union([z.int(), z.string().min(1).max(200)])
      .nullable()
      .default(null)
      .meta(
        note('Integer or text from which everything random follows; 42 and "42" are the same.', {
          defaultText: 'drawn, printed and recorded by the host',
        }),
      ),
    start: z
      .string()
      .max(40)
      .default('2026-06-01T00:00:00Z')
      .meta(note('Date and time at which day 1 begins: ISO 8601, UTC unless it says otherwise.')),
    days: z
      .int()
      .min(1)
      .max(180)
      .default(8)
      .meta(note('Length of the fighting.', { unit: 'days' })),
    casualties: casualtiesSchema,
    injury_mix: injuryMixSchema,
    warfare: warfareSchema,
    intensity: intensitySchema,
    severity: severitySchema,
    mechanisms: mechanismsSchema,
    tempo: tempoSchema,
    environment: environmentSchema,
    special_events: specialEventsSchema,
    fronts: frontsSchema,
    medical: medicalSchema,
    output: outputSchema,
  })
  .meta({
    title: 'Scenario of a military medical exercise',
    description: 'Who is hurt, when, where and how, and with what means they are treated and evacuated.',
  });

/** A scenario as people write it: everything may be left out. */
export type ScenarioInput = z.input<typeof scenarioSchema>;

/** A scenario whose fields have the right shape; not yet checked across fields, nor resolved. */
export type ShapedScenario = z.output<typeof scenarioSchema>;
