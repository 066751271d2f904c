import type { Playbook } from '../domain/playbook/playbook.ts';
import type { Finding } from './lint/finding.ts';
import { lintPlaybook } from './lint.ts';
import { runScenarios } from './run-scenarios.ts';

/** What keeps a playbook from being published. Only one that is sound has its scenarios played. */
export function examine(playbook: Playbook): readonly Finding[] {
  const findings = lintPlaybook(playbook);
  return findings.length > 0 ? findings : runScenarios(playbook);
}
