import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * The SDK prepares a copy of every input and output for `logger.info` even when nobody listens; without the method it
 * does not. What was asked and answered is never logged here.
 */
const QUIET = { debug: () => {}, warn: console.warn } as unknown as NonNullable<DynamoDBClientConfig['logger']>;

/**
 * The client that every function uses. Region, credentials and endpoint come from the environment; account-based
 * endpoints are off because each would need one more look at the credentials per call.
 */
export function documentClient(config: DynamoDBClientConfig = {}): DynamoDBDocumentClient {
  const client = new DynamoDBClient({ accountIdEndpointMode: 'disabled', maxAttempts: 3, logger: QUIET, ...config });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
