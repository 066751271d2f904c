import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort } from '../demo/free-ports.ts';
import { Killer } from '../demo/killer.ts';
import { OwnSystem } from '../demo/own-system.ts';
import { play } from '../demo/play.ts';
import { portsFrom } from '../ports.ts';
import { findRunningSystem, localUrl, type RunningSystem } from './running-system.ts';

/**
 * `npm run demo [-- --kill 10]`: plays the stories against the system on this machine, or against one of its own when
 * none runs or when it is to be killed on the way. Ends with 1 when anything is not as it must be.
 */
const { values } = parseArgs({ options: { kill: { type: 'string', default: '0' } } });
const kills = Number(values.kill);
if (!Number.isInteger(kills) || kills < 0) throw new Error(`--kill takes a number of times, not ${values.kill}`);

/** Away from the port of a system that may be in use. */
const FIRST_OWN_PORT = 4400;

async function playOnOwnSystem(): Promise<readonly string[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gangway-demo-'));
  const port = await freePort(FIRST_OWN_PORT);
  const own = new OwnSystem(dataDir, port);
  const killer = new Killer(own, kills);
  try {
    const system = await own.start();
    const scene = { system, url: own.url, smtpPort: portsFrom(port).smtp, isKilled: kills > 0, onCall: killer.called };
    const findings = [...(await play(scene))];
    while (killer.done < kills) findings.push(...(await play(scene)));
    await killer.finished();
    return findings;
  } finally {
    await own.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function playOn(system: RunningSystem): Promise<readonly string[]> {
  const url = localUrl();
  return play({ system, url, smtpPort: portsFrom(Number(new URL(url).port)).smtp, isKilled: false });
}

const running = kills === 0 ? await findRunningSystem() : undefined;
const findings = await (running === undefined ? playOnOwnSystem() : playOn(running));

for (const finding of findings) console.error(`\nNot as it must be: ${finding}`);
console.log(findings.length === 0 ? '\nEverything went as it must.' : `\n${findings.length} differences.`);
process.exitCode = findings.length === 0 ? 0 : 1;
