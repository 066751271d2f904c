import { expect, test } from 'vitest';
import { type DeliverDeps, deliver as deliverAll, MailUncertain } from '../../../functions/notifications/deliver.ts';
import type { RenderedMail } from '../../../shared/store/ports.ts';
import { memoryLedger } from './memory-ledger.ts';

const MAIL: RenderedMail = {
  caseId: 'case_1',
  caseVersion: 4,
  eventId: 'evt_1_4',
  recipientId: 'contact_ada',
  to: 'ada@customer.example',
  audience: 'customer',
  template: 'case_submitted',
  templateVersion: 1,
  subject: 'We have it',
  text: 'text',
  html: 'html',
  state: 'sending',
  attemptedAt: '2026-03-03T09:00:00.000Z',
  attempts: 1,
};

/** Delivers the one mail. @throws why it was not delivered */
async function deliver(deps: DeliverDeps, mail: RenderedMail): Promise<void> {
  const [failure] = await deliverAll(deps, [mail]);
  if (failure !== undefined) throw failure;
}

function world(more: Partial<DeliverDeps> = {}, budget?: number) {
  const sent: RenderedMail[] = [];
  const clock = { now: '2026-03-03T09:00:00.000Z' };
  const { ledger, all } = memoryLedger(budget);
  const deps: DeliverDeps = {
    ledger,
    send: async (mail) => `ses-${sent.push(mail)}`,
    now: () => clock.now,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    ...more,
  };
  return { deps, sent, clock, all };
}

test('a mail is sent once, however often its event comes', async () => {
  const { deps, sent, all } = world();
  await deliver(deps, MAIL);
  await deliver(deps, MAIL);
  expect(sent).toHaveLength(1);
  expect(all()[0]).toMatchObject({ state: 'sent', sesMessageId: 'ses-1', attempts: 1 });
});

test('a mail whose sending was cut off waits for the proof, and is not sent again before five minutes', async () => {
  const { deps, sent, clock } = world();
  const cut = { ...deps, send: async () => Promise.reject(new Error('killed')) };
  await expect(deliver(cut, MAIL)).rejects.toThrow('killed');
  clock.now = '2026-03-03T09:04:59.000Z';
  await expect(deliver(deps, MAIL)).rejects.toThrow(MailUncertain);
  expect(sent).toHaveLength(0);
});

test('without proof after five minutes it is sent again, and that is counted', async () => {
  const { deps, sent, clock, all } = world();
  await expect(deliver({ ...deps, send: async () => Promise.reject(new Error('killed')) }, MAIL)).rejects.toThrow();
  clock.now = '2026-03-03T09:05:01.000Z';
  await deliver(deps, MAIL);
  expect(sent).toHaveLength(1);
  expect(all()[0]).toMatchObject({ state: 'sent', attempts: 2 });
});

test('when the proof came meanwhile, nothing is sent', async () => {
  const { deps, sent, clock } = world();
  await expect(deliver({ ...deps, send: async () => Promise.reject(new Error('killed')) }, MAIL)).rejects.toThrow();
  await deps.ledger.sent([{ key: MAIL, sesMessageId: 'ses-from-the-event', at: '2026-03-03T09:00:01.000Z' }]);
  clock.now = '2026-03-03T09:10:00.000Z';
  await deliver(deps, MAIL);
  expect(sent).toHaveLength(0);
});

test('nothing goes to an address that bounced; the copy is kept as suppressed', async () => {
  const { ledger, all } = memoryLedger(undefined, [MAIL.to]);
  const { deps, sent } = world({ ledger });
  await deliver(deps, MAIL);
  expect(sent).toHaveLength(0);
  expect(all()[0]?.state).toBe('suppressed');
});

test('a mail over the budget of the day is never sent, not even when its event comes again much later', async () => {
  const { deps, sent, clock, all } = world({}, 0);
  await deliver(deps, MAIL);
  clock.now = '2026-03-03T10:00:00.000Z';
  await deliver(deps, MAIL);
  expect(sent).toHaveLength(0);
  expect(all()[0]?.state).toBe('suppressed');
});

test('of two mails of an event the one that was sent is recorded, whatever becomes of the other', async () => {
  const { deps, clock, all } = world();
  const other = { ...MAIL, recipientId: 'agent_sue', to: 'sue@ours.example', audience: 'staff' } as const;
  const down = async ({ audience }: RenderedMail) =>
    audience === 'staff' ? Promise.reject(new Error('throttled')) : 'ses-1';
  expect(await deliverAll({ ...deps, send: down }, [other, MAIL])).toEqual([new Error('throttled')]);
  expect(all().map(({ state }) => state)).toEqual(['sending', 'sent']);

  clock.now = '2026-03-03T09:05:01.000Z';
  expect(await deliverAll(deps, [other, MAIL])).toEqual([]);
  expect(all().map(({ state, attempts }) => `${state} ${attempts}`)).toEqual(['sent 2', 'sent 1']);
});

test('a death between two mails of an event loses neither and doubles neither, where SES has proof of the first', async () => {
  const { deps, sent, clock } = world();
  const other = { ...MAIL, recipientId: 'agent_sue', to: 'sue@ours.example', audience: 'staff' } as const;
  const dead = { ...deps.ledger, sent: () => Promise.reject(new Error('killed')) };
  const dying = async (mail: RenderedMail) => (sent.length > 0 ? Promise.reject(new Error('killed')) : deps.send(mail));
  await expect(deliverAll({ ...deps, ledger: dead, send: dying }, [MAIL, other])).rejects.toThrow('killed');
  await deps.ledger.sent([{ key: MAIL, sesMessageId: 'ses-from-the-event', at: '2026-03-03T09:00:01.000Z' }]);

  expect(await deliverAll(deps, [MAIL, other])).toEqual([expect.any(MailUncertain)]);
  clock.now = '2026-03-03T09:05:01.000Z';
  expect(await deliverAll(deps, [MAIL, other])).toEqual([]);
  expect(sent.map(({ recipientId }) => recipientId)).toEqual(['contact_ada', 'agent_sue']);
});
