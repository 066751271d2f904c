import { playbooksHandlers } from '../../../functions/playbooks/api.ts';
import type { Playbook } from '../../../shared/domain/playbook/playbook.ts';
import { callersOnRecord } from '../../../shared/http/callers.ts';
import { sealedCursors } from '../../../shared/http/cursors.ts';
import { httpApi } from '../../../shared/http/http-api.ts';
import type { Finding } from '../../../shared/playbooks/lint/finding.ts';
import { dynamoMigrationStore } from '../../../shared/store/migration-store.ts';
import { dynamoPartyStore } from '../../../shared/store/party-store.ts';
import { dynamoPlaybookStore } from '../../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../../shared/store/remembered-playbooks.ts';
import { testChance } from '../../store/a-change.ts';
import { aPlaybook } from '../../support/a-playbook.ts';
import { countedClient } from '../../support/counted-client.ts';
import { startDynoxide } from '../../support/dynoxide.ts';
import { type Answer, frontDoor, putDemoPeople } from '../../support/front-door.ts';
import { KeptLog } from '../../support/kept-log.ts';

const VERSION = '/v1/playbooks/{playbookId}/versions/{playbookVersion}';

/** What speaks against a playbook in these tests: that its title says so. */
const examine = ({ title }: Playbook): readonly Finding[] =>
  title.includes('unsound') ? [{ place: '/intake/0/after', code: 'cycle', message: 'It waits for itself.' }] : [];

/** The playbooks API as the gateway calls it, over a real table with the demo's people in it. */
export async function playbooksWorld() {
  const dynoxide = await startDynoxide();
  const sent: string[] = [];
  const client = countedClient(dynoxide.client, sent);
  const table = await dynoxide.createTable();
  const parties = dynamoPartyStore(client, table);
  await putDemoPeople(parties);
  const log = new KeptLog();
  const clock = { now: '2026-03-03T09:00:00.000Z' };
  const store = dynamoPlaybookStore(client, table, testChance());
  const migration = {
    migrations: dynamoMigrationStore(client, table, { shardCount: 1, ...testChance() }),
    cursors: sealedCursors(async () => ['a key that only this test has']),
    isPublished: async () => true,
    playbookOf: rememberedPlaybooks(store, () => Date.parse(clock.now)).playbookOf,
    newId: (prefix: string) => `${prefix}_1`,
    send: async () => {},
  };
  const deps = { playbooks: store, migration, examine, schema: { title: 'the schema' }, backOff: async () => {} };
  const handler = httpApi<'playbooks'>(playbooksHandlers(deps), {
    context: 'playbooks',
    callers: callersOnRecord(parties, () => Date.parse(clock.now)),
    now: () => clock.now,
    log,
  });
  const call = frontDoor(handler);
  const version = (who: string, verb: string, playbookId: string, number: number, sending: Sending = {}) => {
    const { ifMatch, key, ...rest } = sending;
    const headers = { ...(ifMatch !== undefined && { 'if-match': ifMatch }), ...(key && { 'idempotency-key': key }) };
    const [method = '', path = ''] = verb.split(' ');
    const params = { playbookId, playbookVersion: String(number) };
    return call(who, `${method} ${VERSION}${path}`, params, { ...rest, headers });
  };
  const upload = (who: string, playbook: Playbook, sending: Sending = {}): Promise<Answer> =>
    version(who, 'PUT', playbook.id, playbook.version, { body: playbook, ...sending });
  return { call, version, upload, sent, clock, log, store, stop: dynoxide.stop };
}

export interface Sending {
  readonly body?: unknown;
  readonly rawBody?: string;
  readonly ifMatch?: string;
  readonly key?: string;
}

let made = 0;
/** A playbook that no other test has. */
export function anAccount(overrides: Partial<Playbook> = {}): Playbook {
  made += 1;
  return aPlaybook({ id: `account-${made}`, ...overrides });
}

export type PlaybooksWorld = Awaited<ReturnType<typeof playbooksWorld>>;
