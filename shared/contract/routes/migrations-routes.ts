import type { RouteTable } from '../route-spec.ts';
import * as schemas from '../schemas/migration-schemas.ts';

/** Migration of running cases from one version of their playbook to another. */
export const MIGRATION_ROUTES = {
  'POST /v1/playbooks/{playbookId}/migrations': {
    context: 'playbooks',
    summary: 'Take running cases over to another version',
    access: 'migrate_cases',
    status: 201,
    body: schemas.startMigrationBody,
    reply: schemas.migrationView,
  },
  'GET /v1/playbooks/{playbookId}/migrations/{migrationId}': {
    context: 'playbooks',
    summary: 'How far a migration has come',
    access: 'migrate_cases',
    status: 200,
    reply: schemas.migrationView,
  },
  'GET /v1/playbooks/{playbookId}/migrations/{migrationId}/cases': {
    context: 'playbooks',
    summary: 'Cases of a migration, with what moves and what has to be decided',
    access: 'migrate_cases',
    status: 200,
    query: schemas.migrationCasesQuery,
    reply: schemas.migrationCaseList,
  },
  'POST /v1/playbooks/{playbookId}/migrations/{migrationId}/apply': {
    context: 'playbooks',
    summary: 'Apply a finished dry run',
    access: 'migrate_cases',
    status: 200,
    reply: schemas.migrationView,
  },
  'POST /v1/playbooks/{playbookId}/migrations/{migrationId}/revert': {
    context: 'playbooks',
    summary: 'Take back the cases that have not moved on',
    access: 'migrate_cases',
    status: 200,
    reply: schemas.migrationView,
  },
  'POST /v1/playbooks/{playbookId}/migrations/{migrationId}/cases/{migratingCaseId}/decide': {
    context: 'playbooks',
    summary: 'Decide what a case asks',
    access: 'migrate_cases',
    status: 200,
    body: schemas.decideMigrationBody,
    reply: schemas.migrationCaseView,
  },
  'POST /v1/playbooks/{playbookId}/migrations/{migrationId}/cases/{migratingCaseId}/revert': {
    context: 'playbooks',
    summary: 'Take back one case',
    access: 'migrate_cases',
    status: 200,
    reply: schemas.migrationCaseView,
  },
} as const satisfies RouteTable;
