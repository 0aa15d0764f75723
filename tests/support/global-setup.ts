import { listMissingTools, toolVariable } from './tools.js';

/**
 * Says once, before the first test, what the machine lacks. In CI a missing tool is a failure: a test that is
 * left out there would never run anywhere.
 */
export default function reportMissingTools(): void {
  const missing = listMissingTools();
  if (missing.length === 0) return;
  const sentence = `left out for want of tools: ${missing.map((name) => `${name} (${toolVariable(name)})`).join(', ')}`;
  if (process.env.CI === 'true') throw new Error(`Tests ${sentence}. With CI=true they must run.`);
  process.stderr.write(`Tests ${sentence}\n`);
}
