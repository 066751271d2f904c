import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { lintPlaybook } from '../../shared/playbooks/lint.ts';
import { playbookSchema } from '../../shared/playbooks/playbook-schema.ts';
import { runScenarios } from '../../shared/playbooks/run-scenarios.ts';

const folder = new URL('../../shared/playbooks/data/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

describe('the packaged playbooks', () => {
  it('are looked at', () => {
    expect(files.length).toBeGreaterThanOrEqual(2);
  });

  it.each(files)('are sound and pass their scenarios: %s', (file) => {
    const playbook = z.parse(playbookSchema, JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
    expect(lintPlaybook(playbook)).toEqual([]);
    expect(runScenarios(playbook)).toEqual([]);
  });
});
