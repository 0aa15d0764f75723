import * as z from 'zod';
import { TRIAGE_TOOLS } from '../vocabulary.js';
import { delay, note, probability, toggle } from './kit.js';

const success = (buddy: number, medic: number, sentence: string) =>
  z
    .strictObject({
      buddy: probability(buddy, 'In the hands of a comrade.', 'starting parameters; 8.5'),
      medic: probability(medic, 'In the hands of a medic.', 'starting parameters; 8.5'),
    })
    .prefault({})
    .meta(note(sentence));

const minutes = z.number().min(0).max(1440);

/** Aid and treatment: every probability and delay, each with its default. */
export const careSchema = z
  .strictObject({
    buddy_aid_probability: probability(
      0.75,
      'That a comrade or the casualty gives first aid.',
      'starting parameters',
    ),
    buddy_aid_delay: delay(4, 0.8, 'From wounding to self or buddy aid.', 'starting parameters'),
    medic_probability: probability(
      0.8,
      'That a medic reaches the casualty before evacuation.',
      'starting parameters',
    ),
    medic_delay: delay(20, 0.9, 'From wounding to the medic.', 'starting parameters'),
    tourniquet_available: toggle(true, 'Whether tourniquets are carried; false is a sensitivity study.'),
    tourniquet_success: probability(
      0.88,
      'That a tourniquet holds when applied.',
      'starting parameters; 8.5 T01',
    ),
    packing_success: success(0.3, 0.75, 'That packing of a junctional wound works.'),
    airway_success: success(0.4, 0.75, 'That an airway manoeuvre works.'),
    needle_success: probability(
      0.65,
      'That needle decompression relieves a tension pneumothorax.',
      'starting parameters; 8.5',
    ),
    txa_probability: probability(
      0.4,
      'That a bleeding casualty is given tranexamic acid before the first facility.',
      'starting parameters',
    ),
    prehospital_blood_probability: probability(
      0.05,
      'That the crew of the evacuation vehicle carries blood.',
      'starting parameters',
    ),
    blood_available: toggle(true, 'Whether facilities have blood; false is a sensitivity study.'),
    evacuation_request_delay: delay(
      6,
      0.6,
      'From the first aid or medic on the scene to the request for evacuation.',
      'estimate',
    ),
    triage_minutes: z
      .number()
      .min(0)
      .max(120)
      .default(2.3)
      .meta(note('Time a triage takes.', { unit: 'minutes', source: '4' })),
    triage_tool: z
      .enum(TRIAGE_TOOLS)
      .default('military_sieve')
      .meta(note('Algorithm by which categories are assessed.', { source: '4.2' })),
    assessor_error: probability(0.07, 'That an assessor misreads a sign or finding.', '4.3; estimate'),
    table_turnover_minutes: z
      .tuple([minutes, minutes])
      .default([30, 45])
      .meta(
        note('Shortest and longest time between two operations on a table.', {
          unit: 'minutes',
          source: '5.2',
        }),
      ),
    loading_minutes_per_litter: z
      .number()
      .min(0)
      .max(60)
      .default(1.4)
      .meta(note('Time to load one litter.', { unit: 'minutes', source: '5.3; estimate' })),
    complications: toggle(true, 'Whether infection, re-bleeding, ischaemia and sepsis occur.', '8.5'),
    bleeding_pathways: toggle(true, 'False removes bleeding from the model: a sensitivity study.'),
    evacuation_delay_factor: z
      .number()
      .min(0)
      .max(20)
      .default(1)
      .meta(note('Multiplies every delay of evacuation: a sensitivity study.', { unit: 'factor' })),
    immediate_care: toggle(false, 'True: all aid and care happen without any delay: a sensitivity study.'),
  })
  .prefault({})
  .meta(note('Aid and treatment.'));
