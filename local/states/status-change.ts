import type { AwsEvent } from '../parts.ts';
import type { ExecutionStatus } from './execution.ts';
import type { Turn } from './turn.ts';

interface StatusFacts {
  readonly status: ExecutionStatus;
  /** Epoch milliseconds. */
  readonly stoppedAt?: number;
  /** JSON text. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** What Step Functions tells the default bus when an execution ends. Source: "Events from Step Functions", EventBridge. */
export function statusChange({ execution, facts }: Pick<Turn, 'execution' | 'facts'>, change: StatusFacts): AwsEvent {
  return {
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    resources: [facts.executionArn],
    detail: {
      executionArn: facts.executionArn,
      stateMachineArn: facts.machineArn,
      name: execution.name,
      status: change.status,
      startDate: execution.startedAt,
      stopDate: change.stoppedAt ?? null,
      input: execution.input,
      output: change.output ?? null,
      error: change.error ?? null,
      cause: change.cause ?? null,
    },
  };
}
