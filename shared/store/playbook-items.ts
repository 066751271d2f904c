import * as z from 'zod/mini';
import type { Playbook } from '../domain/playbook/playbook.ts';
import { type PlaybookVersion, VERSION_STATUSES } from '../domain/playbook/playbook-version.ts';
import type { Register } from '../domain/playbook/register.ts';
import { compressedJson, decompressedJson } from './compressed-json.ts';
import type { PlaybookRef, StoredPlaybook } from './playbook-ports.ts';
import { readState, stored } from './stored-json.ts';
import { type Key, sortable } from './table.ts';

export const versionsOf = (playbookId: string): string => `PLAYBOOK#${playbookId}`;
export const versionKey = ({ id, version }: PlaybookRef): Key => ({
  pk: versionsOf(id),
  sk: `VERSION#${sortable(version)}`,
});
/** One small item a playbook, all in one partition: newest version and list are a single call each. */
export const REGISTERS = 'PLAYBOOKS';
export const registerKey = (playbookId: string): Key => ({ pk: REGISTERS, sk: playbookId });

const versionSchema = z.looseObject({
  playbookId: z.string(),
  version: z.int(),
  revision: z.int(),
  status: z.enum(VERSION_STATUSES),
  title: z.string(),
  group: z.string(),
  digest: z.string(),
  uploadedBy: z.string(),
  uploadedAt: z.string(),
});

const registerSchema = z.looseObject({
  playbookId: z.string(),
  revision: z.int(),
  versions: z.array(
    z.looseObject({ version: z.int(), status: z.enum(VERSION_STATUSES), title: z.string(), group: z.string() }),
  ),
});

/** The record as JSON, which names the document by its digest, and the document compressed. */
export function toVersionItem({ record, playbook }: StoredPlaybook) {
  const { body } = compressedJson(playbook);
  return { ...stored(versionKey(playbook), record), body };
}

/** @throws {CorruptItem} */
export function fromVersionItem(item: Record<string, unknown>): StoredPlaybook {
  const record = recordOf(item);
  return { record, playbook: decompressedJson(item, record.digest) as Playbook };
}

/** What a list of versions needs of their items: all but the document. None of the names is reserved but `state`. */
export const VERSION_ATTRIBUTES = {
  ProjectionExpression: 'pk, sk, v, #state',
  ExpressionAttributeNames: { '#state': 'state' },
} as const;

/** The record alone, of an item that was read without its document. @throws {CorruptItem} */
export const recordOf = (item: Record<string, unknown>) => readState<PlaybookVersion>(item, versionSchema);

/** `revision` stands beside the document for the condition of the next write. */
export const toRegisterItem = (register: Register) => ({
  ...stored(registerKey(register.playbookId), register),
  revision: register.revision,
});

/** @throws {CorruptItem} */
export const fromRegisterItem = (item: Record<string, unknown>) => readState<Register>(item, registerSchema);
