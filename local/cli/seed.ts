import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemFromOutputs } from './deployed-system.ts';
import { findRunningSystem, type RunningSystem } from './running-system.ts';
import { seedWorld } from './seed-world.ts';

/** `npm run seed -- --world demo [--outputs cdk-outputs.json]`: without outputs, the system on this machine. */
const { values } = parseArgs({ options: { world: { type: 'string', default: 'demo' }, outputs: { type: 'string' } } });
if (values.world !== 'demo') throw new Error(`there is no world ${values.world}; there is: demo`);

async function target(): Promise<RunningSystem> {
  if (values.outputs !== undefined) return systemFromOutputs(JSON.parse(readFileSync(values.outputs, 'utf8')));
  const local = await findRunningSystem();
  if (local === undefined)
    throw new Error('nothing runs on this machine: npm start, or --outputs <file of a deployment>');
  return local;
}

const system = await target();
await seedWorld(system);
console.log(`The demo world is in ${system.apiUrl}`);
