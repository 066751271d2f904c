import { type CancellationReason, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { backOff, type Chance, randomHex } from './back-off.ts';
import { ThrottledStore } from './errors.ts';

export type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One item of a transaction, with the name of what its condition guards. */
export interface Write<Label extends string> {
  readonly guards?: Label;
  readonly action: Action;
}

/** The conditions that did not hold. Nothing was written. */
export class ConditionsFailed<Label extends string> extends Error {
  override readonly name = 'ConditionsFailed';
  readonly failed: ReadonlySet<Label>;
  constructor(failed: ReadonlySet<Label>) {
    super(`conditions failed: ${[...failed].join(', ')}`);
    this.failed = failed;
  }
}

const MAXIMUM_ATTEMPTS = 5;
const THROTTLES = [
  'ThrottlingException',
  'ThrottlingError',
  'ProvisionedThroughputExceededException',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'RequestLimitExceededException',
];
const AGAIN = [...THROTTLES, 'TransactionConflict', 'TransactionConflictException', 'TransactionInProgressException'];

/**
 * Sends one transaction. Conflicts and throttling are tried again a bounded number of times, always with the same
 * token, so that a retry of the SDK after a lost reply writes nothing twice.
 * @throws {ConditionsFailed} naming the guards that failed · {ThrottledStore} when the table stays busy
 */
export async function transact<Label extends string>(
  client: DynamoDBDocumentClient,
  writes: readonly Write<Label>[],
  chance: Chance,
): Promise<void> {
  const TransactItems = writes.map(({ action }) => action);
  const command = new TransactWriteCommand({ TransactItems, ClientRequestToken: randomHex(chance) });
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(command);
      return;
    } catch (error) {
      const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
      throwFailedConditions(writes, reasons);
      if (!isWorthAnother(error, reasons)) throw error;
      if (attempt === MAXIMUM_ATTEMPTS) throw new ThrottledStore(error);
      await backOff(chance, attempt);
    }
  }
}

/** The guards that failed, in which case nothing was written; none when the transaction went through. */
export async function failedGuards<Label extends string>(
  client: DynamoDBDocumentClient,
  writes: readonly Write<Label>[],
  chance: Chance,
): Promise<ReadonlySet<Label>> {
  try {
    await transact(client, writes, chance);
    return new Set();
  } catch (error) {
    if (error instanceof ConditionsFailed) return error.failed as ReadonlySet<Label>;
    throw error;
  }
}

function throwFailedConditions<Label extends string>(
  writes: readonly Write<Label>[],
  reasons: readonly CancellationReason[],
): void {
  const failed = writes.filter((_, index) => reasons[index]?.Code === 'ConditionalCheckFailed');
  if (failed.length === 0) return;
  throw new ConditionsFailed(new Set(failed.flatMap(({ guards }) => guards ?? [])));
}

function isWorthAnother(error: unknown, reasons: readonly CancellationReason[]): boolean {
  if (!(error instanceof Error)) return false;
  if (AGAIN.includes(error.name)) return true;
  const codes = reasons.map(({ Code }) => Code ?? 'None').filter((code) => code !== 'None');
  return codes.length > 0 && codes.every((code) => AGAIN.includes(code));
}

/** Turns what is left of throttling after the SDK's own retries into our own error; passes everything else on. */
export async function unlessThrottled<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && THROTTLES.includes(error.name)) throw new ThrottledStore(error);
    throw error;
  }
}
