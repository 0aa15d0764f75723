import { expect, test } from 'vitest';
import { findForbiddenText } from '../../scripts/forbidden-text.mjs';

/** The samples are put together here, so that the audit does not trip over its own test. */
const home = ['', 'home', 'someone', 'project'].join('/');
const windowsHome = ['C:', 'Users', 'someone'].join('\\');
const registry = ['registry', 'example', 'org'].join('.');
const privateHost = ['http://10', '0', '0', '7/'].join('.');
const intranet = `https://${['build', 'internal'].join('.')}/`;
const conflict = `${'<'.repeat(7)} HEAD`;
const token = `ghp${'_'}${'a1'.repeat(18)}`;

test.each([
  [`cd ${home}`, 'absolute path of a machine'],
  [`const path = '${home}';`, 'absolute path of a machine'],
  [`(${home}/README.md)`, 'absolute path of a machine'],
  [`copy ${windowsHome}`, 'path on a Windows machine'],
  [`https://${registry}/zod`, 'host of a package registry'],
  [privateHost, 'host of a private network'],
  [intranet, 'host of a private network'],
  [conflict, 'mark of a merge conflict'],
  [token, 'credential'],
])('refuses %s', (line, what) => {
  expect(findForbiddenText(`fine\n${line}\n`)).toEqual([expect.objectContaining({ line: 2, what })]);
});

test.each([
  'https://example.org/home/page',
  './work/plan.md and src/work/plan.ts',
  'a bed/work/rest cycle',
  'http://127.0.0.1:9',
  '<<EOF',
  '/usr/bin/chromium',
])('permits %s', (line) => {
  expect(findForbiddenText(line)).toEqual([]);
});
