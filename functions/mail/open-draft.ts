import type { Applicant, Case } from '../../shared/domain/case/case.ts';
import { openByMail } from '../../shared/domain/case/receive-mail.ts';
import { CaseNotFound } from '../../shared/domain/errors.ts';
import { systemCaller } from '../../shared/events/system-command.ts';
import { EventAlreadyHandled, NumberTaken } from '../../shared/store/errors.ts';
import { type Attached, attachedFiles } from './attachments.ts';
import { commentText } from './comment-text.ts';
import type { PlaceDeps } from './deps.ts';
import { derivedId } from './derived-ids.ts';
import type { Mail, Mailbox } from './mail.ts';
import { storeFiles } from './store-files.ts';
import { CONSUMER, letterOf, type Taken } from './take-into-case.ts';
import type { Writer } from './writers.ts';

const MAXIMUM_NUMBERS = 3;
const MAXIMUM_NAME_LENGTH = 200;

/**
 * Opens a draft for somebody whom we do not know. Nobody answers the mail: its sender is proved to have sent it, not to
 * want an answer, and an answer to everybody is how mail bombs are made.
 */
export async function openDraft(
  deps: PlaceDeps,
  mailId: string,
  mail: Mail,
  from: Mailbox,
  writer: Writer,
): Promise<Taken> {
  const caseId = derivedId('case', mail.digest);
  const files = attachedFiles(mail, caseId);
  const before = await deps.cases.load(caseId).catch(unlessUnknown);
  const opened = before ?? (await commitDraft(deps, mailId, mail, from, writer, files, 1));
  await storeFiles(deps, opened ?? (await deps.cases.load(caseId)), files.taken);
  return before === undefined && opened !== undefined ? 'placed' : 'repeated';
}

function unlessUnknown(error: unknown): undefined {
  if (!(error instanceof CaseNotFound)) throw error;
}

/** @returns undefined when another delivery of the message was faster */
async function commitDraft(
  deps: PlaceDeps,
  mailId: string,
  mail: Mail,
  from: Mailbox,
  writer: Writer,
  files: Attached,
  attempt: number,
): Promise<Case | undefined> {
  const at = deps.now();
  const caller = { ...systemCaller('mail'), channel: 'email' as const };
  const caseId = derivedId('case', mail.digest);
  const s = { at, caller, playbook: await deps.intakePlaybook(), newId: () => caseId };
  const input = { number: deps.newNumber(), applicant: applicantOf(from), channel: 'email' as const };
  const { case: after, facts } = openByMail(input, letterOf(mail, caseId, files.taken, s), writer.caller, s);
  try {
    const committed = await deps.cases.commit({
      before: undefined,
      after,
      facts,
      caller,
      at,
      correlationId: `mail:${mailId}`,
      text: `${mail.subject === '' ? '' : `${mail.subject}\n\n`}${commentText(mail, files.left)}`,
      dedupe: { consumer: CONSUMER, eventId: caseId },
    });
    return committed.case;
  } catch (error) {
    if (error instanceof EventAlreadyHandled) return undefined;
    if (!(error instanceof NumberTaken) || attempt === MAXIMUM_NUMBERS) throw error;
    return commitDraft(deps, mailId, mail, from, writer, files, attempt + 1);
  }
}

function applicantOf({ name, address }: Mailbox): Applicant {
  const called = (name || (address.split('@')[0] ?? '')).slice(0, MAXIMUM_NAME_LENGTH).toWellFormed();
  return { kind: 'prospect', prospect: { kind: 'individual', name: called, email: address }, name: called };
}
