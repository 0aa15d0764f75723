import * as z from 'zod';
import { CAPACITIES, DAYLIGHT_MOVEMENTS, DESTINATION_POLICIES } from '../vocabulary.js';
import { careSchema } from './care.js';
import { facilitiesSchema } from './facilities.js';
import { fleetsSchema, legsSchema } from './fleets.js';
import { delay, note, probability } from './kit.js';

const policyDays = (value: number, role: number) =>
  z
    .number()
    .min(0)
    .max(365)
    .default(value)
    .meta(
      note(`Longest stay at Role ${role} of someone who will return to duty.`, {
        unit: 'days',
        source: '5.4',
      }),
    );

const hours = (value: number, sentence: string) =>
  z
    .number()
    .min(0)
    .max(4320)
    .default(value)
    .meta(note(sentence, { unit: 'hours', source: 'estimate' }));

const contestedSchema = z
  .strictObject({
    interdiction_probability: probability(
      0,
      'That a sortie between point of injury and first facility is hit; 0 is uncontested.',
      '6.9; estimate',
    ),
    daylight_movement: z
      .enum(DAYLIGHT_MOVEMENTS)
      .default('free')
      .meta(note('Whether evacuation vehicles move by day.', { source: 'estimate' })),
    delay_share: probability(0.6, 'Of the sorties hit, the share only delayed.', 'estimate'),
    damage_share: probability(0.25, 'Of the sorties hit, the share damaged; the rest is lost.', 'estimate'),
    delay_minutes: delay(45, 0.6, 'Delay of a sortie that is hit but goes on.', 'estimate'),
    repair_hours: hours(12, 'Repair of a damaged vehicle.'),
    replacement_hours: hours(24, 'Until a lost vehicle is replaced.'),
    death_on_loss_probability: probability(0.4, 'That a casualty aboard a lost vehicle dies.', 'estimate'),
    wounding_on_loss_probability: probability(
      0.3,
      'That a casualty aboard a lost vehicle is wounded again.',
      'estimate',
    ),
  })
  .prefault({})
  .meta(note('Enemy action against evacuation.'));

export const medicalSchema = z
  .strictObject({
    facilities: facilitiesSchema,
    fleets: fleetsSchema,
    legs: legsSchema,
    bypass_minutes: z
      .number()
      .min(0)
      .max(600)
      .default(60)
      .meta(
        note(
          'An urgent casualty goes straight to a facility with a table if a vehicle gets there within this time.',
          {
            unit: 'minutes',
            source: '5.1',
          },
        ),
      ),
    capacity: z
      .enum(CAPACITIES)
      .default('constrained')
      .meta(note('Unlimited: nobody waits for a place, a table or a vehicle.')),
    destination_policy: z
      .enum(DESTINATION_POLICIES)
      .default('closest')
      .meta(note('Which of the permitted facilities is chosen.')),
    evacuation_policy_days: z
      .strictObject({ role_1: policyDays(1, 1), role_2: policyDays(3, 2), role_3: policyDays(15, 3) })
      .prefault({})
      .meta(note('Who would be away longer is evacuated further.', { source: '5.4, F:89' })),
    diversion_queue_threshold: z
      .int()
      .min(0)
      .max(10_000)
      .default(6)
      .meta(
        note('A facility with this many waiting diverts further arrivals.', {
          unit: 'casualties',
          source: 'estimate',
        }),
      ),
    mascal_expectant: z
      .boolean()
      .default(true)
      .meta(
        note('Whether expectant care (T4) is used when a mass casualty outruns the means.', {
          source: '4.1',
        }),
      ),
    contested: contestedSchema,
    care: careSchema,
  })
  .prefault({})
  .meta(
    note('Facilities, evacuation and care.', {
      defaultText: 'a doctrinal laydown sized to the casualty load',
    }),
  );
