import { writeFileSync } from 'node:fs';
import { openApiDocument } from './assemble.ts';
import { eventsPage } from './events-page.ts';

/** Writes what is generated from the contract. Run as `npm run openapi`; a test fails when it is out of date. */
const docs = new URL('../../../docs/', import.meta.url);
writeFileSync(new URL('openapi.json', docs), `${JSON.stringify(openApiDocument(), null, 2)}\n`);
writeFileSync(new URL('events.md', docs), eventsPage());
