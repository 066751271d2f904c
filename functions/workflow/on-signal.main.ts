import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { planNext } from '../../shared/domain/workflow/plan-next.ts';
import { consumeMessages } from '../../shared/events/consume.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoRunStore } from '../../shared/store/dynamo-run-store.ts';
import { dynamoPlaybookReads } from '../../shared/store/playbook-store.ts';
import { rememberedPlaybooks } from '../../shared/store/remembered-playbooks.ts';
import { stepFunctionsExecutions } from './executions.ts';
import { onSignal } from './on-signal.ts';
import { signalMessage } from './payloads.ts';
import type { SignalDeps } from './signal-case.ts';

const env = readEnv(['TABLE_NAME', 'SHARD_COUNT', 'STATE_MACHINE_ARN']);
const client = documentClient();
const playbooks = rememberedPlaybooks(dynamoPlaybookReads(client, env.TABLE_NAME), Date.now);
const sfn = new SFNClient({});
const now = () => new Date(Date.now()).toISOString();
const shardCount = readShardCount(env.SHARD_COUNT);
const log = jsonLog(console.log, now, { function: 'workflow-signal' });

const deps: SignalDeps = {
  runs: dynamoRunStore(client, env.TABLE_NAME, { shardCount, now, randomBytes, pause }),
  executions: stepFunctionsExecutions(
    {
      startExecution: (input) => sfn.send(new StartExecutionCommand(input)),
      describeExecution: (input) => sfn.send(new DescribeExecutionCommand(input)),
      sendTaskSuccess: (input) => sfn.send(new SendTaskSuccessCommand(input)),
    },
    env.STATE_MACHINE_ARN,
  ),
  playbookOf: playbooks.playbookOf,
  planOf: (case_, playbook) => planNext(case_, playbook, now()),
  now,
};

/** Events of cases whose plan can have changed, and runs that are due for a look. */
export const handler = consumeMessages(signalMessage, onSignal(deps), log);
