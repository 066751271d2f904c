import type { Caller } from '../access/caller.ts';
import { canonicalJson } from '../canonical-json.ts';
import { LimitExceeded } from '../errors.ts';
import { CAPS } from './caps.ts';
import type { AnswerValue, Instant, StepAnswers } from './case.ts';

/** Answers of one step after a save, and the fields that the save changed. */
export interface WrittenAnswers {
  readonly answers: StepAnswers;
  readonly changed: readonly string[];
}

/** Merges what was sent into what is stored: null removes an answer, a field that was not sent stays. */
export function writeAnswers(
  stored: StepAnswers | undefined,
  stepId: string,
  sent: Readonly<Record<string, AnswerValue>>,
  {
    at,
    caller: { personId: by, channel },
  }: { readonly at: Instant; readonly caller: Pick<Caller, 'personId' | 'channel'> },
): WrittenAnswers {
  const values: Record<string, AnswerValue> = { ...stored?.values };
  const authors: Record<string, StepAnswers['authors'][string]> = { ...stored?.authors };
  const revision = (stored?.revision ?? 0) + 1;
  const changed = Object.keys(sent).filter((field) => differs(values[field], sent[field] ?? null));
  for (const field of changed) {
    const value = sent[field] ?? null;
    if (value === null) delete values[field];
    else values[field] = value;
    authors[field] = { by, channel, at, revision };
  }
  return { answers: { ...stored, stepId, values, authors, revision }, changed };
}

function differs(stored: AnswerValue | undefined, sent: AnswerValue): boolean {
  return canonicalJson(stored ?? null) !== canonicalJson(sent);
}

/** @throws {LimitExceeded} when all answers of a case together are more than 200,000 bytes of JSON */
export function requireAnswersFit(answers: readonly StepAnswers[]): void {
  const bytes = answers.reduce((sum, { values }) => sum + new TextEncoder().encode(canonicalJson(values)).length, 0);
  if (bytes > CAPS.answersBytes) throw new LimitExceeded('bytes of answers', CAPS.answersBytes);
}
