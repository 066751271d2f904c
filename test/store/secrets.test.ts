import { expect, test } from 'vitest';
import { liveKeys, type SecretReader } from '../../shared/store/secrets.ts';

function aReader(versions: Readonly<Record<string, string>>) {
  const reads: string[] = [];
  const read: SecretReader = async (secretId, stage) => {
    reads.push(`${secretId} ${stage}`);
    return versions[stage];
  };
  return { reads, read };
}

test('the current key comes first, then the one before', async () => {
  const { read } = aReader({ AWSCURRENT: 'new', AWSPREVIOUS: 'old' });
  expect(await liveKeys('cursor-key', read)()).toEqual(['new', 'old']);
});

test('a secret that was never changed has one key', async () => {
  const { read } = aReader({ AWSCURRENT: 'only' });
  expect(await liveKeys('cursor-key', read)()).toEqual(['only']);
});

test('a secret is read once, at its first use', async () => {
  const { read, reads } = aReader({ AWSCURRENT: 'only' });
  const keys = liveKeys('cursor-key', read);
  expect(reads).toEqual([]);
  await Promise.all([keys(), keys()]);
  await keys();
  expect(reads).toEqual(['cursor-key AWSCURRENT', 'cursor-key AWSPREVIOUS']);
});

test('a failed reading is not remembered', async () => {
  let isDown = true;
  const keys = liveKeys('cursor-key', async (_, stage) => {
    if (isDown) throw new Error('down');
    return stage === 'AWSCURRENT' ? 'only' : undefined;
  });
  await expect(keys()).rejects.toThrow('down');
  isDown = false;
  expect(await keys()).toEqual(['only']);
});

test('a secret without a current version is an error', async () => {
  const { read } = aReader({});
  await expect(liveKeys('cursor-key', read)()).rejects.toThrow('The secret cursor-key has no current version.');
});
