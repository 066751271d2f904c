import { mailKey, toMailItem } from './mail-item.ts';
import type { SentMail } from './mail-ports.ts';
import type { RenderedMail } from './ports.ts';
import { suppressionKey } from './suppressions.ts';
import { epochSeconds } from './table.ts';
import type { Write } from './transact.ts';

type Guard = 'mail' | 'budget' | 'address';

/** Three items of a mail each; a transaction takes 100. */
const MAXIMUM_TOGETHER = 33;
/** A budget of a day is of no use after two. */
const BUDGET_SECONDS = 2 * 86_400;

export const sentUpdate =
  (tableName: string) =>
  ({ key, sesMessageId, at }: SentMail) => ({
    TableName: tableName,
    Key: { ...mailKey(key) },
    UpdateExpression: 'SET mailState = :sent, sesMessageId = :id, sentAt = :at',
    ConditionExpression: 'mailState = :sending',
    ExpressionAttributeValues: { ':sending': 'sending', ':sent': 'sent', ':id': sesMessageId, ':at': at },
  });

/** A transaction names an item once. */
export const firstOfEach = (mails: readonly SentMail[]): readonly SentMail[] => [
  ...new Map(mails.toReversed().map((mail) => [JSON.stringify(mailKey(mail.key)), mail])).values(),
];

/** Everything that begins one mail. */
export const beginningOf = (tableName: string, mail: RenderedMail, budgetPerDay: number): readonly Write<Guard>[] => [
  {
    guards: 'mail',
    action: {
      Put: { TableName: tableName, Item: toMailItem(mail), ConditionExpression: 'attribute_not_exists(pk)' },
    },
  },
  { guards: 'budget', action: { Update: spend(tableName, mail, budgetPerDay) } },
  { guards: 'address', action: { ConditionCheck: unlessSuppressed(tableName, mail) } },
];

/** One item each for mail, budget and address, and no item twice. */
export function fitTogether(mails: readonly RenderedMail[]): boolean {
  const isDistinct = (of: (mail: RenderedMail) => string) => new Set(mails.map(of)).size === mails.length;
  return (
    mails.length <= MAXIMUM_TOGETHER &&
    isDistinct(({ recipientId }) => recipientId) &&
    isDistinct(({ to }) => to.toLowerCase())
  );
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
