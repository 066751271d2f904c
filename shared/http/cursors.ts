import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import type { LiveKeys } from '../store/secrets.ts';
import { CursorInvalid } from './request-errors.ts';

/**
 * Positions in lists that nobody but us can read, good only for the list and the caller that they were made for. They
 * are closed and not only signed, because a position can tell what its reader must not know, such as how many changes
 * of a case are hidden.
 */
export interface Cursors {
  /** @param binding everything that the cursor belongs to: route, caller, filters */
  seal(binding: readonly string[], position: string): Promise<string>;
  /** The position. @throws {CursorInvalid} when we did not make it for this binding */
  open(binding: readonly string[], cursor: string): Promise<string>;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';

export function sealedCursors(keys: LiveKeys): Cursors {
  return {
    async seal(binding, position) {
      const [secret] = await keys();
      if (secret === undefined) throw new Error('there is no key to seal cursors with');
      return encrypt(keyOf(secret), binding, position).toString('base64url');
    },

    async open(binding, cursor) {
      const bytes = Buffer.from(cursor, 'base64url');
      for (const secret of await keys()) {
        const position = decrypt(keyOf(secret), binding, bytes);
        if (position !== undefined) return position;
      }
      throw new CursorInvalid();
    },
  };
}

const keyOf = (secret: string): Buffer => createHash('sha256').update(`cursor ${secret}`).digest();
const associated = (binding: readonly string[]): Buffer => Buffer.from(JSON.stringify(binding));

/** The IV follows from what is sealed: equal cursors tell only that they are equal, and no randomness is needed. */
function encrypt(key: Buffer, binding: readonly string[], position: string): Buffer {
  const iv = createHmac('sha256', key).update(associated(binding)).update(position).digest().subarray(0, IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(associated(binding));
  const sealed = Buffer.concat([cipher.update(position), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** @returns undefined when the key, the binding or a byte is not the one that it was sealed with */
function decrypt(key: Buffer, binding: readonly string[], bytes: Buffer): string | undefined {
  if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(associated(binding)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const opened = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([opened, decipher.final()]).toString();
  } catch {
    return undefined; // the tag does not fit: `final` has no other reason to throw
  }
}
