import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildApp } from '../../local/build-app.ts';
import { SIGN_INS } from '../../local/cli/demo-world.ts';
import type { RunningSystem } from '../../local/cli/running-system.ts';
import { DemoClient, patiently } from '../../local/demo/client.ts';
import { OwnSystem } from '../../local/demo/own-system.ts';
import { portsFrom } from '../../local/ports.ts';
import { freePortBlock } from './running-system-ports.ts';

/** Where the system that all journey tests share answers. */
export interface SharedSystem {
  readonly system: RunningSystem;
  readonly url: string;
  readonly smtpPort: number;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly sharedSystem: SharedSystem;
  }
}

/** Builds the app once and starts one system for the whole run; the journey tests play one after another on it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  buildApp(process.cwd());
  const dataDir = mkdtempSync(join(tmpdir(), 'gangway-journey-'));
  const port = await freePortBlock();
  const own = new OwnSystem(dataDir, port);
  const system = await own.start();
  await everybodyMaySignIn(system);
  project.provide('sharedSystem', { system, url: own.url, smtpPort: portsFrom(port).smtp });
  return async () => {
    await own.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** A system answers before its demo world is written; the last person of it is written last. */
export async function everybodyMaySignIn(system: RunningSystem): Promise<void> {
  const last = SIGN_INS.at(-1)!.personId;
  const client = new DemoClient(system);
  await patiently(async () => ((await client.call(last, 'GET', '/v1/me')).status === 200 ? true : undefined));
}
