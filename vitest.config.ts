import { defineConfig } from 'vitest/config';

const isCi = process.env.CI === 'true';

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['{packages,apps}/*/src/**/*.{test,properties}.ts', 'tests/**/*.{test,properties}.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'tests/long/**'],
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: isCi ? ['default', 'json'] : ['default'],
    outputFile: { json: 'node_modules/.cache/vitest/report.json' },
  },
});
