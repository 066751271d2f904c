import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { RunningSystem } from './running-system.ts';

/** Any pair will do for the emulated services; a deployed system takes the caller's own from the usual places. */
const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

const settings = (system: RunningSystem, endpoint: string | undefined) => ({
  region: system.region,
  ...(endpoint !== undefined && { endpoint, credentials: LOCAL_CREDENTIALS }),
});

export const userPoolOf = (system: RunningSystem): CognitoIdentityProviderClient =>
  new CognitoIdentityProviderClient(settings(system, system.awsUrl));

export const tableOf = (system: RunningSystem): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient(settings(system, system.dynamodbUrl)));
