import type { Fact } from '../events/fact.ts';
import { isSettled } from '../requirements/is-settled.ts';
import type { Requirement } from '../requirements/requirement.ts';
import { requirementsOf } from '../requirements/requirements-of.ts';
import type { Case, CaseDocument, Timer } from './case.ts';
import { decide } from './change.ts';
import { type ChecklistNews, checklistNews, withChecklistDate } from './checklist-dates.ts';
import type { Decision, Surroundings } from './decision.ts';
import type { RequirementDecision } from './requirement-decision.ts';

/**
 * A day has come on which deferrals end, or documents are about to run out or have. What is owed again is a task for the
 * owner, whatever the case has come to meanwhile.
 */
export function passChecklistDate(case_: Case, _timer: Timer, s: Surroundings): Decision {
  const news = checklistNews(case_, s.playbook, s.at);
  const after = { ...case_, ...told(case_, news, s) };
  const facts = factsOf(news, after, s);
  const isOwed = facts.some(({ type }) => type !== 'document.expiring');
  const { documents, requirementDecisions } = after;
  const timers = withChecklistDate(after, s);
  const changes = { documents, requirementDecisions, timers, ...(isOwed && { needsAttention: true }) };
  return decide(case_, changes, facts.length > 0 ? facts : [{ type: 'checklist.date_passed' }], s.at);
}

function told(case_: Case, { passed, expiring, expired }: ChecklistNews, { at, caller }: Surroundings) {
  const ended = { as: 'passed', by: caller.personId, at } as const;
  const asTold = (document: CaseDocument): CaseDocument => {
    if (expired.includes(document)) return { ...document, expiryTold: 'expired' };
    return expiring.includes(document) ? { ...document, expiryTold: 'expiring' } : document;
  };
  const asEnded = (decision: RequirementDecision): RequirementDecision =>
    passed.includes(decision) ? { ...decision, ended } : decision;
  return {
    documents: case_.documents.map(asTold),
    requirementDecisions: case_.requirementDecisions.map(asEnded),
  };
}

/** Only what makes a difference: a mandatory requirement that still applies, and that nothing else has settled. */
function factsOf({ passed, expiring, expired }: ChecklistNews, after: Case, s: Surroundings): readonly Fact[] {
  const checklist = requirementsOf(after, s.playbook, s.at).filter(({ mandatory }) => mandatory);
  const about = (changed: readonly (CaseDocument | RequirementDecision)[]) => {
    const ids = changed.map(({ requirementId }) => requirementId);
    return checklist.filter(({ requirementId }) => ids.includes(requirementId));
  };
  return [
    ...fact(
      'requirement.deferral_ended',
      about(passed).filter((one) => !isSettled(one)),
    ),
    ...fact(
      'document.expiring',
      about(expiring).filter((one) => one.expiring === true),
    ),
    ...fact(
      'document.expired',
      about(expired).filter((one) => one.status === 'expired'),
    ),
  ];
}

function fact(type: Fact['type'], requirements: readonly Requirement[]): readonly Fact[] {
  if (requirements.length === 0) return [];
  return [{ type, requirementIds: requirements.map(({ requirementId }) => requirementId) }];
}
