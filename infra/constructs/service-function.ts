import { Duration } from 'aws-cdk-lib';
import { type IManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface ServiceFunctionProps {
  /** Folder of the bundle, with an `index.mjs` that exports `handler`. */
  readonly bundle: string;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly logGroup: LogGroup;
  readonly tracing: IManagedPolicy;
  /** Everything that the function may do besides logging and tracing. */
  readonly rights: readonly PolicyStatement[];
}

/** MiB; CPU grows with it. */
const MEMORY = 512;

/** A function built the one way this service builds them, with a role of its own that nothing widens afterwards. */
export class ServiceFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [props.tracing],
    });
    for (const right of [writesLog(props.logGroup), ...props.rights]) role.addToPolicy(right);
    this.lambda = new LambdaFunction(this, 'Function', {
      description: props.description,
      code: Code.fromAsset(props.bundle),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: MEMORY,
      timeout: Duration.seconds(props.timeoutSeconds),
      tracing: Tracing.ACTIVE,
      environment: { ...props.environment },
      logGroup: props.logGroup,
      // The CDK's own grants come with wildcards; what a function may do is written in function-rights.ts.
      role: role.withoutPolicyUpdates(),
    });
  }
}

function writesLog(logGroup: LogGroup): PolicyStatement {
  return new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  });
}
