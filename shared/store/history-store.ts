import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { eventKey, fromEventItem } from './event-item.ts';
import { fromMailItem, mailRange } from './mail-item.ts';
import type { HistoryStore, RenderedMail } from './ports.ts';
import { unlessThrottled } from './transact.ts';

/** Greater than every version of ten digits. */
const AFTER_ALL_EVENTS = 'EVENT#~';

/** What happened to a case: its events with their texts, and the mails that went out. One Query each. */
export function dynamoHistoryStore(client: DynamoDBDocumentClient, tableName: string): HistoryStore {
  async function range(caseId: string, from: string, to: string, more: Record<string, unknown>) {
    const command = new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': eventKey(caseId, 0).pk, ':from': from, ':to': to },
      ConsistentRead: true,
      ...more,
    });
    return unlessThrottled(client.send(command));
  }

  return {
    async events(caseId, { newestFirst, after, limit }) {
      if (newestFirst && after === 1) return { events: [], more: false };
      const from = newestFirst || after === undefined ? 1 : after + 1;
      const to = newestFirst && after !== undefined ? eventKey(caseId, after - 1).sk : AFTER_ALL_EVENTS;
      const settings = { ScanIndexForward: !newestFirst, Limit: limit + 1 };
      const { Items = [], LastEvaluatedKey } = await range(caseId, eventKey(caseId, from).sk, to, settings);
      const events = Items.slice(0, limit).map(fromEventItem);
      return { events, more: Items.length > limit || LastEvaluatedKey !== undefined };
    },

    async mails(caseId, fromVersion, toVersion) {
      const { from, to } = mailRange(fromVersion, toVersion);
      const mails: RenderedMail[] = [];
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const page = await range(caseId, from, to, ExclusiveStartKey ? { ExclusiveStartKey } : {});
        mails.push(...(page.Items ?? []).map(fromMailItem));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      return mails;
    },
  };
}
