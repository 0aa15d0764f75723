import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { canonicalJson, upstreamOfCare } from './canonical.js';
import { parseScenario } from './parse.js';

const folder = fileURLToPath(new URL('../../../../examples/', import.meta.url));
const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));

const read = (name: string) => {
  const result = parseScenario(readFileSync(`${folder}${name}`), { filename: name });
  if (!result.ok)
    throw new Error(result.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return result;
};

test('there are examples', () => {
  expect(files.length).toBeGreaterThanOrEqual(3);
});

test.each(files)('the example %s has no problem and no warning', (name) => {
  expect(read(name).warnings).toEqual([]);
});

test('the two examples that are compared have the same casualties', () => {
  const [before, after] = ['one-role-2-fewer.yaml', 'one-role-2-fewer-without.yaml'].map(
    (name) => read(name).scenario,
  );
  if (before === undefined || after === undefined) throw new Error('the examples are missing');
  expect(canonicalJson(upstreamOfCare(after))).toBe(canonicalJson(upstreamOfCare(before)));
  expect(after.medical.facilities?.length).toBe((before.medical.facilities?.length ?? 0) - 1);
});
