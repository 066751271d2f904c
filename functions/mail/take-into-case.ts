import type { Case } from '../../shared/domain/case/case.ts';
import type { Decision, Surroundings } from '../../shared/domain/case/decision.ts';
import { type Letter, receiveMail } from '../../shared/domain/case/receive-mail.ts';
import { CaseNotFound, DomainError, LimitExceeded, TransitionNotAllowed } from '../../shared/domain/errors.ts';
import { systemCommand } from '../../shared/events/system-command.ts';
import { objectKey } from '../../shared/store/objects/document-keys.ts';
import { type AttachedFile, attachedFiles } from './attachments.ts';
import { commentText } from './comment-text.ts';
import type { PlaceDeps } from './deps.ts';
import { derivedId } from './derived-ids.ts';
import type { Mail } from './mail.ts';
import { CannotPlace, type Reason } from './reasons.ts';
import { storeFiles } from './store-files.ts';
import { mayDo, type Writer } from './writers.ts';

/** Name under which messages are remembered with their effect. */
export const CONSUMER = 'mail-inbound';

export type Taken = 'placed' | 'repeated';

/**
 * Makes a comment and documents of a mail, in one commit that remembers the message, and stores the files after it.
 *
 * The order loses nothing: a crash between the two leaves the mail unsettled, so that it comes again, finds itself
 * remembered, and stores what the documents still wait for. The other order would announce objects to the scan before
 * there is a document, and each would wait for minutes.
 *
 * @throws {CannotPlace}
 */
export async function takeIntoCase(
  deps: PlaceDeps,
  mailId: string,
  mail: Mail,
  caseId: string,
  writer: Writer,
): Promise<Taken> {
  const files = await filesFor(deps, mail, caseId, writer);
  const { outcome, case: after } = await systemCommand(deps, {
    caseId,
    causation: { eventId: derivedId('mail', mail.digest, caseId), correlationId: `mail:${mailId}` },
    consumer: CONSUMER,
    caller: writer.caller,
    decide: (case_, s) => decide(case_, letterOf(mail, caseId, files.taken, s), writer, s),
    text: commentText(mail, files.left),
  }).catch(refused);
  await storeFiles(deps, after ?? (await deps.cases.load(caseId)), files.taken);
  return outcome === 'changed' ? 'placed' : 'repeated';
}

/** Somebody who may write but not upload is heard without the files. */
async function filesFor(deps: PlaceDeps, mail: Mail, caseId: string, writer: Writer) {
  const files = attachedFiles(mail, caseId);
  const case_ = await deps.cases.load(caseId).catch(refused);
  if (files.taken.length === 0) return files;
  if (mayDo(writer, 'upload_document', case_, await deps.playbookOf(case_.playbook))) return files;
  return { taken: [], left: [...files.taken.map(({ fileName }) => fileName), ...files.left] };
}

export const letterOf = (mail: Mail, caseId: string, files: readonly AttachedFile[], { at }: Surroundings): Letter => ({
  commentId: derivedId('comment', mail.digest, caseId),
  attachments: files.map(({ bytes, ...file }) => ({
    ...file,
    sizeBytes: bytes.length,
    objectKey: objectKey(at, caseId, file.documentId),
  })),
});

function decide(case_: Case, letter: Letter, writer: Writer, s: Surroundings): Decision {
  const actions = letter.attachments.length > 0 ? (['comment', 'upload_document'] as const) : (['comment'] as const);
  const isAllowed = actions.every((action) => mayDo(writer, action, case_, s.playbook));
  if (!isAllowed) throw new CannotPlace('mail.may-not-write');
  return receiveMail(case_, letter, s);
}

/** What the domain refuses, people have to look at. */
function refused(error: unknown): never {
  if (error instanceof DomainError) throw new CannotPlace(reasonOf(error));
  throw error;
}

function reasonOf(error: DomainError): Reason {
  if (error instanceof CaseNotFound) return 'mail.no-case';
  if (error instanceof TransitionNotAllowed) return 'mail.case-closed';
  return error instanceof LimitExceeded ? 'mail.case-full' : 'mail.refused';
}
