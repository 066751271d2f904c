import { startEngine } from '../../../local/engine.ts';
import type { FixtureSettings } from './fixture-engine.ts';

/** An engine in a process of its own, so that a test can kill it. Its settings are the one argument, as JSON. */
const { dataDir, cdkOut, ports } = JSON.parse(process.argv[2]!) as FixtureSettings;
await startEngine({ dataDir, cdkOut, ports, machineNow: Date.now, log: () => {} });
process.stdout.write('ready\n');
