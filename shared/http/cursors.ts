import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LiveKeys } from '../store/secrets.ts';
import { CursorInvalid } from './request-errors.ts';

/** Opaque positions in lists, signed, and good only for the list and the caller that they were made for. */
export interface Cursors {
  /** @param binding everything that the cursor belongs to: route, caller, filters */
  seal(binding: readonly string[], position: string): Promise<string>;
  /** The position. @throws {CursorInvalid} when we did not make it for this binding */
  open(binding: readonly string[], cursor: string): Promise<string>;
}

export function signedCursors(keys: LiveKeys): Cursors {
  return {
    async seal(binding, position) {
      const [current = ''] = await keys();
      return `${encode(Buffer.from(position))}.${encode(signature(current, binding, position))}`;
    },

    async open(binding, cursor) {
      const [body = '', proof = ''] = cursor.split('.');
      const position = Buffer.from(body, 'base64url').toString();
      const given = Buffer.from(proof, 'base64url');
      for (const key of await keys()) {
        const expected = signature(key, binding, position);
        if (given.length === expected.length && timingSafeEqual(given, expected)) return position;
      }
      throw new CursorInvalid();
    },
  };
}

const encode = (bytes: Buffer): string => bytes.toString('base64url');

const signature = (key: string, binding: readonly string[], position: string): Buffer =>
  createHmac('sha256', key)
    .update(JSON.stringify([...binding, position]))
    .digest();
