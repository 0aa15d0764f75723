import { CarePathView, createAssembler } from '@medical-patients/engine';
import { expect, test } from 'vitest';
import { planOf, presetScenario, run } from '../support/simulated.js';
import { readPage } from './markdown.js';

/** The casualty whose story ARCHITECTURE.md tells. */
const PRESET = 'coin-air';
const SEED = '42';
const NUMBER = 50;

test('the casualty of the architecture page lives the story that it tells', () => {
  const page = readPage('ARCHITECTURE.md');
  const plan = planOf(presetScenario(PRESET), SEED);
  const { chunks } = run(plan);
  const view = new CarePathView(chunks[0]!.buffer);
  const record = createAssembler(plan, 'story').assemble(view.read(NUMBER - 1));

  expect(page).toContain(`medpat generate --preset ${PRESET} -s ${SEED}`);
  expect(page).toContain(`Number ${NUMBER} is ${record.identity.display_name}, ${record.identity.age}`);
  expect(page).toContain(`hurt on day ${record.incident.day} at ${record.incident.time.slice(11, 16)}`);
  expect(record.identity.nationality).toBe('DNK');
  expect(record.injuries).toHaveLength(14);
  expect(record.injuries[0]).toMatchObject({ side: 'right', region: 'lower_limb', ais: 4 });
  expect(record.injuries[0]?.diagnosis.display).toContain('Popliteal');
  const events = record.timeline.map(({ event, place }) => `${event} ${place}`);
  expect(events).toContain('buddy-aid poi-province');
  expect(events).toContain('arrived r2');
  expect(events).toContain('surgery-ended r2');
  expect(record.care.find(({ performer }) => performer === 'buddy')).toMatchObject({ successful: true });
  expect(record.outcome.status).toBe('evacuated-out-of-theatre');
});
