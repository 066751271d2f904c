import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { PlaybookStore } from '../../shared/store/playbook-ports.ts';
import { dynamoPlaybookStore } from '../../shared/store/playbook-store.ts';
import { testChance } from '../store/a-change.ts';
import { countedClient } from './counted-client.ts';
import { type Dynoxide, startDynoxide } from './dynoxide.ts';

export interface PlaybookTable {
  readonly client: Dynoxide['client'];
  readonly tableName: string;
  readonly store: PlaybookStore;
  /** Names of the commands that the store has sent. */
  readonly sent: string[];
}

/** Gives every test of the block a new table with a store of playbooks over it. */
export function playbookTable(): () => PlaybookTable {
  let dynoxide: Dynoxide;
  let current: PlaybookTable;
  beforeAll(async () => {
    dynoxide = await startDynoxide();
  });
  afterAll(() => dynoxide.stop());
  beforeEach(async () => {
    const { client } = dynoxide;
    const tableName = await dynoxide.createTable();
    const sent: string[] = [];
    const store = dynamoPlaybookStore(countedClient(client, sent), tableName, testChance());
    current = { client, tableName, store, sent };
  });
  return () => current;
}
