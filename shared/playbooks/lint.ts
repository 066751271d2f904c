import type { Playbook } from '../domain/playbook/playbook.ts';
import type { Finding } from './lint/finding.ts';
import { lintDecisions } from './lint/lint-decisions.ts';
import { lintDocumentOrder } from './lint/lint-document-order.ts';
import { lintFacts } from './lint/lint-facts.ts';
import { lintFields } from './lint/lint-fields.ts';
import { lintIds } from './lint/lint-ids.ts';
import { lintLimits } from './lint/lint-limits.ts';
import { lintMappings } from './lint/lint-mappings.ts';
import { lintPeople } from './lint/lint-people.ts';
import { lintRequirements } from './lint/lint-requirements.ts';
import { lintRun } from './lint/lint-run.ts';
import { lintScenarios } from './lint/lint-scenarios.ts';
import { lintStages } from './lint/lint-stages.ts';
import { lintTasks } from './lint/lint-tasks.ts';
import { lintTexts } from './lint/lint-texts.ts';
import { lintTruth } from './lint/lint-truth.ts';

const LINTS: readonly ((playbook: Playbook) => readonly Finding[])[] = [
  lintIds,
  lintFacts,
  lintTruth,
  lintDecisions,
  lintRun,
  lintTasks,
  lintStages,
  lintPeople,
  lintFields,
  lintRequirements,
  lintDocumentOrder,
  lintLimits,
  lintTexts,
  lintMappings,
  lintScenarios,
];

/** Everything that would leave somebody stuck in a case with this playbook. None means that it may be published. */
export function lintPlaybook(playbook: Playbook): readonly Finding[] {
  return LINTS.flatMap((lint) => lint(playbook));
}
