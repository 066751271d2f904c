import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Chance } from './back-off.ts';
import { isWritten } from './conditional.ts';
import { CorruptItem } from './errors.ts';
import { fromMailItem, mailKey, toMailItem } from './mail-item.ts';
import type { Begun, MailKey, MailLedger } from './mail-ports.ts';
import { beginningOf, firstOfEach, fitTogether, sentUpdate } from './mail-writes.ts';
import type { RenderedMail } from './ports.ts';
import { failedGuards, unlessThrottled } from './transact.ts';
import { writeEach } from './write-each.ts';

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

  async function beginOne(mail: RenderedMail, budgetPerDay: number): Promise<Begun> {
    const failed = await failedGuards(client, beginningOf(tableName, mail, budgetPerDay), chance);
    if (failed.size === 0) return { outcome: 'begun' };
    if (failed.has('mail')) return present(mail);
    return { outcome: failed.has('address') ? 'suppressed' : 'over_budget' };
  }

  async function isBegunTogether(mails: readonly RenderedMail[], budgetPerDay: number): Promise<boolean> {
    if (mails.length < 2 || !fitTogether(mails)) return false;
    const writes = mails.flatMap((mail) => beginningOf(tableName, mail, budgetPerDay));
    return (await failedGuards(client, writes, chance)).size === 0;
  }

  return {
    async begin(mails, budgetPerDay) {
      if (await isBegunTogether(mails, budgetPerDay)) return mails.map(() => ({ outcome: 'begun' }));
      const begun: Begun[] = [];
      for (const mail of mails) begun.push(await beginOne(mail, budgetPerDay));
      return begun;
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

    sent: (mails) => writeEach(client, firstOfEach(mails).map(sentUpdate(tableName)), chance),

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
