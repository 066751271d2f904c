import { factsRead } from '../../domain/playbook/decisions.ts';
import type { DocumentRequirement, Playbook } from '../../domain/playbook/playbook.ts';
import { type FactSources, factSources, factsBehind } from './fact-sources.ts';
import { type Finding, findingIf } from './finding.ts';
import { ancestorsOf } from './run-order.ts';

/**
 * Documents that hang on what is asked only after the step that collects them: whoever answers that would be sent back
 * to the documents in the middle of it.
 */
export function lintDocumentOrder(playbook: Playbook): readonly Finding[] {
  const { intake, requirements } = playbook;
  const documents = intake.filter(({ kind }) => kind === 'documents').map(({ id }) => id);
  const late = new Set(
    intake.filter(({ id }) => documents.some((step) => ancestorsOf(id, intake).has(step))).map(({ id }) => id),
  );
  const sources = factSources(playbook);
  return requirements.flatMap((requirement, i) => {
    const steps = stepsBehind(requirement, sources).filter((step) => late.has(step));
    const message = `It hangs on “${steps.join('”, “')}”, where people are only after the documents.`;
    return findingIf(steps.length > 0, `/requirements/${i}`, 'fact-too-late', message);
  });
}

/** Ids of the steps that decide whether, and for whom, the document is asked for. */
function stepsBehind({ when, per }: DocumentRequirement, sources: FactSources): readonly string[] {
  const counts = per === 'case' ? [] : per.roles.map((role) => `members.${role}.count`);
  const read = when === undefined ? counts : [...counts, ...factsRead(when)];
  const steps = read
    .flatMap((fact) => [...factsBehind(fact, sources)])
    .flatMap((fact) => {
      const source = sources.get(fact);
      if (source?.kind === 'answer') return source.stepId;
      return source?.kind === 'members' ? source.steps : [];
    });
  return [...new Set(steps)];
}
