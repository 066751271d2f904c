import type { AnswerValue, Case, Member } from '../case/case.ts';
import { applicantKind } from './applicant-kind.ts';
import { decide, decisionFact } from './decisions.ts';
import { evaluate } from './evaluate.ts';
import { type Facts, isAnswered } from './facts.ts';
import { oncePerCase } from './once-per-case.ts';
import type { Playbook } from './playbook.ts';

/**
 * Facts of a case for its playbook's conditions. Answers count in the order of the run, so that an answer of a hidden
 * field or of a step that does not apply is not known, and hides what depends on it. Decisions are taken anew after every step, so
 * that the next one sees what the answers before it have decided.
 */
export function factsOf(case_: Case, playbook: Playbook): Facts {
  return collected(case_, playbook, '');
}

const collected = oncePerCase((case_, playbook): Facts => {
  const facts = new Map<string, AnswerValue>();
  facts.set('applicant.kind', applicantKind(case_.applicant));
  facts.set('applicant.type', playbook.applicantType);
  facts.set('channel', case_.channel);
  addMemberFacts(facts, case_, playbook);
  for (const { checkId, result } of case_.checks)
    if (result !== undefined) facts.set(`checks.${checkId}.result`, result);
  if (case_.riskBand !== undefined) facts.set('risk.band', case_.riskBand);
  addDecisions(facts, playbook);
  addAnswers(facts, case_, playbook);
  return facts;
});

/** The facts of the case together with those of one member, for a requirement that is asked per member. */
export function factsOfMember(facts: Facts, member: Member): Facts {
  const extended = new Map(facts);
  if (member.country !== undefined) extended.set('member.country', member.country);
  if (member.ownershipPercent !== undefined) extended.set('member.ownershipPercent', member.ownershipPercent);
  return extended;
}

function addMemberFacts(facts: Map<string, AnswerValue>, case_: Case, playbook: Playbook): void {
  for (const role of playbook.memberRoles) {
    const members = case_.members.filter((member) => member.role === role.id);
    const shares = members.flatMap((member) => member.ownershipPercent ?? []);
    facts.set(`members.${role.id}.count`, members.length);
    if (shares.length > 0) facts.set(`members.${role.id}.highestOwnershipPercent`, Math.max(...shares));
  }
}

function addAnswers(facts: Map<string, AnswerValue>, case_: Case, playbook: Playbook): void {
  for (const step of playbook.intake) {
    const values = case_.answers.find((answers) => answers.stepId === step.id)?.values;
    if (values === undefined || (step.when !== undefined && !evaluate(step.when, facts))) continue;
    for (const field of step.fields ?? []) {
      const value = values[field.id];
      if (!isAnswered(value)) continue;
      if (field.visibleWhen === undefined || evaluate(field.visibleWhen, facts))
        facts.set(`answers.${field.id}`, value);
    }
    addDecisions(facts, playbook);
  }
}

function addDecisions(facts: Map<string, AnswerValue>, { decisions }: Playbook): void {
  for (const decision of decisions) facts.set(decisionFact(decision.id), decide(decision, facts).value);
}
