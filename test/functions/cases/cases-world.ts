import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ulid } from 'ulid';
import { casesHandlers } from '../../../functions/cases/api.ts';
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
import { countedClient } from '../../support/counted-client.ts';
import { startDynoxide } from '../../support/dynoxide.ts';
import { frontDoor, putDemoPeople } from '../../support/front-door.ts';

/** The cases API as the gateway calls it, over a real table with the demo's people in it. */
export async function casesWorld() {
  const dynoxide = await startDynoxide();
  const table = await dynoxide.createTable();
  const sent: string[] = [];
  const client = countedClient(dynoxide.client, sent);
  const clock = { now: '2026-03-03T09:00:00.000Z' };
  const now = () => clock.now;
  const parties = dynamoPartyStore(client, table);
  await putDemoPeople(parties);
  const playbookStore = dynamoPlaybookStore(client, table, { randomBytes, pause });
  await seedCatalogue(playbookStore, clock.now);
  const playbooks = rememberedPlaybooks(playbookStore, () => Date.parse(clock.now));
  const options = { shardCount: 1, now, randomBytes, pause, groups: playbooks.groups };
  const handlers = casesHandlers({
    cases: dynamoCaseStore(client, table, options),
    lists: dynamoCaseLists(client, table, options),
    history: dynamoHistoryStore(client, table),
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
  return { call: frontDoor(handler), clock, logged, sent, stop: dynoxide.stop };
}

export type CasesWorld = Awaited<ReturnType<typeof casesWorld>>;
