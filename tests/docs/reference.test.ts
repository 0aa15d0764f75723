import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Parameter } from '@medical-patients/contract';
import { referenceData } from '@medical-patients/reference-data';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../support/source-files.js';
import { readPage } from './markdown.js';

describe('the page of the model', () => {
  const { physiology, care, timing } = referenceData.model;
  const parameters: Readonly<Record<string, Parameter>> = { ...physiology, ...care, ...timing };
  const quoted = [...readPage('docs/explanation/model.md').matchAll(/`(\w+) (-?[\d.]+)`/g)].map(
    ([, name = '', value = '']) => ({ name, value: Number(value) }),
  );

  test('quotes many parameters', () => {
    expect(quoted.length).toBeGreaterThan(50);
  });

  test.each(quoted)('$name is $value', ({ name, value }) => {
    expect(parameters[name]?.value).toBe(value);
  });
});

test('the page of formats names every one, with its dictionary', () => {
  const page = readFileSync(join(projectRoot, 'docs/reference/formats.md'), 'utf8');
  for (const name of ['json', 'ndjson', 'csv', 'classic']) expect(page).toContain(`\`${name}\``);
  expect(page).toContain('| `patients.csv` | `number` |');
});
