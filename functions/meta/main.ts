import description from '../../docs/openapi.json' with { type: 'json' };
import { docsPage } from '../../shared/http/docs-page.ts';
import { httpApi } from '../../shared/http/http-api.ts';
import { CallerUnknown } from '../../shared/http/request-errors.ts';
import { jsonLog } from '../../shared/observe/log.ts';
import { readEnv } from '../../shared/observe/read-env.ts';
import { metaHandlers } from './api.ts';

const env = readEnv(['STAGE']);
const now = () => new Date(Date.now()).toISOString();

/** Nothing here asks who calls. */
const nobody = { callerOf: async () => Promise.reject(new CallerUnknown()) };

export const handler = httpApi(metaHandlers({ stage: env.STAGE, description, docsPage: docsPage(description) }), {
  context: 'meta',
  callers: nobody,
  now,
  log: jsonLog(console.log, now, { function: 'meta-api' }),
});
