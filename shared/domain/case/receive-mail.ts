import type { Caller } from '../access/caller.ts';
import { TransitionNotAllowed } from '../errors.ts';
import type { Fact } from '../events/fact.ts';
import { TERMINAL_STATUSES } from '../vocabulary.ts';
import { addComment } from './add-comment.ts';
import { announceUpload, type Upload } from './announce-upload.ts';
import type { Case } from './case.ts';
import { decide, unchanged } from './change.ts';
import { createCase, type NewCase } from './create-case.ts';
import type { Decision, Surroundings } from './decision.ts';

export interface Letter {
  readonly commentId: string;
  /** Each with an id that follows from the message. */
  readonly attachments: readonly (Upload & { readonly documentId: string; readonly objectKey: string })[];
}

/**
 * Takes a mail into its case, in one version: the text as a comment of the writer, the attachments as documents that
 * belong to no requirement yet. A mail whose documents are there was taken before.
 *
 * @throws {TransitionNotAllowed} when the case is over: nobody would read it
 * @throws {LimitExceeded} when the documents do not fit
 */
export function receiveMail(case_: Case, letter: Letter, s: Surroundings): Decision {
  if (wasTaken(case_, letter)) return unchanged(case_);
  if (TERMINAL_STATUSES.some((status) => status === case_.status)) {
    throw new TransitionNotAllowed(case_.status, 'comment', case_.stage);
  }
  const { documents, facts } = takeIn(case_, letter, s);
  return decide(case_, { documents }, facts, s.at);
}

/**
 * Opens a draft for somebody who wrote to us, with the mail in it.
 *
 * @param writer the sender, on whose behalf nobody acts: the draft is opened by the caller, written by them
 * @throws what `createCase` and `receiveMail` throw
 */
export function openByMail(input: NewCase, letter: Letter, writer: Caller, s: Surroundings): Decision {
  const opened = createCase(input, s);
  const { documents, facts } = takeIn(opened.case, letter, { ...s, caller: writer });
  return { case: { ...opened.case, documents }, facts: [...opened.facts, ...facts] };
}

const wasTaken = ({ documents }: Case, { attachments }: Letter): boolean =>
  attachments.some((one) => documents.some(({ documentId }) => documentId === one.documentId));

function takeIn(
  case_: Case,
  { commentId, attachments }: Letter,
  s: Surroundings,
): { readonly documents: Case['documents']; readonly facts: readonly Fact[] } {
  let current = case_;
  const facts: Fact[] = [];
  for (const attachment of attachments) {
    const announced = announceUpload(current, attachment, s);
    current = announced.case;
    facts.push(...announced.facts);
  }
  const documentIds = attachments.map(({ documentId }) => documentId);
  const commented = addComment(current, { commentId, documentIds }, s);
  return { documents: current.documents, facts: [...facts, ...commented.facts] };
}
