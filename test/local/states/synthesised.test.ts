import { App, Duration, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { expect, it } from 'vitest';
import { runDefinition } from '../../../local/states/run-definition.ts';

const startAt = Date.parse('2026-03-01T00:00:00.000Z');

/** A small workflow in the constructs the product uses, down to the definition text of the template. */
function synthesise(): string {
  const stack = new Stack(new App(), 'Sample');
  const named = (functionName: string) => {
    const code = Code.fromInline('exports.handler = () => 1');
    return new LambdaFunction(stack, functionName, {
      functionName,
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code,
    });
  };
  const ask = named('ask');
  const plan = LambdaInvoke.jsonata(stack, 'Plan next', {
    lambdaFunction: named('plan'),
    payload: sfn.TaskInput.fromObject({ caseId: '{% $states.context.Execution.Input.caseId %}' }),
    taskTimeout: sfn.Timeout.duration(Duration.seconds(60)),
    assign: { next: '{% $states.result.Payload %}' },
    outputs: '{% $states.result.Payload %}',
  });
  const awaitCustomer = new sfn.CustomState(stack, 'Await customer', {
    stateJson: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      TimeoutSeconds: '{% $next.waitSeconds %}',
      Arguments: { FunctionName: ask.functionArn, Payload: { token: '{% $states.context.Task.Token %}' } },
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Plan next' }],
    },
  });
  const check = LambdaInvoke.jsonata(stack, 'Run check', {
    lambdaFunction: ask,
    integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    payload: sfn.TaskInput.fromObject({
      token: '{% $states.context.Task.Token %}',
      check: '{% $states.input.check %}',
    }),
    taskTimeout: sfn.Timeout.duration(Duration.days(20)),
    heartbeatTimeout: sfn.Timeout.duration(Duration.days(3)),
  });
  const checks = sfn.Map.jsonata(stack, 'Run checks', {
    items: sfn.ProvideItems.jsonata('{% $next.checks %}'),
    itemSelector: { check: '{% $states.context.Map.Item.Value %}' },
    maxConcurrency: 5,
    outputs: { results: '{% $states.result %}' },
  });
  checks.itemProcessor(check);
  const unknown = sfn.Fail.jsonata(stack, 'Unknown', { error: 'Workflow.Unknown', cause: '{% $next.kind %}' });
  const which = sfn.Choice.jsonata(stack, 'Which?')
    .when(sfn.Condition.jsonata("{% $next.kind = 'customer' %}"), awaitCustomer)
    .when(sfn.Condition.jsonata("{% $next.kind = 'checks' %}"), checks)
    .when(sfn.Condition.jsonata("{% $next.kind = 'done' %}"), sfn.Succeed.jsonata(stack, 'Finished'))
    .otherwise(unknown);
  awaitCustomer.next(plan);
  checks.next(plan);
  const machine = new sfn.StateMachine(stack, 'Machine', {
    definitionBody: sfn.DefinitionBody.fromChainable(plan.next(which)),
    queryLanguage: sfn.QueryLanguage.JSONATA,
    timeout: Duration.days(360),
  });
  return definitionText(stack, machine);
}

/** What the assembly does to the template: function ARNs and the partition take the place of references. */
function definitionText(stack: Stack, machine: sfn.StateMachine): string {
  const cfn = machine.node.defaultChild as sfn.CfnStateMachine;
  const resolved = stack.resolve(cfn.definitionString) as { 'Fn::Join': readonly [string, readonly unknown[]] };
  const names = new Map(
    stack.node.children
      .filter((child) => child instanceof LambdaFunction)
      .map((child) => [stack.getLogicalId(child.node.defaultChild as never), child.node.id]),
  );
  const text = (piece: unknown): string => {
    if (typeof piece === 'string') return piece;
    const reference = piece as { 'Fn::GetAtt'?: readonly string[] };
    const name = names.get(reference['Fn::GetAtt']?.[0] ?? '');
    return name === undefined ? 'aws' : `arn:aws:lambda:eu-central-1:000000000000:function:${name}`;
  };
  return resolved['Fn::Join'][1].map(text).join('');
}

it('a workflow as CDK synthesises it runs from start to end', async () => {
  const plans = [
    { kind: 'customer', waitSeconds: 5 * 86_400 },
    { kind: 'customer', waitSeconds: 60 },
    { kind: 'checks', checks: ['background', 'legal', 'credit'] },
    { kind: 'done' },
  ];
  const tokens = new Map<string, string>();
  const asked: unknown[] = [];
  const run = runDefinition(synthesise(), {
    startAt,
    functions: {
      plan: (event: { caseId: string }) => {
        asked.push(event);
        return plans[asked.length - 1];
      },
      ask: ({ token, check = 'customer' }: { token: string; check?: string }) => void tokens.set(check, token),
    },
  });
  const arn = run.start({ caseId: 'c-1' });
  await run.advance(5 * 86_400_000);
  expect(run.visited(arn)).toEqual(['Plan next', 'Which?', 'Await customer', 'Plan next', 'Which?', 'Await customer']);
  await run.states.sendTaskSuccess(tokens.get('customer') ?? '', '{}');
  await run.settle();
  for (const check of ['legal', 'background', 'credit']) {
    await run.states.sendTaskSuccess(tokens.get(check) ?? '', '{"verdict":"clear"}');
  }
  await run.settle();
  expect(run.result(arn)).toEqual({ status: 'SUCCEEDED', output: { kind: 'done' } });
  expect(asked).toEqual([{ caseId: 'c-1' }, { caseId: 'c-1' }, { caseId: 'c-1' }, { caseId: 'c-1' }]);
  run.close();
});
