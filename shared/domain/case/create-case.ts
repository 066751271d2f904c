import { dateOf } from '../calendar.ts';
import { InputInvalid } from '../errors.ts';
import { CHAIN_START } from '../events/chain.ts';
import type { Fact } from '../events/fact.ts';
import { applicantKind } from '../playbook/applicant-kind.ts';
import { checkAnswers } from '../playbook/check-answers.ts';
import { factsOf } from '../playbook/facts-of.ts';
import type { IntakeStep, Playbook } from '../playbook/playbook.ts';
import { type KnownOfApplicant, knownOf, prefilled } from '../playbook/prefill.ts';
import type { Channel, Priority } from '../vocabulary.ts';
import { PREFILLED_BY } from './author.ts';
import type { AnswerValue, Applicant, Case, StepAnswers } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { draftTimers } from './draft-timers.ts';
import { startRun } from './playbook-runs.ts';
import { stageRecord } from './stages.ts';
import { requireAnswersFit, writeAnswers } from './write-answers.ts';

export interface NewCase {
  /** Canonical case number, unique by the store. */
  readonly number: string;
  readonly applicant: Applicant;
  readonly channel: Channel;
  /** Person or account for whom somebody else opens the case. */
  readonly onBehalfOf?: string;
  readonly priority?: Priority;
  /** By field id, whichever step asks for it. */
  readonly answers?: Readonly<Record<string, AnswerValue>>;
  /** What is on record about the applicant, for the fields that take it over. */
  readonly known?: KnownOfApplicant;
}

/**
 * Opens a draft with the playbook and its version pinned. It is kept for the days that the playbook says.
 *
 * @throws {InputInvalid} when the playbook is not for such applicants, or an answer cannot be kept
 * @throws {LimitExceeded}
 */
export function createCase(input: NewCase, s: Surroundings): Decision {
  requireApplicantKind(input, s.playbook);
  const empty = emptyCase(input, s);
  const answers = firstAnswers(empty, input, s);
  requireAnswersFit(answers);
  const timers = draftTimers(empty, s);
  return decide(empty, { answers, timers }, [created(empty), ...answers.map(saved)], s.at);
}

/** @throws {InputInvalid} when the playbook is not for such applicants */
export function requireApplicantKind({ applicant }: Pick<NewCase, 'applicant'>, playbook: Playbook): void {
  if (playbook.applicantKinds.includes(applicantKind(applicant))) return;
  const message = `This process is for ${playbook.applicantKinds.join(' or ')} applicants.`;
  throw new InputInvalid([{ pointer: '/type', code: 'playbook.applicant-kind', message }]);
}

function emptyCase(input: NewCase, { at, caller, playbook, newId }: Surroundings): Case {
  const { number, applicant, channel, onBehalfOf, priority = 'normal' } = input;
  return {
    caseId: newId('case'),
    number,
    type: playbook.id,
    playbook: { id: playbook.id, version: playbook.version },
    status: 'draft',
    stage: 'initiate',
    version: 0,
    customerVersion: 0,
    materialVersion: 0,
    channel,
    priority,
    applicant,
    openedBy: caller.personId,
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    group: playbook.group,
    declines: 0,
    receipts: [],
    rejections: 0,
    needsAttention: false,
    stages: [stageRecord(playbook, 'initiate', at)],
    reopenCount: 0,
    createdAt: at,
    updatedAt: at,
    customerUpdatedAt: at,
    chainHead: CHAIN_START,
    playbookRuns: startRun([], { startedAt: at, by: caller.personId }),
    answers: [],
    members: [],
    documents: [],
    requirementDecisions: [],
    checks: [],
    infoRequests: [],
    proposals: [],
    tasks: [],
    setAside: [],
    timers: [],
  };
}

function firstAnswers(
  empty: Case,
  { answers: sent = {}, known = {} }: NewCase,
  s: Surroundings,
): readonly StepAnswers[] {
  const onRecord = { ...knownOf(empty.applicant), ...known };
  const left = new Map(Object.entries(sent));
  const written: StepAnswers[] = [];
  const problems = [];
  for (const step of s.playbook.intake) {
    const first = writePrefilled(step, prefilled(step, onRecord, sent), s);
    const fields = (step.fields ?? []).map(({ id }) => id).filter((id) => left.has(id));
    if (fields.length === 0 && first !== undefined) written.push(first);
    if (fields.length === 0) continue;
    const values = Object.fromEntries(fields.map((id) => [id, left.get(id) ?? null]));
    for (const id of fields) left.delete(id);
    const facts = factsOf({ ...empty, answers: written }, s.playbook);
    problems.push(...checkAnswers(step, values, facts, dateOf(s.at), { completing: false }));
    written.push(writeAnswers(first, step.id, values, s).answers);
  }
  for (const id of left.keys()) {
    problems.push({ pointer: `/answers/${id}`, code: 'field.unknown', message: 'This process has no such field.' });
  }
  if (problems.length > 0) throw new InputInvalid(problems);
  return written;
}

function writePrefilled(
  { id }: IntakeStep,
  values: Readonly<Record<string, AnswerValue>>,
  { at, caller: { channel } }: Surroundings,
): StepAnswers | undefined {
  if (Object.keys(values).length === 0) return undefined;
  return writeAnswers(undefined, id, values, { at, caller: { personId: PREFILLED_BY, channel } }).answers;
}

function created({ type, channel, playbook, openedBy, onBehalfOf, group }: Case): Fact {
  return {
    type: 'case.created',
    playbook: type,
    playbookVersion: playbook.version,
    channel,
    openedBy,
    group,
    ...(onBehalfOf !== undefined && { onBehalfOf }),
  };
}

function saved({ stepId, revision, values }: StepAnswers): Fact {
  return { type: 'case.answers_saved', stepId, revision, fields: Object.keys(values) };
}
