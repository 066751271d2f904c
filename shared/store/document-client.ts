import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * The SDK prepares a copy of every input and output for `logger.info` even when nobody listens; without the method it
 * does not. What was asked and answered is never logged here.
 */
const QUIET = { debug: () => {}, warn: console.warn } as unknown as NonNullable<DynamoDBClientConfig['logger']>;

/** What they add is for other services, or for nobody: each would cost every call its share. */
const UNUSED_MIDDLEWARE = ['loggerMiddleware', 'recursionDetectionMiddleware', 'getUserAgentMiddleware'];

/**
 * The client that every function uses. Region, credentials and endpoint come from the environment; account-based
 * endpoints are off because each would need one more look at the credentials per call.
 */
export function documentClient(config: DynamoDBClientConfig = {}): DynamoDBDocumentClient {
  const client = new DynamoDBClient({ accountIdEndpointMode: 'disabled', maxAttempts: 3, logger: QUIET, ...config });
  for (const name of UNUSED_MIDDLEWARE) client.middlewareStack.remove(name);
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
