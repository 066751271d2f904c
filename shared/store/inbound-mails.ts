import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Chance } from './back-off.ts';
import { isWritten } from './conditional.ts';
import type { AnnouncedMail, InboundMails, QuarantinedMail } from './mail-ports.ts';
import { readState, stored } from './stored-json.ts';
import { epochSeconds, type Key } from './table.ts';
import { ConditionsFailed, transact, unlessThrottled } from './transact.ts';

const SETTLED_SECONDS = 60 * 86_400;
/** Mail that cannot be placed is rare enough for one partition. */
const QUARANTINE = 'QUARANTINE';

const settledKey = (mailId: string): Key => ({ pk: `INBOUND#${mailId}`, sk: 'SETTLED' });
const announcedKey = (mailId: string): Key => ({ pk: `INBOUND#${mailId}`, sk: 'ANNOUNCED' });
const attemptsKey = (mailId: string): Key => ({ pk: `INBOUND#${mailId}`, sk: 'ATTEMPTS' });
const announcedSchema = z.looseObject({
  mailId: z.string(),
  recipients: z.array(z.string()),
  verdicts: z.looseObject({}),
});
const quarantineSchema = z.looseObject({ mailId: z.string(), receivedAt: z.string(), reason: z.string() });

const toSettledItem = (mailId: string, as: string, at: string) => ({
  ...settledKey(mailId),
  as,
  at,
  expiresAtSeconds: epochSeconds(at) + SETTLED_SECONDS,
});

const toQuarantineItem = (mail: QuarantinedMail) =>
  stored({ pk: QUARANTINE, sk: `${mail.receivedAt}#${mail.mailId}` }, mail);

/** What became of received mail. */
export function dynamoInboundMails(client: DynamoDBDocumentClient, tableName: string, chance: Chance): InboundMails {
  return {
    async announce(mail) {
      const expiresAtSeconds = epochSeconds(mail.receivedAt) + SETTLED_SECONDS;
      const Item = { ...stored(announcedKey(mail.mailId), mail), expiresAtSeconds };
      await unlessThrottled(client.send(new PutCommand({ TableName: tableName, Item })));
    },

    async announced(mailId) {
      const command = new GetCommand({ TableName: tableName, Key: announcedKey(mailId), ConsistentRead: true });
      const { Item } = await unlessThrottled(client.send(command));
      return Item && readState<AnnouncedMail>(Item, announcedSchema);
    },

    async countAttempt(mailId, at) {
      const command = new UpdateCommand({
        TableName: tableName,
        Key: attemptsKey(mailId),
        UpdateExpression: 'ADD attempts :one SET expiresAtSeconds = :expiry',
        ExpressionAttributeValues: { ':one': 1, ':expiry': epochSeconds(at) + SETTLED_SECONDS },
        ReturnValues: 'ALL_NEW',
      });
      return Number((await unlessThrottled(client.send(command))).Attributes?.['attempts']);
    },

    async isSettled(mailId) {
      const command = new GetCommand({ TableName: tableName, Key: settledKey(mailId), ConsistentRead: true });
      return (await unlessThrottled(client.send(command))).Item !== undefined;
    },

    async settle(mailId, as, at) {
      const Item = toSettledItem(mailId, as, at);
      const ConditionExpression = 'attribute_not_exists(pk)';
      await isWritten(client.send(new PutCommand({ TableName: tableName, Item, ConditionExpression })));
    },

    async quarantine(mail) {
      const settled = toSettledItem(mail.mailId, 'quarantined', mail.receivedAt);
      const ConditionExpression = 'attribute_not_exists(pk)';
      try {
        await transact<'settled'>(
          client,
          [
            { guards: 'settled', action: { Put: { TableName: tableName, Item: settled, ConditionExpression } } },
            { action: { Put: { TableName: tableName, Item: { ...toQuarantineItem(mail) } } } },
          ],
          chance,
        );
      } catch (error) {
        // Settled before: this message needs no more work.
        if (!(error instanceof ConditionsFailed)) throw error;
      }
    },

    async quarantined(limit, cursor) {
      const command = new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: `pk = :quarantine${cursor === undefined ? '' : ' AND sk < :after'}`,
        ExpressionAttributeValues: { ':quarantine': QUARANTINE, ...(cursor !== undefined && { ':after': cursor }) },
        ScanIndexForward: false,
        Limit: limit + 1,
      });
      const { Items = [] } = await unlessThrottled(client.send(command));
      const page = Items.slice(0, limit);
      return {
        mails: page.map((item) => readState<QuarantinedMail>(item, quarantineSchema)),
        cursor: Items.length > limit ? String(page.at(-1)?.['sk']) : undefined,
      };
    },
  };
}
