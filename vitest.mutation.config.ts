import { defineConfig } from 'vitest/config';

/** The tests of the domain alone: what mutation testing runs for every mutant. */
export default defineConfig({ test: { include: ['test/domain/**/*.test.ts', 'test/playbooks/**/*.test.ts'] } });
