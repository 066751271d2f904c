import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ulid } from 'ulid';
import { casesHandlers } from '../../../functions/cases/api.ts';
import { PARTIES, SIGN_INS } from '../../../local/cli/demo-world.ts';
import { seedCatalogue } from '../../../local/cli/seed-catalogue.ts';
import { caseNumber } from '../../../shared/domain/ids.ts';
import { callersOnRecord } from '../../../shared/http/callers.ts';
import { sealedCursors } from '../../../shared/http/cursors.ts';
import { httpApi } from '../../../shared/http/http-api.ts';
import { dynamoCaseLists } from '../../../shared/store/case-lists.ts';
import { dynamoCaseStore } from '../../../shared/store/dynamo-case-store.ts';
import { dynamoHistoryStore } from '../../../shared/store/history-store.ts';
import { dynamoPartyStore } from '../../../shared/store/party-store.ts';
import { dynamoPlaybookStore } from '../../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../../shared/store/remembered-playbooks.ts';
import { startDynoxide } from '../../support/dynoxide.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read replies as an outside client would
  readonly body: any;
}

export interface CallOptions {
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly rawBody?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The cases API as the gateway calls it, over a real table with the demo's people in it. */
export async function casesWorld() {
  const dynoxide = await startDynoxide();
  const table = await dynoxide.createTable();
  const clock = { now: '2026-03-03T09:00:00.000Z' };
  const now = () => clock.now;
  const parties = dynamoPartyStore(dynoxide.client, table);
  await Promise.all(PARTIES.map((profile) => parties.put(profile)));
  for (const { personId, displayName, groups, accountId, partnerAccounts } of SIGN_INS) {
    await parties.putGrants({
      sub: personId,
      personId,
      displayName,
      groups,
      accountId,
      partnerAccounts,
      disabled: false,
    });
  }
  const playbookStore = dynamoPlaybookStore(dynoxide.client, table, { randomBytes, pause });
  await seedCatalogue(playbookStore, clock.now);
  const playbooks = rememberedPlaybooks(playbookStore, () => Date.parse(clock.now));
  const options = { shardCount: 1, now, randomBytes, pause, groups: playbooks.groups };
  const handlers = casesHandlers({
    cases: dynamoCaseStore(dynoxide.client, table, options),
    lists: dynamoCaseLists(dynoxide.client, table, options),
    history: dynamoHistoryStore(dynoxide.client, table),
    parties,
    cursors: sealedCursors(async () => ['a key that only this test has']),
    playbookOf: playbooks.playbookOf,
    newestPlaybook: playbooks.newestPlaybook,
    newNumber: () => caseNumber(randomBytes(7)),
    newId: (prefix) => `${prefix}_${ulid()}`,
    now,
  });
  const logged: string[] = [];
  const log = {
    info: () => {},
    warn: (message: string) => void logged.push(message),
    error: (message: string, error: unknown) => void logged.push(`${message}: ${error}`),
  };
  const callers = callersOnRecord(parties, () => Date.parse(clock.now));
  const handler = httpApi(handlers, { context: 'cases', callers, now, log });

  async function call(
    who: string,
    route: string,
    params: Record<string, string>,
    options: CallOptions = {},
  ): Promise<Answer> {
    const roles = SIGN_INS.find(({ personId }) => personId === who)?.roles ?? [];
    const event = {
      routeKey: route,
      headers: options.headers ?? {},
      pathParameters: params,
      queryStringParameters: options.query,
      body: options.rawBody ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
      isBase64Encoded: false,
      requestContext: {
        requestId: 'request-1',
        authorizer: { jwt: { claims: { sub: who, 'cognito:groups': `[${roles.join(' ')}]` }, scopes: [] } },
      },
    };
    const reply = (await handler(event as never, {} as never)) as APIGatewayProxyStructuredResultV2;
    const headers = reply.headers as Record<string, string>;
    return {
      status: reply.statusCode ?? 0,
      headers,
      body: reply.body === undefined ? undefined : JSON.parse(reply.body),
    };
  }

  return { call, clock, logged, stop: dynoxide.stop };
}

export type CasesWorld = Awaited<ReturnType<typeof casesWorld>>;
