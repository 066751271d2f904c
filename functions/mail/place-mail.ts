import { createHash } from 'node:crypto';
import { RECEIVED_MAIL_PREFIX } from '../../shared/contract/received-mail.ts';
import { CaseNotFound } from '../../shared/domain/errors.ts';
import { automatic } from './automatic-mail.ts';
import type { PlaceDeps } from './deps.ts';
import type { Mail, Mailbox } from './mail.ts';
import { namedCases } from './named-cases.ts';
import { openDraft } from './open-draft.ts';
import { quarantineMail } from './quarantine-mail.ts';
import { readMail } from './read-mail.ts';
import { CannotPlace } from './reasons.ts';
import type { Received } from './received.ts';
import { type Addressed, addressedTo, claimedCases } from './reply-claims.ts';
import { type Taken, takeIntoCase } from './take-into-case.ts';
import { isOnRecord, mayDo, type Writer, writersOf } from './writers.ts';

/** The mail was announced, but is not in its bucket yet; the announcement comes again. */
export class MailNotStored extends Error {
  override readonly name = 'MailNotStored';
}

/**
 * Brings a received mail to where it belongs: into its case, into a new draft, or into the quarantine with a reason.
 * Every delivery is settled once, and the same message has one effect however often it is delivered.
 *
 * @throws {MailNotStored}
 */
export async function placeMail(deps: PlaceDeps, received: Received): Promise<void> {
  const { mailId } = received;
  if (await deps.inbound.isSettled(mailId)) return;
  const stored = await deps.mails.get(RECEIVED_MAIL_PREFIX + mailId);
  if (stored === undefined) throw new MailNotStored(mailId);
  let mail: Mail | undefined;
  try {
    mail = await readMail(stored.bytes);
    await placeOnce(deps, received, mail);
  } catch (error) {
    if (!(error instanceof CannotPlace)) throw error;
    await quarantineMail(deps, received, error.reason, mail);
    if (mail !== undefined) await deps.inbound.settle(deliveryId(received, mail), 'repeated', deps.now());
  }
}

async function placeOnce(deps: PlaceDeps, received: Received, mail: Mail): Promise<void> {
  const { mailId } = received;
  const delivery = deliveryId(received, mail);
  const as = (await deps.inbound.isSettled(delivery)) ? 'repeated' : await place(deps, received, mail);
  const at = deps.now();
  await deps.inbound.settle(mailId, as, at);
  await deps.inbound.settle(delivery, 'repeated', at);
  deps.log.info('mail settled', { mailId, as });
}

/**
 * The same message in the same envelope, whatever id SES gave to each delivery. What SES said of it is a part: a forged
 * copy that comes first must not stand in the way of the real one.
 */
function deliveryId({ recipients, envelopeFrom, verdicts }: Received, { digest }: Mail): string {
  const addresses = recipients.map((recipient) => recipient.toLowerCase()).toSorted();
  const said = JSON.stringify([digest, envelopeFrom, addresses, verdicts?.dmarc, verdicts?.spam, verdicts?.virus]);
  return `delivery_${createHash('sha256').update(said).digest('hex')}`;
}

async function place(deps: PlaceDeps, received: Received, mail: Mail): Promise<Taken | 'automatic'> {
  const kind = automatic(mail, received.envelopeFrom);
  if (kind === 'robot') return 'automatic';
  const addressed = addressedTo(addressesOf(deps, received, mail), await deps.replyKeys(), deps.now());
  if (kind === 'bulk' && addressed.claims.length === 0) return 'automatic';
  if (kind === 'bulk') throw new CannotPlace('mail.bulk');
  const from = provenSender(received, mail);
  const writers = await writersOf(from.address, deps.parties);
  return addressed.isToCase
    ? placeByAddress(deps, received.mailId, mail, addressed, writers)
    : placeBySender(deps, received, mail, from, writers);
}

const addressesOf = (
  { inboundDomain }: PlaceDeps,
  { recipients }: Received,
  { addressees }: Mail,
): readonly string[] => [...recipients, ...addressees.filter((address) => address.endsWith(`@${inboundDomain}`))];

/**
 * DMARC is the proof that counts: it alone ties what was verified to the address that people see. A mail whose SPF
 * fails may be forwarded, one whose DKIM passes may be signed by anybody.
 */
function provenSender({ verdicts }: Received, { from }: Mail): Mailbox {
  if (verdicts?.virus === 'FAIL') throw new CannotPlace('mail.virus');
  if (from === undefined) throw new CannotPlace('mail.no-sender');
  if (verdicts === undefined) throw new CannotPlace('mail.unannounced');
  if (verdicts.dmarc !== 'PASS') throw new CannotPlace('mail.not-authentic');
  return from;
}

async function placeByAddress(
  deps: PlaceDeps,
  mailId: string,
  mail: Mail,
  addressed: Addressed,
  writers: readonly Writer[],
): Promise<Taken> {
  let taken: Taken = 'repeated';
  for (const [caseId, writer] of claimedCases(addressed, writers)) {
    if ((await takeIntoCase(deps, mailId, mail, caseId, writer)) === 'placed') taken = 'placed';
  }
  return taken;
}

async function placeBySender(
  deps: PlaceDeps,
  { mailId, verdicts }: Received,
  mail: Mail,
  from: Mailbox,
  writers: readonly Writer[],
): Promise<Taken> {
  const named = namedCases(mail, deps.inboundDomain);
  for (const idOrNumber of named) {
    const place = await placeIn(deps, idOrNumber, writers);
    if (place !== undefined) return takeIntoCase(deps, mailId, mail, place.caseId, place.writer);
  }
  const [first] = writers;
  if (first === undefined || isOnRecord(first) || named.length > 0) throw new CannotPlace('mail.no-case');
  if (verdicts?.spam === 'FAIL') throw new CannotPlace('mail.spam');
  return openDraft(deps, mailId, mail, from, first);
}

/** The case, when there is one of that name and the sender may write to it. */
async function placeIn(deps: PlaceDeps, idOrNumber: string, writers: readonly Writer[]) {
  const case_ = await deps.cases.loadByIdOrNumber(idOrNumber).catch((error: unknown) => {
    if (!(error instanceof CaseNotFound)) throw error;
    return undefined;
  });
  if (case_ === undefined) return undefined;
  const playbook = await deps.playbookOf(case_.playbook);
  const writer = writers.find((one) => mayDo(one, 'comment', case_, playbook));
  return writer && { caseId: case_.caseId, writer };
}
