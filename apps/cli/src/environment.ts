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

/** Whether a variable looks like one of ours without being one that this program reads. */
function isStrange(name: string): boolean {
  return name.startsWith('MEDPAT_') && !RESERVED.test(name) && !(name in VARIABLES);
}

/** Whether what is set can only be judged by whoever knows the variables of our other programs. */
export function hasStrangers(variables: NodeJS.ProcessEnv): boolean {
  return Object.keys(variables).some(isStrange);
}

/**
 * Reads the environment, once.
 *
 * @param others - variables of our other programs: the shell that runs a service may run this as well
 * @throws MedpatError `environment-invalid` with all problems
 */
export function readEnvironment(variables: NodeJS.ProcessEnv, others: readonly string[] = []): Environment {
  const names = [...new Set([...Object.keys(VARIABLES), ...others])];
  const problems = Object.keys(variables)
    .filter((name) => isStrange(name) && !others.includes(name))
    .sort()
    .map((name) => {
      const meant = nearest(name, names);
      const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
      return `The variable ${name} is not one of ours.${hint}`;
    });
  const { MEDPAT_PASSWORD: password } = variables;
  if (password === '') problems.push('The variable MEDPAT_PASSWORD is empty.');
  if (problems.length > 0) throw new MedpatError('environment-invalid', problems.join('\n'));
  return Object.freeze({ password: password ?? null });
}
