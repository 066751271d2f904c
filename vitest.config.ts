import { defineConfig } from 'vitest/config';

const JOURNEYS = 'test/journey/**/*.test.ts';

export default defineConfig({
  test: {
    pool: 'threads',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'parts', include: ['test/**/*.test.ts'], exclude: [JOURNEYS, 'node_modules/**'] },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: [JOURNEYS],
          // One system for all of them, so one after another, and after the parts.
          globalSetup: 'test/support/running-system-setup.ts',
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
