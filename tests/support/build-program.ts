import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bundleCli } from '../../scripts/bundle.mjs';
import { projectRoot } from './source-files.js';

/** Shared by the groups of tests, each of which runs this file anew. */
const shared: { medpatProgram?: Promise<string> } = globalThis as object;

/**
 * Bundles the program once for all tests that start it or its threads, from the sources as they are now. It neither
 * needs nor disturbs `apps/cli/dist`.
 */
export async function setup(project: TestProject): Promise<() => void> {
  shared.medpatProgram ??= buildProgram();
  const home = await shared.medpatProgram;
  project.provide('program', home);
  return () => rmSync(home, { recursive: true, force: true });
}

async function buildProgram(): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'medpat-program-'));
  for (const entry of ['package.json', 'bin']) {
    cpSync(join(projectRoot, 'apps/cli', entry), join(home, entry), { recursive: true });
  }
  await bundleCli(join(home, 'dist'));
  return home;
}
