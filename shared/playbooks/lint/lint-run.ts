import type { Condition } from '../../domain/playbook/condition.ts';
import { factsRead } from '../../domain/playbook/decisions.ts';
import type { IntakeStep, Playbook } from '../../domain/playbook/playbook.ts';
import { type FactSources, factSources, factsBehind } from './fact-sources.ts';
import { type Finding, findingIf } from './finding.ts';
import { ancestorsOf } from './run-order.ts';

/** Steps that cannot be reached or finished because of what they wait for, and checks that wait for each other. */
export function lintRun(playbook: Playbook): readonly Finding[] {
  return [
    ...playbook.intake.flatMap((step, position) => lintStep(step, position, playbook)),
    ...lintReview(playbook.intake),
    ...lintChecks(playbook),
  ];
}

function lintStep(step: IntakeStep, position: number, { intake, requirements }: Playbook): readonly Finding[] {
  const place = `/intake/${position}`;
  if (ancestorsOf(step.id, intake).has(step.id)) {
    return [{ place: `${place}/after`, code: 'cycle', message: `“${step.id}” waits for itself.` }];
  }
  return [
    ...step.after.flatMap((id, i) => lintEarlier(step, id, `${place}/after/${i}`, intake)),
    ...lintContent(step, place),
    ...findingIf(
      step.kind === 'documents' && requirements.length === 0,
      place,
      'nothing-to-fill-in',
      'There is no document to send here.',
    ),
  ];
}

function lintEarlier(step: IntakeStep, id: string, place: string, intake: readonly IntakeStep[]): readonly Finding[] {
  const earlier = intake.findIndex((one) => one.id === id);
  if (earlier === -1) return [{ place, code: 'unknown-step', message: `There is no step “${id}”.` }];
  if (earlier > intake.indexOf(step)) {
    return [{ place, code: 'later-step', message: `“${id}” comes after “${step.id}” in the run.` }];
  }
  if (!step.required || intake[earlier]?.required) return [];
  return [
    { place, code: 'waits-for-optional', message: `“${step.id}” is required, but waits for the optional “${id}”.` },
  ];
}

function lintContent({ kind, fields, memberRoles }: IntakeStep, place: string): readonly Finding[] {
  const message = 'A step of this kind needs something to fill in, and nothing of another kind.';
  const hasRightContent =
    (kind === 'form') === (fields ?? []).length > 0 && (kind === 'members') === (memberRoles ?? []).length > 0;
  return hasRightContent ? [] : [{ place, code: 'nothing-to-fill-in', message }];
}

function lintReview(intake: readonly IntakeStep[]): readonly Finding[] {
  const reviews = intake.filter(({ kind }) => kind === 'review');
  const last = intake.at(-1);
  if (reviews.length === 1 && last === reviews[0] && last?.required && last.when === undefined) return [];
  return [
    { place: '/intake', code: 'review-step', message: 'The last step has to be a required review, the only one.' },
  ];
}

function lintChecks(playbook: Playbook): readonly Finding[] {
  const { checks } = playbook;
  const sources = factSources(playbook);
  const asks = new Map(checks.map(({ id, when }) => [id, checksRead(when, sources)]));
  const reaches = (from: string, to: string, seen: readonly string[]): boolean =>
    (asks.get(from) ?? []).some((next) => next === to || (!seen.includes(next) && reaches(next, to, [...seen, next])));
  return checks.flatMap(({ id }, position) =>
    findingIf(reaches(id, id, []), `/checks/${position}/when`, 'cycle', `“${id}” waits for its own result.`),
  );
}

/** Checks whose results a condition reads, also by way of decisions. */
function checksRead(when: Condition | undefined, sources: FactSources): readonly string[] {
  const facts = when === undefined ? [] : factsRead(when).flatMap((fact) => [...factsBehind(fact, sources)]);
  return facts.flatMap((fact) => {
    const source = sources.get(fact);
    return source?.kind === 'check' ? [source.checkId] : [];
  });
}
