import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Chance } from './back-off.ts';
import { isWritten } from './conditional.ts';
import { CorruptItem } from './errors.ts';
import { fromMailItem, mailKey, toMailItem } from './mail-item.ts';
import type { Begun, MailKey, MailLedger } from './mail-ports.ts';
import type { RenderedMail } from './ports.ts';
import { suppressionKey } from './suppressions.ts';
import { epochSeconds } from './table.ts';
import { ConditionsFailed, transact, unlessThrottled } from './transact.ts';

type Guard = 'mail' | 'budget' | 'address';

/** A budget of a day is of no use after two. */
const BUDGET_SECONDS = 2 * 86_400;

/** Outbound mail of cases: what is being sent, what was sent, and what became of it. */
export function dynamoMailLedger(client: DynamoDBDocumentClient, tableName: string, chance: Chance): MailLedger {
  const update = (key: MailKey, set: string, condition: string, values: Record<string, unknown>) =>
    new UpdateCommand({
      TableName: tableName,
      Key: mailKey(key),
      UpdateExpression: `SET ${set}`,
      ConditionExpression: condition,
      ExpressionAttributeValues: values,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });

  async function present(mail: RenderedMail): Promise<Begun> {
    const Key = mailKey(mail);
    const { Item } = await unlessThrottled(
      client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true })),
    );
    if (!Item) throw new CorruptItem(Key, 'was there and is not');
    return { outcome: 'present', mail: fromMailItem(Item) };
  }

  return {
    async begin(mail, budgetPerDay) {
      const put = { TableName: tableName, Item: toMailItem(mail), ConditionExpression: 'attribute_not_exists(pk)' };
      try {
        await transact<Guard>(
          client,
          [
            { guards: 'mail', action: { Put: put } },
            { guards: 'budget', action: { Update: spend(tableName, mail, budgetPerDay) } },
            { guards: 'address', action: { ConditionCheck: unlessSuppressed(tableName, mail) } },
          ],
          chance,
        );
        return { outcome: 'begun' };
      } catch (error) {
        if (!(error instanceof ConditionsFailed)) throw error;
        if (error.failed.has('mail')) return present(mail);
        return { outcome: error.failed.has('address') ? 'suppressed' : 'over_budget' };
      }
    },

    async suppress(mail) {
      const Item = toMailItem(mail);
      await isWritten(
        client.send(new PutCommand({ TableName: tableName, Item, ConditionExpression: 'attribute_not_exists(pk)' })),
      );
    },

    attemptAgain(key, attempts, at) {
      const values = { ':sending': 'sending', ':attempts': attempts, ':next': attempts + 1, ':at': at };
      const condition = 'mailState = :sending AND attempts = :attempts';
      return isWritten(client.send(update(key, 'attempts = :next, attemptedAt = :at', condition, values)));
    },

    async sent(key, sesMessageId, at) {
      const values = { ':sending': 'sending', ':sent': 'sent', ':id': sesMessageId, ':at': at };
      const set = 'mailState = :sent, sesMessageId = :id, sentAt = :at';
      await isWritten(client.send(update(key, set, 'mailState = :sending', values)));
    },

    async failed(key, state, sesMessageId) {
      const values = { ':sending': 'sending', ':sent': 'sent', ':state': state, ':id': sesMessageId };
      const command = update(key, 'mailState = :state, sesMessageId = :id', 'mailState IN (:sending, :sent)', values);
      try {
        await unlessThrottled(client.send(command));
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return error.Item !== undefined;
        throw error;
      }
    },
  };
}

const unlessSuppressed = (TableName: string, { to }: RenderedMail) => ({
  TableName,
  Key: { ...suppressionKey(to) },
  ConditionExpression: 'attribute_not_exists(pk)',
});

/** Counts one mail against what a recipient may get about a case on one day (UTC). */
const spend = (TableName: string, { caseId, recipientId, attemptedAt }: RenderedMail, budgetPerDay: number) => ({
  TableName,
  Key: { pk: `MAILBUDGET#${caseId}#${recipientId}#${attemptedAt.slice(0, 10)}`, sk: 'MAILBUDGET' },
  UpdateExpression: 'ADD mails :one SET expiresAtSeconds = :expiry',
  ConditionExpression: 'attribute_not_exists(mails) OR mails < :budget',
  ExpressionAttributeValues: {
    ':one': 1,
    ':budget': budgetPerDay,
    ':expiry': epochSeconds(attemptedAt) + BUDGET_SECONDS,
  },
});
