import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

const twentyMinutesMs = 20 * 60_000;

/** Proofs that take minutes: many replications, every preset at full size, fuzzing. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['tests/long/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: twentyMinutesMs,
    hookTimeout: twentyMinutesMs,
    passWithNoTests: true,
    outputFile: { json: 'node_modules/.cache/vitest/report-long.json' },
  },
});
