import { ROUTES } from '../../shared/contract/routes.ts';
import type { Incoming, Reply } from '../../shared/http/incoming.ts';
import { acceptedBefore, replayed } from '../../shared/http/replay.ts';
import type { CommandKey } from '../../shared/store/migration-ports.ts';
import type { IdempotencyRecord } from '../../shared/store/ports.ts';
import type { MigrationApiDeps } from './migration-api-deps.ts';

type Keyed = Pick<Incoming, 'route' | 'idempotency' | 'at'>;

/** What a command does, with the key that goes into its transaction; and what answers a repetition of it. */
export interface MigrationCommand {
  readonly act: (key: CommandKey | undefined) => Promise<Reply>;
  readonly again: (record: IdempotencyRecord) => Promise<Reply>;
}

/** A command on a migration: a keyed one is looked up before it is refused. @throws what `act` throws */
export async function migrationCommand(
  { migrations }: Pick<MigrationApiDeps, 'migrations'>,
  incoming: Keyed,
  { act, again }: MigrationCommand,
): Promise<Reply> {
  const { idempotency, route, at } = incoming;
  try {
    return await act(idempotency && { ...idempotency, status: ROUTES[route].status });
  } catch (error) {
    const record = await acceptedBefore(error, incoming, (key) => migrations.recall(key, at));
    return replayed(await again(record), record.status);
  }
}
