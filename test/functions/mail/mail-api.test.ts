import { describe, expect, test } from 'vitest';
import { mailHandlers } from '../../../functions/mail/api.ts';
import { quarantineList } from '../../../shared/contract/schemas/mail-replies.ts';
import { callersOnRecord } from '../../../shared/http/callers.ts';
import { sealedCursors } from '../../../shared/http/cursors.ts';
import { httpApi } from '../../../shared/http/http-api.ts';
import type { QuarantinedMail } from '../../../shared/store/mail-ports.ts';
import { aLog, anEvent, bodyOf, lambdaContext } from '../../http/an-event.ts';
import { AT } from '../../support/a-case.ts';

const MAILS: readonly QuarantinedMail[] = [3, 2, 1].map((number) => ({
  mailId: `ses${number}`,
  receivedAt: `2026-03-0${number}T09:00:00.000Z`,
  reason: 'mail.no-case',
  from: 'ada@acme.test',
  subject: 'Hello',
  attachments: number,
  objectKey: `received/ses${number}`,
}));

const inbound = {
  quarantined: async (limit: number, cursor: string | undefined) => {
    const from = cursor === undefined ? 0 : MAILS.findIndex(({ receivedAt }) => receivedAt === cursor) + 1;
    const mails = MAILS.slice(from, from + limit);
    const more = from + limit < MAILS.length;
    return { mails, cursor: more ? mails.at(-1)?.receivedAt : undefined };
  },
};

const handler = httpApi<'mail'>(mailHandlers({ inbound, cursors: sealedCursors(async () => ['key']) }), {
  context: 'mail',
  callers: callersOnRecord(
    {
      grants: async (sub) => ({
        sub,
        personId: sub,
        displayName: sub,
        groups: ['onboarding'],
        partnerAccounts: [],
        disabled: false,
      }),
    },
    () => 0,
  ),
  now: () => AT,
  log: aLog(),
});

async function get(role: string, query: Record<string, string> = {}, sub = 'agent_bo') {
  const claims = { sub, 'cognito:groups': `[${role}]` };
  const event = anEvent({ route: 'GET /v1/mail/quarantine', query, claims });
  const result = await (handler as (event: unknown, context: never) => Promise<{ statusCode: number; body: string }>)(
    event,
    lambdaContext,
  );
  return { status: result.statusCode, body: bodyOf(result as never) };
}

describe('the quarantine', () => {
  test.each(['agent', 'supervisor'])('is shown to an %s, without where the mails are', async (role) => {
    const { status, body } = await get(role);
    expect(status).toBe(200);
    expect(quarantineList.parse(body)).toEqual(body);
    expect(body['data']).toHaveLength(3);
    expect(JSON.stringify(body)).not.toContain('received/');
  });

  test.each(['consumer', 'contact', 'account-admin', 'partner', 'auditor', 'admin', 'compliance'])(
    'is no business of a person with the role %s',
    async (role) => {
      const { status, body } = await get(role);
      expect([status, body['code']]).toEqual([403, 'case.forbidden']);
    },
  );

  test('comes in pages', async () => {
    const first = await get('agent', { limit: '2' });
    expect(first.body).toMatchObject({ data: [{ mailId: 'ses3' }, { mailId: 'ses2' }], hasMore: true });
    const second = await get('agent', { limit: '2', cursor: String(first.body['nextCursor']) });
    expect(second.body).toMatchObject({ data: [{ mailId: 'ses1' }], hasMore: false, nextCursor: null });
  });

  test('takes no cursor that we did not make for this caller', async () => {
    const { body } = await get('agent', { limit: '1' });
    const cursor = String(body['nextCursor']);
    expect((await get('agent', { limit: '1', cursor: `${cursor}x` })).status).toBe(400);
    expect((await get('agent', { limit: '1', cursor }, 'agent_mo')).status).toBe(400);
    expect((await get('agent', { cursor: 'nonsense' })).status).toBe(400);
  });

  test.each([
    [422, { limit: '0' }],
    [422, { limit: '1000' }],
    [400, { limit: 'many' }],
    [400, { colour: 'red' }],
  ])('answers %i to %o', async (status, query) => {
    expect((await get('agent', query as unknown as Record<string, string>)).status).toBe(status);
  });
});
