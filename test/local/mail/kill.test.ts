import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { MessageTable } from '../../../local/mail/message-table.ts';
import { headerValue, readHeaders } from '../../../local/mail/raw-message.ts';
import { createObjects } from '../../../local/objects/objects.ts';
import { newDataDir, resource, standIn } from '../objects/engine-stand-in.ts';

/** Runs the endless engine until it has acknowledged so many things, kills it, and gives what it acknowledged. */
async function killAfter(acknowledgements: number, dataDir: string): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'endless-engine.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, VITEST: '' },
  });
  const seen: string[] = [];
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    seen.push(line);
    if (seen.length === acknowledgements) child.kill('SIGKILL');
  }
  await ended;
  return seen;
}

describe('an engine killed in the middle of its work', () => {
  it('has kept every object and every mail that it acknowledged', async () => {
    const dataDir = newDataDir();
    const acknowledged = await killAfter(61, dataDir);
    const resources = [resource('AWS::S3::Bucket', 'documents', { VersioningConfiguration: { Status: 'Enabled' } })];
    const { context } = standIn({ resources, dataDir });
    const objects = createObjects(context);
    const mails = new MessageTable(context.database).newest(undefined, 0, 10_000);
    const subjects = new Set(mails.map(({ raw }) => headerValue(readHeaders(raw), 'subject')));
    expect(acknowledged.length).toBeGreaterThanOrEqual(61);
    for (const line of acknowledged) {
      const [kind, n] = line.split(' ');
      if (kind === 'mail') expect(subjects).toContain(line);
      else expect(String(await objects.get('documents', `key-${n}`))).toBe(`bytes of ${n}`);
    }
  });
});
