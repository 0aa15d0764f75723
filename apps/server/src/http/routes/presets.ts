import {
  idParametersSchema,
  presetCategorySchema,
  presetSchema,
  presetSummarySchema,
} from '@medical-patients/contract';
import { findPreset } from '@medical-patients/reference-data';
import { ServiceError } from '../../errors.js';
import type { Api } from '../context.js';
import { type PreparedAnswer, prepare, prepareLater, sendPrepared } from '../prepared.js';
import type { ReadReadyScenarios, ReadyScenario } from '../ready-scenarios.js';

const tag = 'presets';

export function addPresetRoutes(api: Api, readyScenarios: ReadReadyScenarios): void {
  const list = prepareLater(async () => (await readyScenarios()).map(({ summary }) => summary));
  const categories = prepareLater(async () => categorize(await readyScenarios()));
  const details = new Map<string, PreparedAnswer>();

  api.get(
    '/presets',
    { config: { docs: { summary: 'Ready scenarios', tag, answers: { 200: presetSummarySchema.array() } } } },
    async (request, reply) => sendPrepared(await list(), request, reply),
  );
  api.get(
    '/presets/categories/list',
    {
      config: { docs: { summary: 'Their categories', tag, answers: { 200: presetCategorySchema.array() } } },
    },
    async (request, reply) => sendPrepared(await categories(), request, reply),
  );
  api.get(
    '/presets/:id',
    {
      schema: { params: idParametersSchema },
      config: { docs: { summary: 'One ready scenario', tag, answers: { 200: presetSchema } } },
    },
    async (request, reply) => {
      const id = findPreset(request.params.id)?.id;
      const ready = (await readyScenarios()).find(({ preset }) => preset.id === id);
      if (ready === undefined) throw new ServiceError('not_found', 'There is no such preset.');
      const { preset, scenario, summary } = ready;
      const answer =
        details.get(preset.id) ?? prepare({ ...summary, configuration: scenario, yaml: preset.yaml });
      details.set(preset.id, answer);
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
