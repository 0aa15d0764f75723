import { defineConfig } from 'vitest/config';

const isCi = process.env.CI === 'true';
const missingTools = 'tests/support/global-setup.ts';
const missingServices = 'tests/support/missing-services.ts';
const program = 'tests/support/build-program.ts';
/** Nobody's tests. */
const left = ['**/node_modules/**', '**/dist/**', 'tests/long/**'];
/** Tests of the service, on real databases. */
const service = [
  'apps/server/src/**/*.int.test.ts',
  'tests/e2e/service*.test.ts',
  'tests/deploy/**/*.test.ts',
];
/** Tests that start the program. */
const programs = ['tests/e2e/**/*.test.ts', 'tests/docs/**/*.test.ts'];

/** Nothing in these tests outlives them: a process of its own for each file would be a third of their time. */
const isolate = false;

/** What all tests have in common, the long ones too. */
export const common = {
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: { globalSetup: [missingTools, program] },
};

/** Rules of the source itself: part of `npm run check`, which leaves out the rest. */
const rules = ['tests/architecture/**/*.test.ts'];

/** Three groups of tests, one after the other: within a group two files at once. */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: isCi ? ['default', 'json'] : ['default'],
    outputFile: { json: 'node_modules/.cache/vitest/report.json' },
    projects: [
      { extends: true, ...common, test: { name: 'rules', include: rules } },
      {
        extends: true,
        ...common,
        test: {
          name: 'units',
          include: ['{packages,apps}/*/src/**/*.{test,properties}.ts', 'tests/**/*.{test,properties}.ts'],
          exclude: [...left, ...service, ...programs, ...rules],
          isolate,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          globalSetup: missingTools,
        },
      },
      {
        extends: true,
        ...common,
        test: {
          ...common.test,
          name: 'programs',
          include: programs,
          exclude: [...left, ...service],
          isolate,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        ...common,
        test: {
          ...common.test,
          name: 'service',
          include: service,
          exclude: left,
          globalSetup: [missingTools, missingServices, program],
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
