import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stageSettings } from '../../infra/stages.ts';
import { openTableFile } from '../dynamodb/table-file.ts';
import { lockDataFolder } from '../engine-lock.ts';
import { openBulkTable } from './bulk-table.ts';
import { worldRows } from './world.ts';

/**
 * `node local/import/main.ts --cases 1000`: puts so many company cases into the data folder of a system that was started
 * once and is stopped now. They are items as the product itself writes them; nothing follows from them, because the
 * stream does not hear of them. Doing it again changes nothing. `--every-state` spreads them over all states.
 */
const { values } = parseArgs({
  options: { cases: { type: 'string', default: '1000' }, 'every-state': { type: 'boolean', default: false } },
});
const cases = Number(values.cases);
if (!Number.isInteger(cases) || cases < 1) throw new Error(`--cases takes a number of cases, not ${values.cases}`);

const dataDir = resolve(process.env['GANGWAY_DATA'] ?? '.gangway');
const path = join(dataDir, 'dynamodb.db');
if (!existsSync(path)) throw new Error(`${dataDir} has no data yet: start the system there once.`);

const lock = lockDataFolder(dataDir);
const file = openTableFile(path);
const table = openBulkTable(file);
const spread = values['every-state'] ? 'every-state' : 'queue';
for (const rows of worldRows(cases, stageSettings('sandbox').shardCount, Date.now(), spread)) table.write(rows);
table.finish();
file.close();
lock.release();
console.log(`${cases} cases are in ${dataDir}.`);
