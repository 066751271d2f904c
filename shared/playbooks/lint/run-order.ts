import type { IntakeStep } from '../../domain/playbook/playbook.ts';

/** Ids of every step that has to be settled before this one, directly or through others. Ends on cycles too. */
export function ancestorsOf(stepId: string, intake: readonly IntakeStep[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (id: string): void => {
    for (const earlier of intake.find((step) => step.id === id)?.after ?? []) {
      if (found.has(earlier)) continue;
      found.add(earlier);
      visit(earlier);
    }
  };
  visit(stepId);
  return found;
}
