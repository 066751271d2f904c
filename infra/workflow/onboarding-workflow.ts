import { Aws, Duration } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  Choice,
  Condition,
  DefinitionBody,
  Fail,
  type IChainable,
  LogLevel,
  Map as MapState,
  Pass,
  ProvideItems,
  QueryLanguage,
  StateMachine,
  StateMachineType,
  Succeed,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { JsonataState } from './jsonata-state.ts';
import { callState, waitState } from './lambda-task.ts';

export interface OnboardingWorkflowProps {
  /** Fixed, because functions of the workflow must know the machine that calls them. */
  readonly stateMachineName: string;
  readonly logGroup: LogGroup;
  readonly functions: WorkflowFunctions;
}

export interface WorkflowFunctions {
  /** `{caseId, run, plans}` -> `{kind, waitKey, items: [{item, attempt, timeoutSeconds}], timeoutSeconds, starting}`. */
  readonly plan: IFunction;
  /** `{caseId, run, kind, waitKey}`, for a check that timed out with `item` and `attempt`. */
  readonly act: IFunction;
  /** `{caseId, run, kind, waitKey, item, attempt, token}`, outside of the Map with `starting` as the plan said. */
  readonly await: IFunction;
}

/** A run that is still open by then starts again from the daily timer of its case. */
const EXECUTION_TIMEOUT = Duration.days(360);
/** Above any playbook's number of checks. */
const CHECKS_AT_ONCE = 20;

const RUN = { caseId: '{% $caseId %}', run: '{% $run %}' };
const NEXT = { ...RUN, kind: '{% $next.kind %}', waitKey: '{% $next.waitKey %}' };

/**
 * Drives one case from submission to its end. It knows time, fan-out and retries; what comes next is always the domain's
 * answer, never a rule in here. Input `{caseId, run}`.
 */
export class OnboardingWorkflow extends Construct {
  readonly stateMachine: StateMachine;
  private readonly functions: WorkflowFunctions;

  constructor(scope: Construct, id: string, props: OnboardingWorkflowProps) {
    super(scope, id);
    this.functions = props.functions;
    this.stateMachine = new StateMachine(this, 'Machine', {
      stateMachineName: props.stateMachineName,
      stateMachineType: StateMachineType.STANDARD,
      comment: 'Guided onboarding of one case',
      queryLanguage: QueryLanguage.JSONATA,
      definitionBody: DefinitionBody.fromChainable(this.definition()),
      timeout: EXECUTION_TIMEOUT,
      logs: { destination: props.logGroup, level: LogLevel.ALL, includeExecutionData: false },
      tracingEnabled: true,
      role: this.role(),
    });
  }

  private definition(): IChainable {
    const bind = Pass.jsonata(this, 'Bind case', {
      assign: { caseId: '{% $states.input.caseId %}', run: '{% $states.input.run %}', plans: 0 },
    });
    const plan = this.state(
      'Plan next',
      callState(
        this.functions.plan,
        'The domain says what comes next',
        { ...RUN, plans: '{% $plans %}' },
        {
          Assign: { next: '{% $states.result.Payload %}', plans: '{% $plans + 1 %}' },
          Output: RUN,
        },
      ),
    );
    return bind.next(plan).next(this.route(plan));
  }

  /** Tests the instruction's kind and nothing else; everything but an end leads back to the plan. */
  private route(plan: JsonataState): Choice {
    const ends = this.ends();
    const back = (state: JsonataState | MapState) => state.next(plan);
    const routes: readonly (readonly [kind: string, state: IChainable])[] = [
      ['pre_approve', back(this.act('Pre-approve'))],
      ['verify_checklist', back(this.act('Verify checklist'))],
      ['run_checks', back(this.runChecks())],
      ['complete_review', back(this.act('Complete review'))],
      ['await_agent', back(this.await('Await agent', 'agent', plan))],
      ['await_customer', back(this.await('Await customer', 'customer', plan))],
      ['close_case', back(this.act('Close case'))],
      ['finish', ends.finished],
      ['restart', ends.finished],
      ['parked', ends.parked],
      ['superseded', ends.superseded],
    ];
    const choice = Choice.jsonata(this, 'Which instruction?');
    for (const [kind, state] of routes) choice.when(Condition.jsonata(`{% $next.kind = '${kind}' %}`), state);
    return choice.otherwise(
      Fail.jsonata(this, 'Unknown instruction', {
        error: 'UnknownInstruction',
        cause: 'The plan names a kind that this version of the workflow does not know.',
      }),
    );
  }

  private ends() {
    return {
      finished: Succeed.jsonata(this, 'Finished', { comment: 'The case has ended, or the next run has taken over' }),
      parked: Succeed.jsonata(this, 'Parked', { comment: 'A long wait; the next event or timer starts a new run' }),
      superseded: Succeed.jsonata(this, 'Superseded', { comment: 'Another run drives the case' }),
    };
  }

  private act(name: string): JsonataState {
    return this.state(name, callState(this.functions.act, 'A command of the system', NEXT));
  }

  private await(name: string, item: string, plan: JsonataState): JsonataState {
    const payload = { ...NEXT, item, attempt: 1, starting: '{% $next.starting %}' };
    const wait = this.state(
      name,
      waitState(this.functions.await, 'Until the plan changes', '{% $next.timeoutSeconds %}', payload),
    );
    wait.addCatch(plan, { errors: ['States.Timeout'] });
    return wait;
  }

  private runChecks(): MapState {
    const checks = MapState.jsonata(this, 'Run checks', {
      items: ProvideItems.jsonata('{% $next.items %}'),
      maxConcurrency: CHECKS_AT_ONCE,
      outputs: RUN,
    });
    const one = { ...NEXT, item: '{% $states.input.item %}', attempt: '{% $states.input.attempt %}' };
    const timedOut = this.state(
      'Check timed out',
      callState(this.functions.act, 'Recorded like any other result', { ...one, kind: 'check_timed_out' }),
    );
    const wait = this.state(
      'Await check',
      waitState(this.functions.await, 'One token a check', '{% $states.input.timeoutSeconds %}', one),
    );
    checks.itemProcessor(wait.addCatch(timedOut, { errors: ['States.Timeout'], outputs: '{% $states.input %}' }));
    return checks;
  }

  private state(name: string, stateJson: object): JsonataState {
    return new JsonataState(this, name, { stateJson });
  }

  private role(): IRole {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    const { plan, act, await: wait } = this.functions;
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [plan.functionArn, act.functionArn, wait.functionArn],
      }),
    );
    role.addToPolicy(new PolicyStatement({ actions: LOG_DELIVERY_AND_TRACING, resources: ['*'] }));
    return role.withoutPolicyUpdates();
  }
}

/** AWS offers no narrower resource for these. */
const LOG_DELIVERY_AND_TRACING = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
];
