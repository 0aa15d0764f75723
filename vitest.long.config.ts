import { defineConfig } from 'vitest/config';
import { common } from './vitest.config.js';

const twentyMinutesMs = 20 * 60_000;

/** Proofs that take minutes: many replications, every preset at full size, fuzzing, what is cut off and killed. */
export default defineConfig({
  ...common,
  test: {
    globalSetup: [...common.test.globalSetup, 'tests/support/missing-services.ts'],
    include: ['tests/long/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: twentyMinutesMs,
    hookTimeout: twentyMinutesMs,
    maxWorkers: 1,
    reporters: process.env.CI === 'true' ? ['default', 'json'] : ['default'],
    outputFile: { json: 'node_modules/.cache/vitest/report-long.json' },
  },
});
