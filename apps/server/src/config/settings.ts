import { nearest } from '@medical-patients/contract';
import type * as z from 'zod';
import { ServiceError } from '../errors.js';
import { FOREIGN_VARIABLES, SETTING_FIELDS, type SettingName } from './setting-fields.js';

type Fields = typeof SETTING_FIELDS;
type ValueOf<Name extends SettingName> =
  | z.output<Fields[Name]['schema']>
  | (Fields[Name]['fallback'] extends null ? null : never);

/** Every setting, checked; a setting without a default is null when it was left out. */
export type Settings = { readonly [Name in SettingName]: ValueOf<Name> };

/** Variables of the test suite; a program started by it inherits them. */
const RESERVED = /^MEDPAT_TEST_/;

/**
 * Reads the environment, once, into a frozen object. An empty variable counts as left out. Values never appear in
 * what it throws: they may be secrets.
 *
 * @throws ServiceError `settings_invalid` with all problems, one a line
 */
export function readSettings(variables: NodeJS.ProcessEnv): Settings {
  const problems = findUnknown(variables);
  const settings: Partial<Record<SettingName, unknown>> = {};
  for (const [name, field] of Object.entries(SETTING_FIELDS) as [SettingName, Fields[SettingName]][]) {
    const text = variables[field.variable] || field.fallback;
    if (text === null) {
      settings[name] = null;
      continue;
    }
    const result = field.schema.safeParse(text);
    if (result.success) settings[name] = result.data;
    else problems.push(`${field.variable} ${describeIssue(result.error)}.`);
  }
  if (problems.length > 0) throw new ServiceError('settings_invalid', problems.join('\n'));
  return Object.freeze(settings) as Settings;
}

/** Every variable that one of our programs reads: none of them is a mistake in the environment of another. */
export function listVariables(): readonly string[] {
  return [...Object.values(SETTING_FIELDS).map(({ variable }) => variable), ...FOREIGN_VARIABLES];
}

function findUnknown(variables: NodeJS.ProcessEnv): string[] {
  const own: string[] = Object.values(SETTING_FIELDS).map((field) => field.variable);
  const known = new Set<string>(listVariables());
  return Object.keys(variables)
    .filter((name) => name.startsWith('MEDPAT_') && !RESERVED.test(name) && !known.has(name))
    .sort()
    .map((name) => {
      const meant = nearest(name, own);
      return `${name} is not one of our variables.${meant === undefined ? '' : ` Did you mean ${meant}?`}`;
    });
}

function describeIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue?.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  if (issue?.code === 'too_small') return 'must not be empty';
  return issue?.message ?? 'is not valid';
}

/** One setting for the documentation, which is generated from this. */
export interface SettingDescription {
  readonly variable: string;
  /** As written in the environment; null when there is none. */
  readonly fallback: string | null;
  readonly secret: boolean;
  readonly about: string;
}

export function describeSettings(): readonly SettingDescription[] {
  return Object.values(SETTING_FIELDS).map((field) => ({
    variable: field.variable,
    fallback: field.fallback,
    secret: 'secret' in field,
    about: field.about,
  }));
}
