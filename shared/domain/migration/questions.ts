/**
 * Why a case cannot simply go over to another version, and what a person can say to it: `drop` sets the thing aside,
 * `go_without` lets the case go on lacking something, `nothing` leaves only keeping the version, or waiting until the
 * case has moved on.
 */
export const QUESTIONS = {
  'status.not-allowed': { settledBy: 'nothing', message: 'The new version has no such status in this stage.' },
  'applicant.not-allowed': { settledBy: 'nothing', message: 'The new version is not for this kind of applicant.' },
  'answer.no-place': { settledBy: 'drop', message: 'The new version does not ask for this answer.' },
  'member.no-place': { settledBy: 'drop', message: 'The new version has no role for this member.' },
  'document.no-place': { settledBy: 'drop', message: 'The new version does not ask for this document.' },
  'waiver.no-place': { settledBy: 'drop', message: 'The new version knows no such waiver or deferral.' },
  'check.no-place': { settledBy: 'drop', message: 'The new version has no such check.' },
  'task.no-place': { settledBy: 'drop', message: 'The new version has no such task, and it is open.' },
  'check.under-way': { settledBy: 'nothing', message: 'A result is awaited under the name of the old version.' },
  'proposal.no-place': { settledBy: 'nothing', message: 'The new version has no such resolution.' },
  'evidence.stale': { settledBy: 'nothing', message: 'What was reviewed would no longer be what the case says.' },
  'step.incomplete': { settledBy: 'go_without', message: 'The new version asks for this, and the case is handed in.' },
  'requirement.missing': {
    settledBy: 'nothing',
    message: 'The new version asks for this document, and it is too late.',
  },
  'check.missing': { settledBy: 'nothing', message: 'The new version asks for this check, and the review is over.' },
} as const satisfies Record<
  string,
  { readonly settledBy: 'drop' | 'go_without' | 'nothing'; readonly message: string }
>;
export type QuestionCode = keyof typeof QUESTIONS;

/** Something about a case that a person has to decide. `place` is a JSON pointer into the case. No personal data. */
export interface Question {
  readonly place: string;
  readonly code: QuestionCode;
  readonly message: string;
}

export const question = (code: QuestionCode, place: string): Question => ({
  place,
  code,
  message: QUESTIONS[code].message,
});

/** What a person has said to the questions of a case, by place. */
export interface MigrationDecisions {
  readonly drop?: readonly string[];
  readonly goWithout?: readonly string[];
}

/** The questions that the decisions leave open. */
export function openQuestions(questions: readonly Question[], decisions: MigrationDecisions = {}): readonly Question[] {
  return questions.filter(({ code, place }) => {
    const { settledBy } = QUESTIONS[code];
    if (settledBy === 'nothing') return true;
    const settled = settledBy === 'drop' ? decisions.drop : decisions.goWithout;
    return settled?.includes(place) !== true;
  });
}
