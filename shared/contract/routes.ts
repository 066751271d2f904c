import type { Context } from './route-spec.ts';
import { CASE_ROUTES } from './routes/cases-routes.ts';
import { CHECK_ROUTES } from './routes/checks-routes.ts';
import { DOCUMENT_ROUTES } from './routes/documents-routes.ts';
import { GUIDED_ROUTES } from './routes/guided-routes.ts';
import { HISTORY_ROUTES } from './routes/history-routes.ts';
import { INTAKE_ROUTES } from './routes/intake-routes.ts';
import { MAIL_ROUTES } from './routes/mail-routes.ts';
import { META_ROUTES } from './routes/meta-routes.ts';
import { MIGRATION_ROUTES } from './routes/migrations-routes.ts';
import { PARTY_ROUTES } from './routes/parties-routes.ts';
import { PLAYBOOK_ROUTES } from './routes/playbooks-routes.ts';
import { PROGRESS_ROUTES } from './routes/progress-routes.ts';
import { REQUIREMENT_ROUTES } from './routes/requirements-routes.ts';

/** Every route of the API. The stack creates them, the functions must answer them, the OpenAPI document lists them. */
export const ROUTES = {
  ...META_ROUTES,
  ...PARTY_ROUTES,
  ...CASE_ROUTES,
  ...INTAKE_ROUTES,
  ...PROGRESS_ROUTES,
  ...GUIDED_ROUTES,
  ...HISTORY_ROUTES,
  ...DOCUMENT_ROUTES,
  ...REQUIREMENT_ROUTES,
  ...CHECK_ROUTES,
  ...MAIL_ROUTES,
  ...PLAYBOOK_ROUTES,
  ...MIGRATION_ROUTES,
};

export type RouteKey = keyof typeof ROUTES;
export type RoutesOf<C extends Context> = {
  [K in RouteKey]: (typeof ROUTES)[K]['context'] extends C ? K : never;
}[RouteKey];
