import {
  conditionTypeSchema,
  facilityTypeSchema,
  NATION_NAMES,
  nationalitySchema,
  scenarioJsonSchema,
  staticFrontSchema,
} from '@medical-patients/contract';
import { referenceData } from '@medical-patients/reference-data';
import type * as z from 'zod';
import type { Api } from '../context.js';
import { type PreparedAnswer, prepareLater, sendPrepared } from '../prepared.js';
import type { ReadReadyScenarios } from '../ready-scenarios.js';

const CONDITION_TYPES = [
  { id: 'DISEASE', name: 'Disease', description: 'Illness of any kind, mental and heat or cold included.' },
  {
    id: 'NON_BATTLE',
    name: 'Non-battle injury',
    description: 'Accidents, sports, vehicles without enemy action.',
  },
  {
    id: 'BATTLE_TRAUMA',
    name: 'Battle injury',
    description: 'Wounds by enemy action, CBRN agents included.',
  },
];

const ROLES = [
  {
    id: 'POI',
    name: 'Point of injury',
    role: 0,
    description: 'Self-aid, buddy aid and the medic of the unit.',
  },
  { id: 'Role1', name: 'Role 1', role: 1, description: 'Triage, resuscitation, minor treatment, holding.' },
  {
    id: 'Role2',
    name: 'Role 2',
    role: 2,
    description: 'Damage control surgery, intensive care, short holding.',
  },
  { id: 'Role3', name: 'Role 3', role: 3, description: 'Theatre hospital: specialists, wards, diagnostics.' },
  { id: 'Role4', name: 'Role 4', role: 4, description: 'Definitive care at home.' },
];

/** Reference data that forms and scripts choose from. */
export function addReferenceRoutes(api: Api, readyScenarios: ReadReadyScenarios): void {
  const { laydown } = referenceData.model;
  const templates = { 1: laydown.role1, 2: laydown.role2, 3: laydown.role3 } as Record<number, object>;
  const add = (name: string, summary: string, items: () => unknown, schema: z.ZodType): void => {
    addPrepared(api, `/configurations/reference/${name}/`, summary, prepareLater(items), schema);
  };
  const nationalities = Object.entries(NATION_NAMES).map(([code, name]) => ({ code, name }));
  const facilities = ROLES.map((role) => ({ ...role, ...templates[role.role] }));
  const fronts = async (): Promise<readonly unknown[]> =>
    (await readyScenarios()).flatMap(({ preset, scenario }) =>
      scenario.fronts.map(({ id, name, share, nations, location }) => ({
        id,
        name,
        preset: preset.id,
        share,
        nations,
        location,
      })),
    );
  add('nationalities', 'The nations there are', () => nationalities, nationalitySchema.array());
  add('condition-types', 'Classes of casualties', () => CONDITION_TYPES, conditionTypeSchema.array());
  add(
    'facility-types',
    'Roles of care, with what each has by default',
    () => facilities,
    facilityTypeSchema.array(),
  );
  add('static-fronts', 'Fronts of the ready scenarios', fronts, staticFrontSchema.array());

  const schema = prepareLater(scenarioJsonSchema);
  api.get(
    '/schema',
    {
      config: {
        docs: { summary: 'JSON Schema of scenarios', tag: 'reference', answers: { 200: 'application/json' } },
      },
    },
    async (request, reply) => sendPrepared(await schema(), request, reply),
  );
}

function addPrepared(
  api: Api,
  path: string,
  summary: string,
  answer: () => Promise<PreparedAnswer>,
  schema: z.ZodType,
): void {
  api.get(
    path,
    { config: { docs: { summary, tag: 'reference', answers: { 200: schema } } } },
    async (request, reply) => sendPrepared(await answer(), request, reply),
  );
}
