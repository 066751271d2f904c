import { expect, test } from 'vitest';
import { sealedCursors } from '../../shared/http/cursors.ts';
import { CursorInvalid } from '../../shared/http/request-errors.ts';

const cursors = sealedCursors(async () => ['new key', 'old key']);
const binding = ['GET /v1/cases', 'agent_bo', 'view=all'];

test('a cursor leads back to its position', async () => {
  const cursor = await cursors.seal(binding, '2026-03-03T09:00:00.000Z#case_1');
  expect(Buffer.from(cursor, 'base64url').toString()).not.toContain('case_1');
  expect(await cursors.open(binding, cursor)).toBe('2026-03-03T09:00:00.000Z#case_1');
});

test('a cursor of the key before still leads back', async () => {
  const cursor = await sealedCursors(async () => ['old key']).seal(binding, 'p');
  expect(await cursors.open(binding, cursor)).toBe('p');
});

test.each([
  ['another caller', ['GET /v1/cases', 'agent_cy', 'view=all']],
  ['another filter', ['GET /v1/cases', 'agent_bo', 'view=group-queue']],
  ['parts cut elsewhere', ['GET /v1/cases', 'agent_boview=all', '']],
])('a cursor is worth nothing for %s', async (_, other) => {
  await expect(cursors.open(other, await cursors.seal(binding, 'p'))).rejects.toThrow(CursorInvalid);
});

test('a cursor that was changed or made up is refused', async () => {
  const cursor = await cursors.seal(binding, 'position');
  const changed = Array.from(
    cursor,
    (character, at) => cursor.slice(0, at) + (character === 'A' ? 'B' : 'A') + cursor.slice(at + 1),
  );
  // The last character of base64 carries bits that decode to nothing, so a change of it may be none.
  for (const made of ['', '.', 'x', cursor.slice(1), ...changed.slice(0, -1)]) {
    await expect(cursors.open(binding, made)).rejects.toThrow(CursorInvalid);
  }
});

test('a cursor of a foreign key is refused', async () => {
  const cursor = await sealedCursors(async () => ['foreign key']).seal(binding, 'p');
  await expect(cursors.open(binding, cursor)).rejects.toThrow(CursorInvalid);
});
