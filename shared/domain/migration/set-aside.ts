import type { Author } from '../case/author.ts';
import type { AnswerValue, CaseDocument, Instant, Member } from '../case/case.ts';
import type { CaseTask } from '../case/case-task.ts';
import type { Check } from '../case/check.ts';
import type { RequirementDecision } from '../case/requirement-decision.ts';
import type { PlaybookRef } from '../playbook/renames.ts';

/** Something that a case holds and that its playbook has no place for. */
export type Leftover =
  | {
      readonly what: 'answer';
      readonly stepId: string;
      readonly fieldId: string;
      readonly value: AnswerValue;
      readonly author?: Author;
    }
  | { readonly what: 'member'; readonly member: Member }
  | {
      /** What a document answered, and what became of it. */
      readonly what: 'binding';
      readonly documentId: string;
      readonly requirementId: string;
      readonly status: CaseDocument['status'];
      readonly decidedBy?: string;
      readonly decidedAt?: Instant;
    }
  | { readonly what: 'waiver'; readonly waiver: RequirementDecision }
  | { readonly what: 'check'; readonly check: Check }
  | { readonly what: 'task'; readonly task: CaseTask };

/** A leftover that the case keeps for a playbook that has a place for it again. */
export interface SetAside {
  /** Names its place; unique within the case. */
  readonly asideId: string;
  /** The playbook whose names it uses. */
  readonly playbook: PlaybookRef;
  readonly at: Instant;
  readonly leftover: Leftover;
}

/** Where the case held it, as a JSON pointer. */
export function placeOf(leftover: Leftover): string {
  switch (leftover.what) {
    case 'answer':
      return `/answers/${leftover.fieldId}`;
    case 'member':
      return `/members/${leftover.member.memberId}`;
    case 'binding':
      return `/documents/${leftover.documentId}`;
    case 'waiver':
      return `/requirements/${leftover.waiver.requirementId}`;
    case 'check':
      return `/checks/${leftover.check.checkId}`;
    case 'task':
      return `/tasks/${leftover.task.taskId}`;
  }
}

export function toSetAside(leftover: Leftover, playbook: PlaybookRef, at: Instant): SetAside {
  const { id, version } = playbook;
  return { asideId: `${id}${placeOf(leftover)}`, playbook: { id, version }, at, leftover };
}

/** Whether checks and reviews of the case have looked at it. */
export const isCheckedData = ({ what }: Leftover): boolean => what === 'answer' || what === 'member';
