import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ulid } from 'ulid';
import { planNext } from '../../shared/domain/workflow/plan-next.ts';
import { systemCaller, systemCommand } from '../../shared/events/system-command.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { backOff } from '../../shared/store/back-off.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { dynamoRunStore } from '../../shared/store/dynamo-run-store.ts';
import { dynamoPlaybookReads } from '../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { type ActDeps, actOnPlan } from './act-on-plan.ts';
import { actInput } from './payloads.ts';
import { SYSTEM_VERBS, timeOutVerb } from './system-verbs.ts';

const env = readEnv(['TABLE_NAME', 'SHARD_COUNT']);
const client = documentClient();
const playbooks = rememberedPlaybooks(dynamoPlaybookReads(client, env.TABLE_NAME), Date.now);
const now = () => new Date(Date.now()).toISOString();
const shardCount = readShardCount(env.SHARD_COUNT);
const chance = { randomBytes, pause };

const commands = {
  cases: dynamoCaseStore(client, env.TABLE_NAME, { shardCount, now, ...chance }),
  playbookOf: playbooks.playbookOf,
  now,
  newId: (prefix: string) => `${prefix}_${ulid()}`,
  backOff: (attempt: number) => backOff(chance, attempt),
};

const deps: ActDeps = {
  runs: dynamoRunStore(client, env.TABLE_NAME, { shardCount, now, ...chance }),
  planOf: (case_, playbook) => planNext(case_, playbook, now()),
  command: async (caseId, decide) => {
    const causation = { correlationId: `workflow:${caseId}` };
    await systemCommand(commands, { caseId, causation, caller: systemCaller('workflow'), decide });
  },
  verbs: SYSTEM_VERBS,
  timeOutCheck: timeOutVerb,
};

/** The states in which the system acts on a case. */
export const handler = (input: unknown): Promise<void> => actOnPlan(deps, actInput.parse(input));
