import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { dynamoPlaybookStore } from '../../shared/store/playbook-store.ts';
import { tableOf } from './aws-clients.ts';
import { systemFromOutputs } from './deployed-system.ts';
import { findRunningSystem, type RunningSystem } from './running-system.ts';
import { seedCatalogue } from './seed-catalogue.ts';

/**
 * `npm run seed -- [--world demo|catalogue] [--outputs cdk-outputs.json]`: without outputs, the system on this machine.
 * Either world has the packaged playbooks; the demo world has people, too.
 */
const { values } = parseArgs({ options: { world: { type: 'string', default: 'demo' }, outputs: { type: 'string' } } });
const { world } = values;
if (world !== 'demo' && world !== 'catalogue') throw new Error(`there is no world ${world}: demo, catalogue`);

async function target(): Promise<RunningSystem> {
  if (values.outputs !== undefined) return systemFromOutputs(JSON.parse(readFileSync(values.outputs, 'utf8')));
  const local = await findRunningSystem();
  if (local === undefined)
    throw new Error('nothing runs on this machine: npm start, or --outputs <file of a deployment>');
  return local;
}

const system = await target();
const store = dynamoPlaybookStore(tableOf(system), system.tableName, { randomBytes, pause });
await seedCatalogue(store, new Date().toISOString());
if (world === 'demo') {
  const { seedWorld } = await import('./seed-world.ts');
  await seedWorld(system);
}
console.log(`The ${world} is in ${system.apiUrl}`);
