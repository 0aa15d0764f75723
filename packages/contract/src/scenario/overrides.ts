import { nearest } from './distance.js';
import type { Finding } from './finding.js';
import { readYaml } from './source/read-yaml.js';
import type { PathKey } from './source/source-node.js';
import { setOwn } from './source/source-node.js';

/** Path and value of a change to a scenario; the value undefined takes the key away. */
export type Override = readonly [path: string, value: unknown];

/** `medical.fleets.0.vehicles` or `medical.fleets[0].vehicles` as keys; indexes stay text until used. */
const splitPath = (path: string): string[] => path.replaceAll(/\[([^\]]*)\]/g, '.$1').split('.');

/**
 * Reads `path=value` as given to `--set`; the value is YAML: `3`, `true`, `high`, `[rain, fog]`.
 */
export function parseAssignment(
  text: string,
): { readonly ok: true; readonly override: Override } | { readonly ok: false; readonly message: string } {
  const at = text.indexOf('=');
  if (at <= 0) return { ok: false, message: `"${text}" is not path=value, such as days=10.` };
  const path = text.slice(0, at).trim();
  const source = text.slice(at + 1);
  if (source.trim() === '') return { ok: true, override: [path, null] };
  const reading = readYaml(source);
  if (reading.problems.length > 0 && reading.problems.some(({ code }) => code !== 'file-empty')) {
    return { ok: false, message: `The value of ${path} cannot be read: ${reading.problems[0]?.message}` };
  }
  return { ok: true, override: [path, reading.value ?? null] };
}

/**
 * Sets the value at a path in place. Lists are entered by index or by the id of an element; a missing
 * mapping on the way is made, a missing element is a problem.
 */
export function setByPath(root: object, path: string, value: unknown): Finding | null {
  const refuse = (message: string, suggestion?: string): Finding => ({
    code: 'invalid-override',
    path: splitPath(path),
    message,
    suggestion,
  });
  const keys = splitPath(path);
  if (keys.some((key) => key === ''))
    return refuse(`"${path}" is not a path such as medical.fleets.0.vehicles.`);

  let target: object = root;
  const walked: string[] = [];
  for (const [depth, segment] of keys.entries()) {
    const here = walked.length === 0 ? 'the scenario' : walked.join('.');
    let key: PathKey = segment;
    if (Array.isArray(target)) {
      const index = findElement(target, segment);
      if (index === null) {
        const ids = target.flatMap((item) => (hasId(item) ? [item.id] : []));
        return refuse(`${here} has no element "${segment}"; it has ${target.length}.`, nearest(segment, ids));
      }
      key = index;
    }
    walked.push(segment);
    if (depth === keys.length - 1) {
      if (value !== undefined) setOwn(target, key, value);
      else if (Array.isArray(target)) target.splice(key as number, 1);
      else delete (target as Record<string, unknown>)[key];
      return null;
    }
    const child: unknown = Object.hasOwn(target, key) ? (target as Record<PathKey, unknown>)[key] : undefined;
    if (child === undefined || child === null) {
      if (/^\d+$/.test(keys[depth + 1] ?? '')) {
        return refuse(
          `${walked.join('.')} is not in the scenario, so that it has no element ${keys[depth + 1]}.`,
        );
      }
      const made = {};
      setOwn(target, key, made);
      target = made;
    } else if (typeof child === 'object') {
      target = child;
    } else {
      return refuse(`${walked.join('.')} is a single value and has no "${keys[depth + 1]}".`);
    }
  }
  return null;
}

const hasId = (item: unknown): item is { readonly id: string } =>
  typeof item === 'object' && item !== null && typeof (item as { id?: unknown }).id === 'string';

function findElement(list: readonly unknown[], segment: string): number | null {
  if (/^\d+$/.test(segment)) return Number(segment) < list.length ? Number(segment) : null;
  const index = list.findIndex((item) => hasId(item) && item.id === segment);
  return index === -1 ? null : index;
}
