import { expect } from 'vitest';
import { PROBLEM_CODES, type Problem } from '../../problems.js';
import { parseScenario } from '../parse.js';

/** The problems of a scenario that is refused. */
export function problemsOf(input: unknown): readonly Problem[] {
  const result = parseScenario(input);
  if (result.ok) throw new Error('the scenario was accepted');
  for (const { code, message } of result.problems) {
    expect(Object.keys(PROBLEM_CODES)).toContain(code);
    expect(message).toMatch(/[.?]$/);
  }
  return result.problems;
}

/** Code, path, line and sentence of every problem. */
export function linesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code, path, line, message }) => `${code} ${path} ${line ?? '-'}: ${message}`);
}
