import {
  idParametersSchema,
  presetCategorySchema,
  presetSchema,
  presetSummarySchema,
} from '@medical-patients/contract';
import { findPreset } from '@medical-patients/reference-data';
import { ServiceError } from '../../errors.js';
import type { Api } from '../context.js';
import { prepare, sendPrepared } from '../prepared.js';
import type { ReadyScenario } from '../ready-scenarios.js';

const tag = 'presets';

export function addPresetRoutes(api: Api, ready: readonly ReadyScenario[]): void {
  const list = prepare(ready.map(({ summary }) => summary));
  const categories = prepare(categorize(ready));
  const details = new Map(
    ready.map(({ preset, scenario, summary }) => [
      preset.id,
      prepare({ ...summary, configuration: scenario, yaml: preset.yaml }),
    ]),
  );

  api.get(
    '/presets',
    { config: { docs: { summary: 'Ready scenarios', tag, answers: { 200: presetSummarySchema.array() } } } },
    (request, reply) => sendPrepared(list, request, reply),
  );
  api.get(
    '/presets/categories/list',
    {
      config: { docs: { summary: 'Their categories', tag, answers: { 200: presetCategorySchema.array() } } },
    },
    (request, reply) => sendPrepared(categories, request, reply),
  );
  api.get(
    '/presets/:id',
    {
      schema: { params: idParametersSchema },
      config: { docs: { summary: 'One ready scenario', tag, answers: { 200: presetSchema } } },
    },
    (request, reply) => {
      const answer = details.get(findPreset(request.params.id)?.id ?? '');
      if (answer === undefined) throw new ServiceError('not_found', 'There is no such preset.');
      return sendPrepared(answer, request, reply);
    },
  );
}

function categorize(ready: readonly ReadyScenario[]) {
  const byCategory = group(ready);
  return [...byCategory].map(([id, members]) => ({
    id,
    count: members.length,
    presets: members.map(({ summary }) => summary.id),
  }));
}

function group(ready: readonly ReadyScenario[]): Map<string, ReadyScenario[]> {
  const groups = new Map<string, ReadyScenario[]>();
  for (const each of ready) {
    groups.set(each.summary.category, [...(groups.get(each.summary.category) ?? []), each]);
  }
  return groups;
}
