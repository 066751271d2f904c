import { join } from 'node:path';
import { requireKnownProperties } from '../known-properties.ts';
import type { ResolvedResource } from '../parts.ts';
import { ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY } from '../place.ts';

/** One function as the workers need it. */
export interface FunctionConfig {
  readonly name: string;
  readonly arn: string;
  /** Absolute path of the module that exports the handler. */
  readonly modulePath: string;
  readonly exportName: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** How many invocations may run at once. */
  readonly concurrency: number;
  /** Where an event goes that asynchronous invocations gave up on, unless an EventInvokeConfig says otherwise. */
  readonly deadLetterArn: string | undefined;
  /** Absolute path of the file that takes what the function prints. */
  readonly logPath: string;
}

/** Addresses that the SDK clients inside the functions are pointed at. */
export interface FunctionEndpoints {
  readonly awsUrl: string;
  readonly dynamodbUrl: string;
  readonly dataDir: string;
}

const KNOWN = [
  'Code',
  'Handler',
  'Runtime',
  'Architectures',
  'Role',
  'Environment',
  'Timeout',
  'MemorySize',
  'LoggingConfig',
  'TracingConfig',
  'FunctionName',
  'Description',
  'Tags',
  'ReservedConcurrentExecutions',
  'DeadLetterConfig',
];
const DEFAULT_TIMEOUT_SECONDS = 3;
const DEFAULT_MEMORY_MB = 128;
/** Concurrency of an account that asked for nothing. */
const ACCOUNT_CONCURRENCY = 1000;

/**
 * @param assets S3 key of a code asset to the absolute path of its folder
 * @throws one sentence when the function is not a Node function from an asset
 */
export function readFunction(
  resource: ResolvedResource,
  assets: ReadonlyMap<string, string>,
  endpoints: FunctionEndpoints,
): FunctionConfig {
  requireKnownProperties(resource, KNOWN);
  const { properties, physicalId: name } = resource;
  if (!String(properties.Runtime).startsWith('nodejs')) {
    throw new Error(`Function ${resource.logicalId} has the runtime ${properties.Runtime}; only Node runs here.`);
  }
  const [file, exportName] = String(properties.Handler).split('.') as [string, string];
  const memoryMb = properties.MemorySize ?? DEFAULT_MEMORY_MB;
  return {
    name,
    arn: resource.arn!,
    modulePath: join(codeFolder(resource, assets), `${file}.mjs`),
    exportName,
    env: { ...lambdaEnvironment(name, memoryMb, properties, endpoints), ...properties.Environment?.Variables },
    timeoutSeconds: properties.Timeout ?? DEFAULT_TIMEOUT_SECONDS,
    memoryMb,
    concurrency: properties.ReservedConcurrentExecutions ?? ACCOUNT_CONCURRENCY,
    deadLetterArn: properties.DeadLetterConfig?.TargetArn,
    logPath: join(endpoints.dataDir, 'logs', `${name}.log`),
  };
}

function codeFolder(resource: ResolvedResource, assets: ReadonlyMap<string, string>): string {
  const folder = assets.get(resource.properties.Code?.S3Key);
  if (folder !== undefined) return folder;
  throw new Error(`Function ${resource.logicalId} has code that is not an asset of the synthesised app.`);
}

function lambdaEnvironment(
  name: string,
  memoryMb: number,
  properties: ResolvedResource['properties'],
  endpoints: FunctionEndpoints,
): Record<string, string> {
  return {
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY: SECRET_ACCESS_KEY,
    AWS_ENDPOINT_URL: endpoints.awsUrl,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodbUrl,
    AWS_EXECUTION_ENV: `AWS_Lambda_${properties.Runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    _HANDLER: properties.Handler,
    TZ: 'UTC',
  };
}
