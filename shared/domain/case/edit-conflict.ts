import { isStaff } from '../access/is-staff.ts';
import { sideOf } from '../access/side-of.ts';
import type { Channel } from '../vocabulary.ts';
import type { AnswerValue, Instant, StepAnswers } from './case.ts';
import type { Surroundings } from './decision.ts';
import { StepEditConflict } from './guided-refusals.ts';

/** A field that two people have set to different values. */
export interface Conflict {
  readonly field: string;
  readonly yours: AnswerValue;
  readonly theirs: AnswerValue;
  /** Who theirs is by. Customers do not learn which of our people it was. */
  readonly by?: string;
  readonly side: 'customer' | 'staff' | 'system';
  readonly channel: Channel;
  readonly at: Instant;
}

/**
 * Refuses to overwrite what somebody else has saved since the editor looked. Fields that only one of them changed merge.
 *
 * @param changed fields that the save would change
 * @param revision of the step as the editor saw it
 * @throws {StepEditConflict} with both values of every field
 */
export function requireNoConflict(
  stored: StepAnswers | undefined,
  sent: Readonly<Record<string, AnswerValue>>,
  changed: readonly string[],
  revision: number,
  { caller }: Surroundings,
): void {
  const conflicts = changed.flatMap((field): readonly Conflict[] => {
    const author = stored?.authors[field];
    if (author === undefined || author.revision <= revision || author.by === caller.personId) return [];
    const side = sideOf(author.by);
    const shown = side === 'customer' || isStaff(caller);
    const { channel, at } = author;
    const theirs = stored?.values[field] ?? null;
    return [{ field, yours: sent[field] ?? null, theirs, ...(shown && { by: author.by }), side, channel, at }];
  });
  if (conflicts.length > 0) throw new StepEditConflict(conflicts);
}
