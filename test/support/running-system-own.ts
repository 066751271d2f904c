import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SIGN_INS } from '../../local/cli/demo-world.ts';
import type { RunningSystem } from '../../local/cli/running-system.ts';
import { DemoClient, patiently } from '../../local/demo/client.ts';
import { freePort } from '../../local/demo/free-ports.ts';
import { OwnSystem } from '../../local/demo/own-system.ts';
import { portsFrom } from '../../local/ports.ts';

/** A system in processes and a data folder of its own, with the demo world in it. */
export interface StartedSystem {
  readonly own: OwnSystem;
  readonly dataDir: string;
  readonly system: RunningSystem;
  readonly url: string;
  readonly smtpPort: number;
  stop(): Promise<void>;
}

/** Below the range that a machine gives to outgoing connections. */
const LOWEST_PORT = 20_000;
const PORT_BLOCKS = 200;
const BLOCK = 50;

export async function startOwnSystem(): Promise<StartedSystem> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gangway-journey-'));
  const port = await freePort(LOWEST_PORT + BLOCK * Math.floor(Math.random() * PORT_BLOCKS));
  const own = new OwnSystem(dataDir, port);
  const stop = async () => {
    await own.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const system = await own.start();
    await everybodyMaySignIn(system);
    return { own, dataDir, system, url: own.url, smtpPort: portsFrom(port).smtp, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A system answers before its demo world is written; the last person of it is written last. */
async function everybodyMaySignIn(system: RunningSystem): Promise<void> {
  const last = SIGN_INS.at(-1)!.personId;
  const client = new DemoClient(system);
  await patiently(async () => ((await client.call(last, 'GET', '/v1/me')).status === 200 ? true : undefined));
}
