import type { PlaceDeps } from '../../../functions/mail/deps.ts';
import { onReceived } from '../../../functions/mail/on-received.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { addressId } from '../../../shared/mail/address-id.ts';
import { replyAddress } from '../../../shared/mail/reply-address.ts';
import { newestPlaybook } from '../../../shared/playbooks/catalogue.ts';
import type { AnnouncedMail, InboundMails, QuarantinedMail } from '../../../shared/store/mail-ports.ts';
import type { PartyProfile } from '../../../shared/store/ports.ts';
import { AT, aCase, aPlaybook } from '../../support/a-case.ts';
import { KeptLog } from '../../support/kept-log.ts';
import { MemoryCases } from '../../support/memory-cases.ts';
import { MemoryObjects } from '../../support/memory-objects.ts';

export const CASE_ID = 'case_01JABCDEFGHJKMNPQRSTVWXYZ0';
export const CASE_NUMBER = 'ONB-0000-0000';
export const DOMAIN = 'in.gangway.test';
const KEY = 'key-of-reply-addresses';

const ADA: PartyProfile = {
  partyId: 'contact_ada',
  kind: 'contact',
  displayName: 'Ada Acme',
  email: 'ada@acme.test',
  accountId: 'account_acme',
};
const EVE: PartyProfile = { partyId: 'consumer_eve', kind: 'consumer', displayName: 'Eve', email: 'eve@eve.test' };
const BO: PartyProfile = { partyId: 'agent_bo', kind: 'agent', displayName: 'Bo', email: 'bo@gangway.test' };
const GONE: PartyProfile = { ...EVE, partyId: 'consumer_gone', email: 'gone@gone.test', disabled: true };

/** An address of the case, as our mails carry it. */
export const addressFor = (
  recipientId: string,
  overrides: { readonly caseId?: string; readonly expiresAt?: string; readonly key?: string } = {},
): string => {
  const { caseId = CASE_ID, expiresAt = '2026-05-01T00:00:00.000Z', key = KEY } = overrides;
  return replyAddress({ caseId, recipientId, expiresAt }, key, DOMAIN);
};

/** Of somebody who is not on record. */
export const addressForAddress = (address: string): string => addressFor(addressId(address));

class MemoryInbound implements InboundMails {
  readonly settled = new Map<string, string>();
  readonly quarantine_: QuarantinedMail[] = [];
  private readonly announcements = new Map<string, AnnouncedMail>();
  private readonly attempts = new Map<string, number>();

  async announce(mail: AnnouncedMail): Promise<void> {
    this.announcements.set(mail.mailId, mail);
  }

  async announced(mailId: string): Promise<AnnouncedMail | undefined> {
    return this.announcements.get(mailId);
  }

  async countAttempt(mailId: string): Promise<number> {
    const count = (this.attempts.get(mailId) ?? 0) + 1;
    this.attempts.set(mailId, count);
    return count;
  }

  async isSettled(mailId: string): Promise<boolean> {
    return this.settled.has(mailId);
  }

  async settle(mailId: string, as: string): Promise<void> {
    if (!this.settled.has(mailId)) this.settled.set(mailId, as);
  }

  async quarantine(mail: QuarantinedMail): Promise<void> {
    if (this.settled.has(mail.mailId)) return;
    this.settled.set(mail.mailId, 'quarantined');
    this.quarantine_.push(mail);
  }

  async quarantined() {
    return { mails: this.quarantine_, cursor: undefined };
  }
}

type Verdict = AnnouncedMail['verdicts']['dmarc'];

export interface Arrival {
  readonly mailId?: string;
  /** Envelope sender. */
  readonly source?: string;
  readonly recipients?: readonly string[];
  readonly dmarc?: Verdict;
  readonly spam?: Verdict;
  readonly virus?: Verdict;
}

/** Everything around the placing of mail, in memory, with one open case of Ada's. */
export function mailWorld(overrides: Partial<Case> = {}) {
  const cases = new MemoryCases(
    aCase({ caseId: CASE_ID, number: CASE_NUMBER, status: 'open', stage: 'data_capture', ...overrides }),
  );
  const inbound = new MemoryInbound();
  const mails = new MemoryObjects();
  const documents = new MemoryObjects();
  const log = new KeptLog();
  const clock = { now: AT };
  let counted = 0;
  let numbered = 0;
  const intakePlaybook = newestPlaybook('consumer-account')!;
  const deps = {
    cases,
    inbound,
    mails,
    documents,
    log,
    parties: { byEmail: async (email: string) => [ADA, EVE, BO, GONE].filter((one) => one.email === email) },
    replyKeys: async () => [KEY],
    inboundDomain: DOMAIN,
    intakePlaybook: async () => intakePlaybook,
    playbookOf: async ({ id }: Case['playbook']) => (id === intakePlaybook.id ? intakePlaybook : aPlaybook()),
    now: () => clock.now,
    newId: (prefix: string) => `${prefix}_new`,
    newNumber: () => {
      numbered += 1;
      return `ONB-0000-000${numbered}`;
    },
    countQuarantined: () => {},
  } satisfies PlaceDeps;
  const receive = onReceived(deps);

  /** SES stores the mail and announces it. Every delivery has another id unless one is given. */
  async function deliver(raw: string | Buffer, arrival: Arrival = {}): Promise<string> {
    counted += 1;
    const { mailId = `ses${counted}` } = arrival;
    if (!mails.keys().includes(`received/${mailId}`)) mails.store(`received/${mailId}`, Buffer.from(raw));
    await receive(receiptEventOf(mailId, raw.toString(), arrival));
    return mailId;
  }

  const outcome = (mailId: string): string | undefined =>
    inbound.settled.get(mailId) === 'quarantined'
      ? inbound.quarantine_.find((one) => one.mailId === mailId)?.reason
      : inbound.settled.get(mailId);

  return {
    deps,
    cases,
    inbound,
    mails,
    documents,
    log,
    clock,
    deliver,
    receive,
    outcome,
    case: () => cases.current(CASE_ID),
  };
}

export type MailWorld = ReturnType<typeof mailWorld>;

/** SES Developer Guide, "Event data supplied to Lambda functions". */
export function receiptEventOf(mailId: string, raw: string, arrival: Arrival) {
  const header = (name: string) => new RegExp(`^${name}: (?:.*<)?([^<>\\r\\n]+)`, 'im').exec(raw)?.[1];
  const { source = header('From') ?? '', recipients = [header('To') ?? `apply@${DOMAIN}`] } = arrival;
  const { dmarc = 'PASS', spam = 'PASS', virus = 'PASS' } = arrival;
  return {
    Records: [
      {
        eventSource: 'aws:ses',
        eventVersion: '1.0',
        ses: {
          mail: { timestamp: AT, source, messageId: mailId, destination: recipients, headersTruncated: false },
          receipt: {
            timestamp: AT,
            processingTimeMillis: 574,
            recipients,
            spamVerdict: { status: spam },
            virusVerdict: { status: virus },
            spfVerdict: { status: 'PASS' },
            dkimVerdict: { status: 'PASS' },
            dmarcVerdict: { status: dmarc },
            action: {
              type: 'Lambda',
              functionArn: 'arn:aws:lambda:eu-west-1:1:function:inbound',
              invocationType: 'Event',
            },
          },
        },
      },
    ],
  };
}
