import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { batchGet } from './batch-get.ts';
import {
  addressKey,
  addressPartition,
  fromGrantsItem,
  fromProfileItem,
  grantsKey,
  profileKey,
  toAddressItem,
  toGrantsItem,
  toProfileItem,
} from './party-items.ts';
import type { PartyProfile, PartyStore } from './ports.ts';
import type { Key } from './table.ts';
import { unlessThrottled } from './transact.ts';

/** People, accounts, groups and sign-ins on record. Profiles change by hand or by the seed, not by commands on cases. */
export function dynamoPartyStore(client: DynamoDBDocumentClient, tableName: string): PartyStore {
  async function get(Key: Key): Promise<Record<string, unknown> | undefined> {
    return (await unlessThrottled(client.send(new GetCommand({ TableName: tableName, Key })))).Item;
  }

  async function profile(partyId: string): Promise<PartyProfile | undefined> {
    const item = await get(profileKey(partyId));
    return item && fromProfileItem(item);
  }

  async function profiles(partyIds: readonly string[]): Promise<readonly PartyProfile[]> {
    const keys = [...new Set(partyIds)].map(profileKey);
    return (await batchGet(client, tableName, keys)).map(fromProfileItem);
  }

  return {
    profile,
    profiles,

    async byEmail(email) {
      const command = new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :address',
        ExpressionAttributeValues: { ':address': addressPartition(email) },
      });
      const { Items = [] } = await unlessThrottled(client.send(command));
      return profiles(Items.map(({ partyId }) => String(partyId)));
    },

    async grants(sub) {
      const item = await get(grantsKey(sub));
      return item && fromGrantsItem(item);
    },

    async put(after) {
      const before = await profile(after.partyId);
      const isMoved = before?.email !== undefined && before.email.toLowerCase() !== after.email?.toLowerCase();
      const writes = [
        { Put: { TableName: tableName, Item: toProfileItem(after) } },
        ...(after.email === undefined
          ? []
          : [{ Put: { TableName: tableName, Item: toAddressItem(after.email, after.partyId) } }]),
        ...(isMoved ? [{ Delete: { TableName: tableName, Key: addressKey(before.email, after.partyId) } }] : []),
      ];
      await unlessThrottled(client.send(new TransactWriteCommand({ TransactItems: writes })));
    },

    async putGrants(grants) {
      await unlessThrottled(client.send(new PutCommand({ TableName: tableName, Item: toGrantsItem(grants) })));
    },
  };
}
