import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { MigrationCase } from '../domain/migration/migration.ts';
import { CASE_PREFIX, fromMigrationCaseItem, headKey, migrationCaseKey } from './migration-items.ts';
import type { MigrationCaseFilter } from './migration-ports.ts';
import { unlessThrottled } from './transact.ts';

interface Page extends MigrationCaseFilter {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A filter may pass over this many pages before it hands back what it has. */
const FILTER_PAGES = 5;

/** Cases of a migration by id; `cursor` is the id of the last one that was looked at. */
export async function migrationCasePage(
  client: DynamoDBDocumentClient,
  TableName: string,
  migrationId: string,
  { limit, cursor, ...filter }: Page,
): Promise<{ readonly cases: readonly MigrationCase[]; readonly cursor: string | undefined }> {
  const cases: MigrationCase[] = [];
  let after = cursor;
  for (let page = 0; page < FILTER_PAGES; page += 1) {
    const command = new QueryCommand({ TableName, ConsistentRead: true, Limit: limit, ...range(migrationId, after) });
    const { Items = [], LastEvaluatedKey } = await unlessThrottled(client.send(command));
    for (const one of Items.map(fromMigrationCaseItem)) {
      after = one.caseId;
      if (!fits(one, filter)) continue;
      cases.push(one);
      if (cases.length === limit) return { cases, cursor: after };
    }
    if (!LastEvaluatedKey) return { cases, cursor: undefined };
  }
  return { cases, cursor: after };
}

function range(migrationId: string, after: string | undefined) {
  const from = after === undefined ? CASE_PREFIX : `${migrationCaseKey(migrationId, after).sk}!`;
  return {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':pk': headKey(migrationId).pk, ':from': from, ':to': `${CASE_PREFIX}~` },
  };
}

const fits = ({ verdict, state }: MigrationCase, filter: MigrationCaseFilter): boolean =>
  (filter.verdict ?? verdict) === verdict && (filter.state ?? state) === state;
