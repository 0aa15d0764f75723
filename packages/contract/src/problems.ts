/**
 * Every code of a problem with somebody's input, and what it means. Codes are a public promise: they are
 * never reused and never renamed.
 */
export const PROBLEM_CODES = {
  'file-too-large': 'The file is larger than a scenario may be.',
  'file-binary': 'The file is not text.',
  'file-empty': 'The file holds nothing.',
  'file-syntax': 'The file is not valid YAML or JSON.',
  'file-too-deep': 'The file is nested too deeply.',
  'file-too-many': 'The file holds, or expands to, too many values.',
  'file-tag': 'The file uses a custom YAML tag.',
  'file-documents': 'The file holds more than one document.',
  'duplicate-key': 'A key stands twice in the same place.',
  'unknown-key': 'A key that no scenario has.',
  'missing-key': 'A key that must be there.',
  'wrong-type': 'A value of the wrong type.',
  'out-of-range': 'A number, text or list outside its range.',
  'unknown-value': 'A word outside the list of permitted words.',
  'invalid-id': 'An id with characters that ids do not have.',
  'invalid-override': 'A path or value given beside the file that cannot be applied.',
  'unsupported-version': 'A schema version that this software does not read.',
  'invalid-seed': 'A seed that cannot be kept exactly.',
  'invalid-date': 'A date or time that does not exist.',
  'casualty-forms': 'More than one way of saying how many casualties.',
  'rate-forms': 'Both or neither of a campaign and a battle rate.',
  'population-missing': 'Rates without a population at risk.',
  'mix-sum': 'Shares that do not sum to about 1.',
  'no-warfare': 'No active warfare type.',
  'no-mechanism': 'Mechanism weights that are all zero.',
  'tempo-length': 'Day weights that do not match the number of days.',
  'tempo-zero': 'Day weights that are all zero.',
  'unknown-nation': 'A nation outside the 32 members.',
  'nations-empty': 'A front without nations.',
  'share-mixed': 'Some fronts with a share and others without.',
  'event-after-end': 'An event after the last day.',
  'event-casualties': 'Events with more casualties than the scenario has.',
  'duplicate-id': 'One id for two things.',
  'unknown-front': 'A front that the scenario does not have.',
  'unknown-facility': 'A facility that the scenario does not have.',
  'unknown-place': 'A place that is neither a front nor a facility.',
  'evacuates-to-itself': 'A facility that evacuates to itself.',
  'evacuates-backwards': 'A facility that evacuates to a lower role.',
  'evacuates-in-circle': 'Facilities that evacuate in a circle.',
  'no-facility': 'A laydown without facilities.',
  'front-without-facility': 'A front from which no facility takes casualties.',
  'facility-without-places': 'A facility that can treat nobody.',
  'fleet-serves-nobody': 'A fleet that picks up nowhere.',
  'fleet-carries-nobody': 'A vehicle without litters and seats.',
  'fleet-route': 'A route that lacks an end, or leads nowhere.',
  'leg-minutes': 'Travel times that are not in order.',
  'leg-to-front': 'A leg that ends at a front.',
  'duplicate-leg': 'Two travel times for the same leg.',
  'leg-loop': 'A leg that ends where it begins.',
  'share-sum': 'Shares that sum to more than 1.',
  'range-order': 'A range whose ends are in the wrong order.',
  'without-effect': 'A part of the scenario that changes nothing.',
  'dead-end': 'A facility below Role 4 that evacuates nowhere.',
  unreachable: 'A facility that nobody can reach.',
  'no-surgery': 'A laydown without an operating table.',
  'place-without-fleet': 'A place from which no vehicle evacuates.',
  'policy-order': 'An evacuation policy that gets shorter further back.',
  migrated: 'A classic configuration that was read and migrated.',
} as const;

export type ProblemCode = keyof typeof PROBLEM_CODES;

/** One thing that is wrong, or, in a list of warnings, worth knowing. */
export interface Problem {
  readonly code: ProblemCode;
  /** Where: `medical.fleets[0].vehicles`; empty for the whole file. */
  readonly path: string;
  /** A sentence for people, complete without code and path. */
  readonly message: string;
  /** From 1; only where the input was a text. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** What was probably meant, ready to type. */
  readonly suggestion?: string;
}
