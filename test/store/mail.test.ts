import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dynamoHistoryStore } from '../../shared/store/history-store.ts';
import { dynamoInboundMails } from '../../shared/store/inbound-mails.ts';
import { dynamoMailLedger } from '../../shared/store/mail-ledger.ts';
import type { AnnouncedMail, QuarantinedMail } from '../../shared/store/mail-ports.ts';
import type { RenderedMail } from '../../shared/store/ports.ts';
import { dynamoSuppressions } from '../../shared/store/suppressions.ts';
import { AT } from '../support/a-case.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { testChance } from './a-change.ts';

let dynoxide: Dynoxide;
let tableName: string;
beforeAll(async () => {
  dynoxide = await startDynoxide();
});
beforeEach(async () => {
  tableName = await dynoxide.createTable();
});
afterAll(() => dynoxide.stop());

const ledger = () => dynamoMailLedger(dynoxide.client, tableName, testChance());
const begin = async (mail: RenderedMail, budget: number) => (await ledger().begin([mail], budget))[0]!;
const inbound = () => dynamoInboundMails(dynoxide.client, tableName, testChance());
const mails = () => dynamoHistoryStore(dynoxide.client, tableName).mails('case_1', 1, 99);

const aMail = (overrides: Partial<RenderedMail> = {}): RenderedMail => ({
  caseId: 'case_1',
  caseVersion: 7,
  eventId: 'evt_1_7',
  recipientId: 'contact_ada',
  to: 'ada@example.com',
  audience: 'customer',
  template: 'case-submitted',
  templateVersion: 1,
  subject: 'We have it',
  text: 'Thank you.',
  html: '<p>Thank you.</p>',
  state: 'sending',
  attemptedAt: AT,
  attempts: 1,
  ...overrides,
});

describe('the ledger of outbound mail', () => {
  test('begins a mail once, however many try', async () => {
    const begun = await Promise.all([1, 2, 3, 4].map(() => begin(aMail(), 10)));
    expect(begun.filter(({ outcome }) => outcome === 'begun')).toHaveLength(1);
    expect(begun.filter(({ outcome }) => outcome === 'present')).toHaveLength(3);
    expect(await mails()).toEqual([aMail()]);
  });

  test('tells the state of a mail that is there', async () => {
    await begin(aMail(), 10);
    await ledger().sent([{ key: aMail(), sesMessageId: 'ses-1', at: AT }]);
    expect(await begin(aMail(), 10)).toEqual({
      outcome: 'present',
      mail: aMail({ state: 'sent', sesMessageId: 'ses-1', sentAt: AT }),
    });
  });

  test('stops at the budget of recipient, case and day', async () => {
    const outcomes = [];
    for (const caseVersion of [1, 2, 3]) outcomes.push((await begin(aMail({ caseVersion }), 2)).outcome);
    expect(outcomes).toEqual(['begun', 'begun', 'over_budget']);
    const others = [
      { recipientId: 'contact_bob' },
      { caseId: 'case_2' },
      { caseVersion: 4, attemptedAt: '2026-03-04T00:00:00.000Z' },
    ];
    for (const other of others) expect(await begin(aMail(other), 2)).toEqual({ outcome: 'begun' });
  });

  test('lets one of two try again', async () => {
    await begin(aMail(), 10);
    const later = '2026-03-03T09:10:00.000Z';
    const again = await Promise.all([1, 2].map(() => ledger().attemptAgain(aMail(), 1, later)));
    expect(again.toSorted()).toEqual([false, true]);
    expect(await mails()).toEqual([aMail({ attempts: 2, attemptedAt: later })]);
  });

  test('begins all mails of an event together, and tells of each where one of them is not begun', async () => {
    const bea = aMail({ recipientId: 'contact_bea', to: 'bea@example.com' });
    expect(await ledger().begin([aMail(), bea], 10)).toEqual([{ outcome: 'begun' }, { outcome: 'begun' }]);
    await dynamoSuppressions(dynoxide.client, tableName).suppress('cy@example.com', 'bounce', AT);
    const others = [
      bea,
      aMail({ recipientId: 'contact_cy', to: 'cy@example.com' }),
      aMail({ recipientId: 'contact_di', to: 'di@example.com' }),
    ];
    expect(await ledger().begin(others, 10)).toEqual([
      { outcome: 'present', mail: bea },
      { outcome: 'suppressed' },
      { outcome: 'begun' },
    ]);
    expect(await mails()).toHaveLength(3);
  });

  test('begins two mails to one person, or to one address, one after the other', async () => {
    const second = aMail({ template: 'stage-completed' });
    expect(await ledger().begin([aMail(), second], 1)).toEqual([{ outcome: 'begun' }, { outcome: 'over_budget' }]);
    const shared = ['contact_bea', 'contact_cy'].map((recipientId) => aMail({ recipientId, to: 'both@example.com' }));
    expect(await ledger().begin(shared, 1)).toEqual([{ outcome: 'begun' }, { outcome: 'begun' }]);
  });

  test('records what was sent in any company: what is recorded already, unknown, or reported twice', async () => {
    const [ada, bea, cy] = ['contact_ada', 'contact_bea', 'contact_cy'].map((recipientId) => aMail({ recipientId }));
    for (const mail of [ada!, bea!]) await begin(mail, 10);
    const report = (key: RenderedMail, sesMessageId: string) => ({ key, sesMessageId, at: AT });
    await ledger().sent([report(ada!, 'ses-1')]);
    await ledger().sent([report(ada!, 'ses-2'), report(bea!, 'ses-3'), report(bea!, 'ses-4'), report(cy!, 'ses-5')]);
    expect((await mails()).map(({ recipientId, state, sesMessageId }) => [recipientId, state, sesMessageId])).toEqual([
      ['contact_ada', 'sent', 'ses-1'],
      ['contact_bea', 'sent', 'ses-3'],
    ]);
    await ledger().sent([]);
  });

  test('never goes back from sent', async () => {
    await begin(aMail(), 10);
    await ledger().sent([{ key: aMail(), sesMessageId: 'ses-1', at: AT }]);
    await ledger().sent([{ key: aMail(), sesMessageId: 'ses-2', at: AT }]);
    expect(await ledger().attemptAgain(aMail(), 1, AT)).toBe(false);
    expect(await mails()).toMatchObject([{ state: 'sent', sesMessageId: 'ses-1' }]);
  });

  test('records a bounce before the send record, and keeps the first failure', async () => {
    await begin(aMail(), 10);
    expect(await ledger().failed(aMail(), 'bounced', 'ses-1')).toBe(true);
    expect(await ledger().failed(aMail(), 'complained', 'ses-1')).toBe(true);
    await ledger().sent([{ key: aMail(), sesMessageId: 'ses-1', at: AT }]);
    expect(await mails()).toMatchObject([{ state: 'bounced', sesMessageId: 'ses-1' }]);
  });

  test('does not know a mail that it did not begin', async () => {
    expect(await ledger().failed(aMail(), 'bounced', 'ses-1')).toBe(false);
    expect(await mails()).toEqual([]);
  });

  test('keeps the copy of a mail that was not sent', async () => {
    await ledger().suppress(aMail({ state: 'suppressed' }));
    await ledger().suppress(aMail({ state: 'suppressed', subject: 'Another' }));
    expect(await mails()).toEqual([aMail({ state: 'suppressed' })]);
  });

  test('says two things of one event to one person in two mails', async () => {
    await begin(aMail(), 10);
    await begin(aMail({ template: 'stage-completed' }), 10);
    expect(await mails()).toHaveLength(2);
  });
});

test('an address is suppressed whatever its case', async () => {
  const suppressions = dynamoSuppressions(dynoxide.client, tableName);
  await suppressions.suppress('Ada@example.com', 'bounce', AT);
  await suppressions.suppress('ada@example.com', 'complaint', AT);
  expect(await begin(aMail({ to: 'ADA@example.com' }), 10)).toEqual({ outcome: 'suppressed' });
  expect(await begin(aMail({ to: 'bea@example.com' }), 10)).toEqual({ outcome: 'begun' });
});

describe('inbound mail', () => {
  const quarantined = (mailId: string, minute: number): QuarantinedMail => ({
    mailId,
    receivedAt: `2026-03-03T09:0${minute}:00.000Z`,
    reason: 'mail.token-expired',
    from: 'someone@example.com',
    subject: 'Hello',
    attachments: 0,
    objectKey: `in/${mailId}`,
  });

  test('is settled once', async () => {
    expect(await inbound().isSettled('m1')).toBe(false);
    await inbound().settle('m1', 'placed', AT);
    await inbound().settle('m1', 'repeated', AT);
    expect(await inbound().isSettled('m1')).toBe(true);
  });

  test('that could not be placed is listed newest first, in pages', async () => {
    for (const [index, id] of ['m1', 'm2', 'm3'].entries()) await inbound().quarantine(quarantined(id, index));
    const first = await inbound().quarantined(2, undefined);
    expect(first.mails.map(({ mailId }) => mailId)).toEqual(['m3', 'm2']);
    const second = await inbound().quarantined(2, first.cursor);
    expect(second).toEqual({ mails: [quarantined('m1', 0)], cursor: undefined });
  });

  test('is remembered as SES announced it', async () => {
    const announced: AnnouncedMail = {
      mailId: 'm1',
      receivedAt: AT,
      envelopeFrom: '',
      recipients: ['apply@in.example.com'],
      verdicts: { dmarc: 'PASS', spam: 'GRAY', virus: 'PROCESSING_FAILED' },
    };
    expect(await inbound().announced('m1')).toBeUndefined();
    await inbound().announce(announced);
    await inbound().announce(announced);
    expect(await inbound().announced('m1')).toEqual(announced);
    expect(await inbound().isSettled('m1')).toBe(false);
  });

  test('counts the attempts to place it, each by itself', async () => {
    const counts = await Promise.all([1, 2, 3].map(() => inbound().countAttempt('m1', AT)));
    expect(counts.toSorted()).toEqual([1, 2, 3]);
    expect(await inbound().countAttempt('m2', AT)).toBe(1);
  });

  test('is put in quarantine once, and not when it was placed', async () => {
    await inbound().settle('m1', 'placed', AT);
    await inbound().quarantine(quarantined('m1', 1));
    await inbound().quarantine(quarantined('m2', 2));
    await inbound().quarantine(quarantined('m2', 3));
    expect((await inbound().quarantined(9, undefined)).mails).toEqual([quarantined('m2', 2)]);
  });
});
