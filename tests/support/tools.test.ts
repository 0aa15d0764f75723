import { afterEach, expect, test, vi } from 'vitest';
import { findNpm, findTool, toolVariable } from './tools.js';

afterEach(() => vi.unstubAllEnvs());

test('the environment variable goes first', () => {
  vi.stubEnv('MEDPAT_TEST_CHROMIUM', process.execPath);
  expect(findTool('chromium')).toBe(process.execPath);
});

test('a variable that leads nowhere is an error, not a silent skip', () => {
  vi.stubEnv('MEDPAT_TEST_7Z', '/no/such/7z');
  expect(toolVariable('7z')).toBe('MEDPAT_TEST_7Z');
  expect(() => findTool('7z')).toThrow('MEDPAT_TEST_7Z names /no/such/7z');
});

test('a program that is nowhere is undefined', () => {
  vi.stubEnv('PATH', '');
  vi.stubEnv('MEDPAT_TEST_XMLLINT', '');
  expect(findTool('xmllint')).toBeUndefined();
});

test('npm is a file Node can run', () => {
  expect(findNpm()).toMatch(/npm-cli\.js$/);
});
