import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Killer } from '../demo/killer.ts';
import { OwnSystem } from '../demo/own-system.ts';
import { play } from '../demo/play.ts';
import { portsFrom } from '../ports.ts';
import { findRunningSystem, localUrl } from './running-system.ts';

/**
 * `npm run demo [-- --kill 10]`: plays the stories against the system on this machine, or against one of its own when
 * none runs or when it is to be killed on the way. Ends with 1 when anything is not as it must be.
 */
const { values } = parseArgs({ options: { kill: { type: 'string', default: '0' } } });
const kills = Number(values.kill);
if (!Number.isInteger(kills) || kills < 0) throw new Error(`--kill takes a number of times, not ${values.kill}`);

/** Away from the port of a system that may be in use. */
const OWN_PORT = 4400;

async function playOnOwnSystem(): Promise<readonly string[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gangway-demo-'));
  const own = new OwnSystem(dataDir, OWN_PORT);
  const killer = new Killer(own, kills);
  try {
    const system = await own.start();
    killer.begin();
    const findings = [...(await play(system, own.url, portsFrom(OWN_PORT).smtp))];
    while (killer.done < kills) findings.push(...(await play(system, own.url, portsFrom(OWN_PORT).smtp)));
    await killer.finished();
    return findings;
  } finally {
    await own.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const running = kills === 0 ? await findRunningSystem() : undefined;
const findings =
  running === undefined
    ? await playOnOwnSystem()
    : await play(running, localUrl(), portsFrom(Number(new URL(localUrl()).port)).smtp);

for (const finding of findings) console.error(`\nNot as it must be: ${finding}`);
console.log(findings.length === 0 ? '\nEverything went as it must.' : `\n${findings.length} differences.`);
process.exitCode = findings.length === 0 ? 0 : 1;
