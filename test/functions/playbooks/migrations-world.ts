import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ulid } from 'ulid';
import type { BatchDeps } from '../../../functions/playbooks/migration-deps.ts';
import { migrationHandlers } from '../../../functions/playbooks/migration-handlers.ts';
import type { MigrationMessage } from '../../../functions/playbooks/migration-message.ts';
import { onMigration } from '../../../functions/playbooks/on-migration.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { PlaybookUnknown } from '../../../shared/domain/errors.ts';
import { CHAIN_START } from '../../../shared/domain/events/chain.ts';
import type { Playbook } from '../../../shared/domain/playbook/playbook.ts';
import { isAt, type PlaybookRef } from '../../../shared/domain/playbook/renames.ts';
import { sealedCursors } from '../../../shared/http/cursors.ts';
import { httpApi } from '../../../shared/http/http-api.ts';
import { dynamoCaseWalk } from '../../../shared/store/case-walk.ts';
import { dynamoCaseStore } from '../../../shared/store/dynamo-case-store.ts';
import { dynamoHistoryStore } from '../../../shared/store/history-store.ts';
import { dynamoMigrationStore } from '../../../shared/store/migration-store.ts';
import { dynamoSnapshotStore } from '../../../shared/store/snapshot-store.ts';
import { aCaller } from '../../support/a-case.ts';
import { startDynoxide } from '../../support/dynoxide.ts';

/** A crash: the process that it happens to does nothing any more. */
export class Killed extends Error {}

const ADMIN = aCaller({ personId: 'admin_ann', roles: ['admin'] });

/** The API and the consumer of migrations over a real table, with a queue that only moves when it is told to. */
export async function migrationsWorld(...playbooks: readonly Playbook[]) {
  const dynoxide = await startDynoxide();
  const table = await dynoxide.createTable();
  const { client } = dynoxide;
  const now = () => '2026-03-04T09:00:00.000Z';
  const chance = { randomBytes, pause };
  const options = { shardCount: 2, now, ...chance };
  const cases = dynamoCaseStore(client, table, options);
  const migrations = dynamoMigrationStore(client, table, options);
  const queue: MigrationMessage[] = [];
  const published = [...playbooks];
  const playbookOf = async (ref: PlaybookRef) => {
    const found = published.find((one) => isAt(one, ref));
    if (found === undefined) throw new PlaybookUnknown(ref.id, ref.version);
    return found;
  };
  const newId = (prefix: string) => `${prefix}_${ulid()}`;
  const send = async (message: MigrationMessage) => void queue.push(message);
  const deps: BatchDeps = {
    cases,
    migrations,
    snapshots: dynamoSnapshotStore(client, table),
    walk: dynamoCaseWalk(client, table, options.shardCount),
    groups: async () => ['onboarding', 'others'],
    playbookOf,
    now,
    newId,
    send,
  };
  const cursors = sealedCursors(async () => ['a key that only this test has']);
  const isPublished = async (ref: PlaybookRef) => published.some((one) => isAt(one, ref));
  const handlers = migrationHandlers({ migrations, cursors, isPublished, playbookOf, newId, send });
  const failures: unknown[] = [];
  const log = { info: () => {}, warn: () => {}, error: (_: string, error: unknown) => void failures.push(error) };
  let caller = ADMIN;
  const callers = { callerOf: async () => caller };
  const handler = httpApi(handlers as never, { context: 'playbooks', callers, now, log });

  return {
    cases,
    deps,
    queue,
    failures,
    history: dynamoHistoryStore(client, table),
    stop: dynoxide.stop,

    /** Puts a case of the tests into the table, under an id and a number of its own. */
    async add(case_: Case): Promise<string> {
      const caseId = `case_${ulid()}`;
      const number = `ONB-${caseId.slice(-4)}-${caseId.slice(-8, -4)}`;
      const after = { ...case_, caseId, number, version: 1, chainHead: CHAIN_START };
      const facts = [{ type: 'case.created' } as const];
      await cases.commit({ before: undefined, after, facts, caller: ADMIN, at: now(), correlationId: 'request-1' });
      return caseId;
    },

    /** Calls a route as an administrator, or as somebody else. */
    async call(
      route: string,
      params: Record<string, string>,
      more: { body?: unknown; key?: string; as?: typeof caller; query?: Record<string, string> } = {},
    ) {
      caller = more.as ?? ADMIN;
      const event = {
        routeKey: route,
        headers: { ...(more.key !== undefined && { 'idempotency-key': more.key }) },
        pathParameters: params,
        queryStringParameters: more.query,
        body: more.body === undefined ? undefined : JSON.stringify(more.body),
        isBase64Encoded: false,
        requestContext: { requestId: 'request-1', authorizer: { jwt: { claims: { sub: 'x' }, scopes: [] } } },
      };
      const reply = (await handler(event as never, {} as never)) as APIGatewayProxyStructuredResultV2;
      return { status: reply.statusCode, headers: reply.headers ?? {}, body: JSON.parse(reply.body ?? 'null') };
    },

    /** Lets the consumer work until the queue is empty. */
    async drain(with_: BatchDeps = deps): Promise<void> {
      for (;;) {
        const message = queue.shift();
        if (message === undefined) return;
        await onMigration(with_)(message);
      }
    },
  };
}

export type MigrationsWorld = Awaited<ReturnType<typeof migrationsWorld>>;
