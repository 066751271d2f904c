import { type DynamoDBDocumentClient, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Chance } from './back-off.ts';
import { isWritten } from './conditional.ts';
import { type Action, failedGuards } from './transact.ts';

type Update = NonNullable<Action['Update']> & UpdateCommandInput;

/** TransactWriteItems takes at most so many. */
const BATCH = 100;

/**
 * Makes every update whose condition holds and leaves the others, in as few calls as that takes: usually all hold, or
 * none. No item may be named twice.
 */
export async function writeEach(
  client: DynamoDBDocumentClient,
  updates: readonly Update[],
  chance: Chance,
): Promise<void> {
  const [only] = updates;
  if (only === undefined) return;
  if (updates.length === 1) return void (await isWritten(client.send(new UpdateCommand(only))));
  const batch = updates.slice(0, BATCH);
  const writes = batch.map((update, index) => ({ guards: String(index), action: { Update: update } }));
  const failed = await failedGuards(client, writes, chance);
  const left = failed.size === 0 ? [] : batch.filter((_, index) => !failed.has(String(index)));
  await writeEach(client, [...left, ...updates.slice(BATCH)], chance);
}
