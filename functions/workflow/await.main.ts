import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ulid } from 'ulid';
import type { Case } from '../../shared/domain/case/case.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { planNext } from '../../shared/domain/workflow/plan-next.ts';
import { systemCaller, systemCommand } from '../../shared/events/system-command.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { backOff } from '../../shared/store/back-off.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { dynamoRunStore } from '../../shared/store/dynamo-run-store.ts';
import { dynamoPlaybookReads } from '../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { answerTask } from './executions.ts';
import { type AwaitDeps, keepWaiting } from './keep-waiting.ts';
import { awaitInput } from './payloads.ts';
import { requestCheckIfPlanned } from './request-check-if-planned.ts';

const env = readEnv(['TABLE_NAME', 'SHARD_COUNT']);
const client = documentClient();
const playbooks = rememberedPlaybooks(dynamoPlaybookReads(client, env.TABLE_NAME), Date.now);
const sfn = new SFNClient({});
const now = () => new Date(Date.now()).toISOString();
const shardCount = readShardCount(env.SHARD_COUNT);
const chance = { randomBytes, pause };
const planOf = (case_: Case, playbook: Playbook) => planNext(case_, playbook, now());

const commands = {
  cases: dynamoCaseStore(client, env.TABLE_NAME, { shardCount, now, ...chance }),
  playbookOf: playbooks.playbookOf,
  now,
  newId: (prefix: string) => `${prefix}_${ulid()}`,
  backOff: (attempt: number) => backOff(chance, attempt),
};

const deps: AwaitDeps = {
  runs: dynamoRunStore(client, env.TABLE_NAME, { shardCount, now, ...chance }),
  executions: { answer: (token) => answerTask((input) => sfn.send(new SendTaskSuccessCommand(input)), token) },
  playbookOf: playbooks.playbookOf,
  planOf,
  now,
  requestCheck: async (caseId, checkId, attempt) => {
    const decide = requestCheckIfPlanned(planOf, checkId, attempt);
    const causation = { correlationId: `workflow:${caseId}` };
    await systemCommand(commands, { caseId, causation, caller: systemCaller('workflow'), decide });
  },
};

/** The waiting states: called with the task token, which is answered later. */
export const handler = (input: unknown): Promise<void> => keepWaiting(deps, awaitInput.parse(input));
