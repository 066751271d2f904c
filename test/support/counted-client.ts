import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The client, which notes the name of every command that it sends. */
export function countedClient(client: DynamoDBDocumentClient, sent: string[]): DynamoDBDocumentClient {
  const send = (command: Parameters<DynamoDBDocumentClient['send']>[0]) => {
    sent.push(command.constructor.name);
    return client.send(command);
  };
  return { send } as unknown as DynamoDBDocumentClient;
}
