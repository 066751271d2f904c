import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { planNext } from '../../shared/domain/workflow/plan-next.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoRunStore } from '../../shared/store/dynamo-run-store.ts';
import { dynamoPlaybookReads } from '../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { type PlanOutput, planInput } from './payloads.ts';
import { type PlanDeps, planCase } from './plan-case.ts';

const env = readEnv(['TABLE_NAME', 'SHARD_COUNT', 'PARK_AFTER_SECONDS']);
const client = documentClient();
const playbooks = rememberedPlaybooks(dynamoPlaybookReads(client, env.TABLE_NAME), Date.now);
const now = () => new Date(Date.now()).toISOString();
const shardCount = readShardCount(env.SHARD_COUNT);

const deps: PlanDeps = {
  runs: dynamoRunStore(client, env.TABLE_NAME, { shardCount, now, randomBytes, pause }),
  playbookOf: playbooks.playbookOf,
  planOf: (case_, playbook) => planNext(case_, playbook, now()),
  now,
  parkAfterSeconds: Number(env.PARK_AFTER_SECONDS),
};

/** The state "Plan next". */
export const handler = (input: unknown): Promise<PlanOutput> => planCase(deps, planInput.parse(input));
