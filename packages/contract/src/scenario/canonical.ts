import type { Scenario } from './scenario.js';

/**
 * JSON text with keys in code-unit order and without spaces: equal values give equal texts, for hashing.
 * Keys whose value is undefined are left out.
 *
 * @throws TypeError for what JSON cannot hold: functions, symbols, bigints, numbers that are not finite.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonical JSON cannot hold ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`canonical JSON cannot hold a ${typeof value}`);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/** The part of a scenario that decides who is hurt, when, where and how. */
export type UpstreamOfCare = Omit<Scenario, 'name' | 'description' | 'medical' | 'output'> & {
  /** The one field among the means that changes what a hit opens. */
  readonly medical: { readonly care: Pick<Scenario['medical']['care'], 'bleeding_pathways'> };
};

/**
 * Everything but names, means and output: two scenarios that agree in it and in the seed have the same
 * casualties, whatever their laydown.
 */
export function upstreamOfCare(scenario: Scenario): UpstreamOfCare {
  const { name: _name, description: _description, medical, output: _output, ...upstream } = scenario;
  return { ...upstream, medical: { care: { bleeding_pathways: medical.care.bleeding_pathways } } };
}
