import type { Case } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { statusAfter } from './transitions.ts';

export interface WorkNote {
  /** Id of the text, which is kept apart from the case; a new one unless given. */
  readonly noteId?: string;
}

/** Records that staff wrote something for staff; a customer never learns of it. */
export function addWorkNote(case_: Case, input: WorkNote, { at, newId }: Surroundings): Decision {
  statusAfter(case_, 'add_work_note');
  const { noteId = newId('note') } = input;
  return decide(case_, {}, [{ type: 'case.work_noted', noteId }], at);
}
