import { join } from 'node:path';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { FUNCTIONS, type FunctionName } from '../../shared/contract/functions.ts';
import type { StageSettings } from '../stages.ts';
import { constructId } from './construct-id.ts';
import { type EnvironmentValues, environmentOf } from './function-environment.ts';
import { FUNCTION_RIGHTS, type Right } from './function-rights.ts';
import { ServiceFunction } from './service-function.ts';
import { serviceLog } from './service-log.ts';

export interface ServiceFunctionsProps {
  readonly settings: StageSettings;
  /** Folder with one bundle a function, each in a folder of the function's name. */
  readonly bundles: string;
  readonly environment: EnvironmentValues;
  readonly statementsOf: (right: Right) => readonly PolicyStatement[];
  /** Rights to read what triggers a function and to set aside what it cannot handle. */
  readonly triggerRights: (name: FunctionName) => readonly PolicyStatement[];
}

/** Every function of the contract: exactly those, each with exactly the environment it asks for. */
export class ServiceFunctions extends Construct {
  readonly all: Readonly<Record<FunctionName, LambdaFunction>>;

  constructor(scope: Construct, id: string, props: ServiceFunctionsProps) {
    super(scope, id);
    const tracing = this.tracingPolicy();
    const names = Object.keys(FUNCTIONS) as FunctionName[];
    const entries = names.map((name) => [name, this.create(name, props, tracing)] as const);
    this.all = Object.fromEntries(entries) as Record<FunctionName, LambdaFunction>;
  }

  private create(name: FunctionName, props: ServiceFunctionsProps, tracing: ManagedPolicy): LambdaFunction {
    const spec = FUNCTIONS[name];
    const { settings } = props;
    return new ServiceFunction(this, constructId(name), {
      bundle: join(props.bundles, name),
      description: `${name}: ${spec.does}`,
      environment: environmentOf(spec.env, props.environment),
      timeoutSeconds: spec.timeoutSeconds,
      logGroup: serviceLog(this, `${constructId(name)}Log`, settings),
      tracing,
      rights: [...FUNCTION_RIGHTS[name].flatMap(props.statementsOf), ...props.triggerRights(name)],
    }).lambda;
  }

  private tracingPolicy(): ManagedPolicy {
    return new ManagedPolicy(this, 'Tracing', {
      description: 'Lets the functions of Gangway send traces',
      statements: [
        // X-Ray offers no narrower resource.
        new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] }),
      ],
    });
  }
}
