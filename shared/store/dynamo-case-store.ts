import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Case, Instant } from '../domain/case/case.ts';
import { CaseNotFound } from '../domain/errors.ts';
import { parseCaseNumber } from '../domain/ids.ts';
import type { Chance } from './back-off.ts';
import { randomHex } from './back-off.ts';
import { caseFromItems } from './case-items.ts';
import { AGGREGATE, itemsOfCase } from './case-partition.ts';
import { type Guard, writesOf } from './change-writes.ts';
import { CorruptItem, EventAlreadyHandled, IdempotencyKeyUsed, NumberTaken, StaleCase } from './errors.ts';
import { sealEvent } from './event-item.ts';
import {
  fromIdempotencyItem,
  idempotencyKey,
  numberKey,
  toDedupeItem,
  toIdempotencyItem,
  unlessKnown,
} from './key-items.ts';
import type { CaseChange, CaseStore, Committed, Dedupe } from './ports.ts';
import { ConditionsFailed, transact, unlessThrottled } from './transact.ts';

export interface CaseStoreOptions extends Chance {
  /** Partitions of each staff list and work index, 1 to 10. */
  readonly shardCount: number;
  readonly now: () => Instant;
}

/** Cases in DynamoDB: one Query to load, one transaction to commit. */
export function dynamoCaseStore(
  client: DynamoDBDocumentClient,
  tableName: string,
  options: CaseStoreOptions,
): CaseStore {
  const { shardCount, now } = options;

  async function load(caseId: string): Promise<Case> {
    const case_ = caseFromItems(await itemsOfCase(client, tableName, caseId, AGGREGATE));
    if (!case_) throw new CaseNotFound();
    return case_;
  }

  async function putUnlessPresent(Item: Record<string, unknown>, whenPresent: () => Error): Promise<void> {
    const command = new PutCommand({ TableName: tableName, Item, ...unlessKnown(now()) });
    try {
      await unlessThrottled(client.send(command));
    } catch (error) {
      throw error instanceof ConditionalCheckFailedException ? whenPresent() : error;
    }
  }

  return {
    load,

    async loadByIdOrNumber(idOrNumber) {
      if (!idOrNumber.startsWith('ONB-')) return load(idOrNumber);
      const number = parseCaseNumber(idOrNumber);
      if (number === undefined) throw new CaseNotFound();
      const Key = numberKey(number);
      const { Item } = await unlessThrottled(
        client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true })),
      );
      if (!Item) throw new CaseNotFound();
      if (typeof Item['caseId'] !== 'string') throw new CorruptItem(Key, 'no case id');
      return load(Item['caseId']);
    },

    async commit(change): Promise<Committed> {
      const event = sealEvent(change, () => randomHex(options));
      try {
        await transact(client, writesOf(change, event, tableName, shardCount), options);
      } catch (error) {
        throw error instanceof ConditionsFailed ? refusal(change, error.failed) : error;
      }
      return { case: { ...change.after, chainHead: event.hash }, event: event.envelope };
    },

    async recall(idempotency) {
      const command = new GetCommand({ TableName: tableName, Key: idempotencyKey(idempotency), ConsistentRead: true });
      const { Item } = await unlessThrottled(client.send(command));
      return Item && fromIdempotencyItem(Item, now());
    },

    remember: (idempotency, record) =>
      putUnlessPresent(toIdempotencyItem(idempotency, record, now()), () => new IdempotencyKeyUsed()),

    handled: (dedupe) => putUnlessPresent(toDedupeItem(dedupe, now()), () => handledBefore(dedupe)),
  };
}

const handledBefore = ({ consumer, eventId }: Dedupe) => new EventAlreadyHandled(consumer, eventId);

/** Where several conditions failed, the key's tells most: the command has had its effect. */
function refusal({ after, dedupe }: CaseChange, failed: ReadonlySet<Guard>): Error {
  if (failed.has('idempotency')) return new IdempotencyKeyUsed();
  if (failed.has('dedupe') && dedupe) return handledBefore(dedupe);
  return failed.has('number') ? new NumberTaken() : new StaleCase(after.caseId);
}
