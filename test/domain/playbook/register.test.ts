import { describe, expect, test } from 'vitest';
import { uploaded, type VersionStatus } from '../../../shared/domain/playbook/playbook-version.ts';
import { groupsOf, newestPublished, type Register, registered } from '../../../shared/domain/playbook/register.ts';
import { aPlaybook } from '../../support/a-playbook.ts';

const version = (number: number, status: VersionStatus, group = 'onboarding') => ({
  ...uploaded(aPlaybook({ version: number, group }), 'admin_ann', '2026-03-03T09:00:00.000Z'),
  status,
});
const register = (...versions: readonly [number, VersionStatus, string?][]): Register =>
  versions.reduce<Register | undefined>(
    (so, [n, status, group]) => registered(so, version(n, status, group)),
    undefined,
  )!;

test('a register lists versions in order, each once, and counts its changes', () => {
  const after = register([2, 'draft'], [1, 'published'], [2, 'published']);
  expect(after.revision).toBe(3);
  expect(after.versions.map((one) => `${one.version} ${one.status}`)).toEqual(['1 published', '2 published']);
});

describe('the version of new cases', () => {
  test.each<[string, Register, number | undefined]>([
    ['is the newest that is published', register([1, 'published'], [2, 'published']), 2],
    ['is no draft', register([1, 'published'], [2, 'draft']), 1],
    ['is one that is not retired', register([1, 'published'], [2, 'retired']), 1],
    ['is the newest, whichever was published last', register([10, 'published'], [9, 'published']), 10],
    ['is none when all are retired', register([1, 'retired'], [2, 'retired']), undefined],
    ['is none when nothing is published yet', register([1, 'draft']), undefined],
  ])('%s', (_, given, expected) => {
    expect(newestPublished(given)).toBe(expected);
  });
});

test('groups are those of every version that a case can have, each once', () => {
  const first = register([1, 'retired', 'old-desk'], [2, 'published', 'desk'], [3, 'draft', 'new-desk']);
  const second = register([1, 'published', 'desk'], [2, 'published', 'another']);
  expect(groupsOf([first, second])).toEqual(['another', 'desk', 'old-desk']);
});
