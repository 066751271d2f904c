import type { Handlers } from '../../shared/http/incoming.ts';

export interface MetaDeps {
  readonly stage: string;
  /** The OpenAPI document, as it is served. */
  readonly description: unknown;
  /** The same as a page. */
  readonly docsPage: string;
}

/** What the API says about itself. */
export const metaHandlers = ({ stage, description, docsPage }: MetaDeps): Handlers<'meta'> => ({
  'GET /v1/health': async () => ({ body: { status: 'ok', stage } }),
  'GET /v1/openapi.json': async () => ({ body: description }),
  'GET /v1/docs': async () => ({ body: docsPage, headers: { 'content-type': 'text/html; charset=utf-8' } }),
});
