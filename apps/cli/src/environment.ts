import { nearest } from '@medical-patients/contract';
import { MedpatError } from '@medical-patients/runner';

/** The variables that the program reads, and what they are. */
const VARIABLES = {
  MEDPAT_PASSWORD: 'password of --encrypt; not empty',
} as const;

/** Variables of the test suite and of the builds; a program started by them inherits them. */
const RESERVED = /^MEDPAT_TEST_/;

export interface Environment {
  /** Null where the variable is not set. */
  readonly password: string | null;
}

/**
 * Reads the environment, once.
 *
 * @throws MedpatError `environment-invalid` with all problems
 */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const names = Object.keys(VARIABLES);
  const problems = Object.keys(variables)
    .filter((name) => name.startsWith('MEDPAT_') && !RESERVED.test(name) && !names.includes(name))
    .sort()
    .map((name) => {
      const meant = nearest(name, names);
      const hint = meant === undefined ? `There is only ${names.join(', ')}.` : `Did you mean ${meant}?`;
      return `The variable ${name} is not one of ours. ${hint}`;
    });
  const { MEDPAT_PASSWORD: password } = variables;
  if (password === '') problems.push('The variable MEDPAT_PASSWORD is empty.');
  if (problems.length > 0) throw new MedpatError('environment-invalid', problems.join('\n'));
  return Object.freeze({ password: password ?? null });
}
