import { expect, test } from 'vitest';
import { signedCursors } from '../../shared/http/cursors.ts';
import { CursorInvalid } from '../../shared/http/request-errors.ts';

const cursors = signedCursors(async () => ['new key', 'old key']);
const binding = ['GET /v1/cases', 'agent_bo', 'view=all'];

test('a cursor leads back to its position', async () => {
  const cursor = await cursors.seal(binding, '2026-03-03T09:00:00.000Z#case_1');
  expect(cursor).toMatch(/^[\w-]+\.[\w-]{43}$/);
  expect(await cursors.open(binding, cursor)).toBe('2026-03-03T09:00:00.000Z#case_1');
});

test('a cursor of the key before still leads back', async () => {
  const cursor = await signedCursors(async () => ['old key']).seal(binding, 'p');
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
  const [body, proof] = (await cursors.seal(binding, 'position')).split('.');
  const made = ['', '.', 'x', `${btoa('other')}.${proof}`, `${body}.${'A'.repeat(43)}`, `${body}.${proof?.slice(1)}`];
  for (const cursor of made) await expect(cursors.open(binding, cursor)).rejects.toThrow(CursorInvalid);
});

test('a cursor of a foreign key is refused', async () => {
  const cursor = await signedCursors(async () => ['foreign key']).seal(binding, 'p');
  await expect(cursors.open(binding, cursor)).rejects.toThrow(CursorInvalid);
});
