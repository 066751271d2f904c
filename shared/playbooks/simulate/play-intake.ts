import { addMember } from '../../domain/case/add-member.ts';
import type { AnswerValue, Case } from '../../domain/case/case.ts';
import { completeStep } from '../../domain/case/complete-step.ts';
import { createCase } from '../../domain/case/create-case.ts';
import { saveAnswers } from '../../domain/case/save-answers.ts';
import { submitCase } from '../../domain/case/submit-case.ts';
import { InputInvalid } from '../../domain/errors.ts';
import type { Field, IntakeStep } from '../../domain/playbook/playbook.ts';
import type { Scenario } from '../../domain/playbook/scenario.ts';
import { stepStates } from '../../domain/playbook/step-states.ts';
import { attempt, reasonOf } from './attempt.ts';
import type { Cast } from './cast.ts';
import { failure, type Story } from './story.ts';

/** A draft with the people of the scenario, every step that comes filled in and completed in the order of the run, and sent in. */
export function playIntake(scenario: Scenario, cast: Cast): Story {
  const { customer, applicant } = cast;
  const draft = createCase({ number: 'ONB-0000-0000', applicant, channel: 'web' }, customer).case;
  let story = withMembers({ case: draft, problems: [] }, scenario, cast);
  for (const step of customer.playbook.intake) story = withStep(story, step, scenario, cast);
  return submitted({ ...story, problems: [...story.problems, ...unasked(story, scenario, cast)] }, cast);
}

function withMembers(story: Story, { members }: Scenario, { customer }: Cast): Story {
  return members.reduce(({ case: before, problems }, member, i): Story => {
    const known = { name: `Member ${i + 1}`, dateOfBirth: '1980-01-01' };
    const added = attempt(before, (case_) => addMember(case_, { ...known, ...member }, customer));
    const refused = added.refusal === undefined ? [] : [failure(`/members/${i}`, reasonOf(added.refusal))];
    return { case: added.case, problems: [...problems, ...refused] };
  }, story);
}

function withStep(story: Story, step: IntakeStep, { answers }: Scenario, { customer }: Cast): Story {
  const status = stepStates(story.case, customer.playbook).find(({ stepId }) => stepId === step.id);
  if (step.kind === 'review' || status?.applies !== true) return story;
  const stepId = step.id;
  const given = (step.fields ?? []).flatMap((field) => {
    const value = answers[field.id];
    return value === undefined ? [] : [[field.id, chosen(field, value, story.case)] as const];
  });
  const saved =
    given.length === 0
      ? story
      : attempt(story.case, (case_) => saveAnswers(case_, { stepId, answers: Object.fromEntries(given) }, customer));
  const completed = attempt(saved.case, (case_) => completeStep(case_, { stepId }, customer));
  const refusal = 'refusal' in saved ? saved.refusal : undefined;
  return {
    case: completed.case,
    problems: [...story.problems, ...(refusal === undefined ? [] : refusedAnswers(refusal))],
  };
}

/** A choice among members is written like a document of theirs: `director#1` is the first director. */
function chosen({ optionSource }: Field, value: AnswerValue, { members }: Case): AnswerValue {
  if (optionSource === undefined || optionSource === 'countries') return value;
  const idOf = (name: string): string => {
    const [role, number] = name.split('#');
    return members.filter((member) => member.role === role)[Number(number) - 1]?.memberId ?? name;
  };
  if (typeof value === 'string') return idOf(value);
  return Array.isArray(value) ? value.map(idOf) : value;
}

function refusedAnswers(refusal: Error) {
  if (refusal instanceof InputInvalid) return refusal.errors.map(({ pointer, message }) => failure(pointer, message));
  return [failure('/answers', refusal.message)];
}

/** Answers to what this case is not asked at all. */
function unasked({ case: case_ }: Story, { answers }: Scenario, { customer: { playbook } }: Cast) {
  const skipped = new Set(stepStates(case_, playbook).flatMap(({ applies, stepId }) => (applies ? [] : stepId)));
  const fields = playbook.intake.flatMap(({ id, fields: all = [] }) => (skipped.has(id) ? all : []));
  return fields
    .filter(({ id }) => answers[id] !== undefined)
    .map(({ id }) => failure(`/answers/${id}`, 'This is not asked for with the other answers given.'));
}

function submitted(story: Story, { customer }: Cast): Story {
  const { materialVersion } = story.case;
  const sent = attempt(story.case, (case_) => submitCase(case_, { materialVersion }, customer));
  if (sent.refusal === undefined) return { ...story, case: sent.case };
  return { ...story, end: { outcome: 'incomplete', reason: `missing: ${reasonOf(sent.refusal)}` } };
}
