import { AwsFault, awsJsonService, requireText, type WireInput } from '../aws-json.ts';
import type { WireService } from '../parts.ts';
import type { Failure } from './execution.ts';
import { executionArn } from './execution-name.ts';
import type { ExecutionRow } from './execution-store.ts';
import { historyEventView } from './history-view.ts';
import type { States } from './states.ts';

/** The Step Functions operations of the JSON protocol; any other is refused by name. */
export function createStatesWire(states: Omit<States, 'wire'>): WireService {
  return awsJsonService(
    { targetPrefix: 'AWSStepFunctions', version: '1.0', errorNamespace: 'com.amazonaws.sfn' },
    {
      StartExecution: (input) => {
        const name = input['name'] === undefined ? [] : [String(input['name'])];
        const machineArn = requireText(input, 'stateMachineArn');
        const row = states.startExecution(machineArn, String(input['input'] ?? '{}'), ...name);
        return { executionArn: executionArn(row.machineArn, row.name), startDate: row.startedAt / 1000 };
      },
      SendTaskSuccess: (input) => states.sendTaskSuccess(requireText(input, 'taskToken'), requireText(input, 'output')),
      SendTaskFailure: (input) => states.sendTaskFailure(requireText(input, 'taskToken'), failureOf(input)),
      SendTaskHeartbeat: (input) => states.sendTaskHeartbeat(requireText(input, 'taskToken')),
      StopExecution: async (input) => {
        const arn = requireText(input, 'executionArn');
        await states.stopExecution(arn, failureOf(input));
        return { stopDate: (states.describeExecution(arn).stoppedAt ?? 0) / 1000 };
      },
      DescribeExecution: (input) => executionView(states.describeExecution(requireText(input, 'executionArn'))),
      GetExecutionHistory: (input) => historyPage(states, input),
      ListExecutions: (input) => executionsPage(states, input),
      ListStateMachines: () => ({ stateMachines: states.machines.map(machineView) }),
      DescribeStateMachine: (input) => {
        const arn = requireText(input, 'stateMachineArn');
        const machine = states.machines.find((each) => each.arn === arn);
        if (!machine) throw new AwsFault('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
        const { definition, roleArn } = machine;
        return { ...machineView(machine), status: 'ACTIVE', definition, roleArn };
      },
    },
  );
}

function failureOf(input: WireInput): Failure {
  return { error: String(input['error'] ?? ''), cause: String(input['cause'] ?? '') };
}

function machineView({ arn, name }: States['machines'][number]) {
  // Machines exist since the template does; the epoch stands for that.
  return { stateMachineArn: arn, name, type: 'STANDARD', creationDate: 0 };
}

function summaryView(row: ExecutionRow) {
  return {
    executionArn: executionArn(row.machineArn, row.name),
    stateMachineArn: row.machineArn,
    name: row.name,
    status: row.status,
    startDate: row.startedAt / 1000,
    ...(row.stoppedAt !== null && { stopDate: row.stoppedAt / 1000 }),
    redriveCount: 0,
  };
}

function executionView(row: ExecutionRow) {
  return {
    ...summaryView(row),
    input: row.input,
    inputDetails: { included: true },
    ...(row.output !== null && { output: row.output, outputDetails: { included: true } }),
    ...(row.error && { error: row.error }),
    ...(row.cause && { cause: row.cause }),
  };
}

interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** `nextToken` is the number of entries that were already shown. */
function pageOf(input: WireInput, defaultLimit: number): Page {
  const offset = Number(input['nextToken'] ?? 0);
  if (!Number.isSafeInteger(offset) || offset < 0) throw new AwsFault('InvalidToken', 'The nextToken is malformed.');
  const asked = Number(input['maxResults'] ?? 0);
  return { offset, limit: asked > 0 ? Math.min(asked, 1000) : defaultLimit };
}

function historyPage(states: Omit<States, 'wire'>, input: WireInput) {
  const { limit, offset } = pageOf(input, 100);
  const all = states.history(requireText(input, 'executionArn'));
  const ordered = input['reverseOrder'] === true ? all.toReversed() : all;
  const shown = ordered.slice(offset, offset + limit);
  const more = offset + limit < ordered.length;
  const withPayloads = input['includeExecutionData'] !== false;
  const events = shown.map((event) => historyEventView(event, withPayloads));
  return { events, ...(more && { nextToken: String(offset + limit) }) };
}

function executionsPage(states: Omit<States, 'wire'>, input: WireInput) {
  const { limit, offset } = pageOf(input, 100);
  const status = typeof input['statusFilter'] === 'string' ? input['statusFilter'] : null;
  const rows = states.listExecutions(requireText(input, 'stateMachineArn'), status, limit + 1, offset);
  const more = rows.length > limit;
  return { executions: rows.slice(0, limit).map(summaryView), ...(more && { nextToken: String(offset + limit) }) };
}
