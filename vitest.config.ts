import { defineConfig } from 'vitest/config';

const JOURNEYS = 'test/journey/**/*.test.ts';
const STORIES = 'test/journey/stories*.test.ts';

export default defineConfig({
  test: {
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [JOURNEYS, 'node_modules/**'],
          // Files of one worker share their modules: loading them again for each takes as long as the tests.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'stories', include: [STORIES], globalSetup: 'test/support/running-system-build.ts' },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: [JOURNEYS],
          exclude: [STORIES, 'node_modules/**'],
          // One system and one clock for all of them, so one after another, and after the rest.
          globalSetup: 'test/support/running-system-setup.ts',
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
