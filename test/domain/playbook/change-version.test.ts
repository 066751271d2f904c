import { describe, expect, test } from 'vitest';
import { publishVersion, retireVersion, uploadVersion } from '../../../shared/domain/playbook/change-version.ts';
import type { PlaybookVersion, VersionStatus } from '../../../shared/domain/playbook/playbook-version.ts';
import {
  PlaybookNotDraft,
  PlaybookNotPublished,
  PlaybookNotSound,
  PublisherNotIndependent,
} from '../../../shared/domain/playbook/refusals.ts';
import { aPlaybook } from '../../support/a-playbook.ts';

const ANN = { by: 'admin_ann', at: '2026-03-03T09:00:00.000Z' };
const MAX = { by: 'admin_max', at: '2026-03-04T09:00:00.000Z' };
const playbook = aPlaybook({ version: 2, title: 'An account' });
const draft = uploadVersion(undefined, playbook, ANN);
const at = (status: VersionStatus): PlaybookVersion => ({ ...draft, status });

describe('a version that is uploaded', () => {
  test('is a draft that says whose it is and names its document', () => {
    expect(draft).toMatchObject({
      playbookId: playbook.id,
      version: 2,
      revision: 1,
      status: 'draft',
      title: 'An account',
      uploadedBy: 'admin_ann',
      uploadedAt: '2026-03-03T09:00:00.000Z',
    });
    expect(draft.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  test('replaces the draft, which then belongs to the second uploader', () => {
    const after = uploadVersion(draft, { ...playbook, title: 'Another account' }, MAX);
    expect(after).toMatchObject({ revision: 2, status: 'draft', title: 'Another account', uploadedBy: 'admin_max' });
    expect(after.digest).not.toBe(draft.digest);
  });

  test.each<VersionStatus>(['draft', 'published', 'retired'])(
    'changes nothing of the same document as %s',
    (status) => {
      const before = at(status);
      const reordered = Object.fromEntries(Object.entries(playbook).reverse()) as unknown as typeof playbook;
      expect(uploadVersion(before, reordered, MAX)).toBe(before);
    },
  );

  test.each<VersionStatus>(['published', 'retired'])('never replaces what is %s', (status) => {
    expect(() => uploadVersion(at(status), { ...playbook, title: 'x' }, MAX)).toThrow(PlaybookNotDraft);
  });
});

describe('a draft', () => {
  test('is published by somebody else, once nothing is found', () => {
    expect(publishVersion(draft, [], MAX)).toEqual({
      ...draft,
      revision: 2,
      status: 'published',
      publishedBy: 'admin_max',
      publishedAt: '2026-03-04T09:00:00.000Z',
    });
  });

  test('is never published by its uploader', () => {
    expect(() => publishVersion(draft, [], ANN)).toThrow(PublisherNotIndependent);
  });

  test('is not published while something is found, which is told', () => {
    const finding = { pointer: '/intake/0', code: 'cycle', message: 'waits for itself' };
    const refusal = (): unknown => {
      try {
        return publishVersion(draft, [finding], MAX);
      } catch (error) {
        return error;
      }
    };
    expect(refusal()).toBeInstanceOf(PlaybookNotSound);
    expect(refusal()).toMatchObject({ errors: [finding] });
  });

  test.each<VersionStatus>(['published', 'retired'])('is all that can be published: not what is %s', (status) => {
    expect(() => publishVersion(at(status), [], MAX)).toThrow(PlaybookNotDraft);
  });
});

test('a published version is retired, and says by whom', () => {
  expect(retireVersion(at('published'), MAX)).toEqual({
    ...draft,
    revision: 2,
    status: 'retired',
    retiredBy: 'admin_max',
    retiredAt: '2026-03-04T09:00:00.000Z',
  });
});

test.each<VersionStatus>(['draft', 'retired'])('what is %s is not retired', (status) => {
  expect(() => retireVersion(at(status), MAX)).toThrow(PlaybookNotPublished);
});
