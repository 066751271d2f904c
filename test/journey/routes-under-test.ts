import * as z from 'zod/mini';
import type { PATH_PARAMETERS, PathParameter } from '../../shared/contract/ids.ts';
import type { RouteSpec } from '../../shared/contract/route-spec.ts';
import { ROUTES, type RouteKey } from '../../shared/contract/routes.ts';
import { playbookSchema } from '../../shared/playbooks/playbook-schema.ts';
import type { JsonSchema } from './json-schema.ts';

/** A route of the contract, taken apart. */
export interface RouteUnderTest {
  readonly key: RouteKey;
  readonly method: string;
  readonly template: string;
  readonly spec: RouteSpec;
  readonly body?: JsonSchema;
  readonly query?: JsonSchema;
}

/** Bodies that the function itself takes apart, beyond what the contract says of them. */
const TAKEN_APART: Readonly<Partial<Record<RouteKey, z.ZodMiniType>>> = {
  'PUT /v1/playbooks/{playbookId}/versions/{playbookVersion}': playbookSchema,
};

/** Every route of the contract: what is tested of all of them is tested of a new one too. */
export const ALL_ROUTES: readonly RouteUnderTest[] = Object.entries<RouteSpec>(ROUTES).map(([key, spec]) => {
  const [method = '', template = ''] = key.split(' ');
  const { query } = spec;
  const body = TAKEN_APART[key as RouteKey] ?? spec.body;
  return {
    key: key as RouteKey,
    method,
    template,
    spec,
    ...(body && { body: inputSchema(body) }),
    ...(query && { query: inputSchema(query) }),
  };
});

export const CHANGES = ALL_ROUTES.filter(({ method }) => method !== 'GET');
export const WITH_BODY = ALL_ROUTES.filter(({ body }) => body !== undefined);
export const OF_A_CASE = ALL_ROUTES.filter(({ template }) => template.includes('{caseId}'));
export const NEEDS_TOKEN = ALL_ROUTES.filter(({ spec }) => spec.access !== 'public' && spec.access !== 'signed');

const ULID = '01J0000000000000000000ZZZZ';
/** Well-formed, and nobody's. */
const NOBODYS: Readonly<Record<PathParameter, string>> = {
  caseId: `case_${ULID}`,
  stepId: 'basics',
  memberId: `member_${ULID}`,
  documentId: `doc_${ULID}`,
  requirementId: 'photo-id',
  itemId: `item_${ULID}`,
  checkId: 'background',
  taskId: 'no-such-task',
  proposalNumber: '1',
  infoRequestNumber: '1',
  provider: 'sim',
  playbookId: 'nobodys-account',
  playbookVersion: '1',
  migrationId: `mig_${ULID}`,
  migratingCaseId: `case_${ULID}`,
} satisfies Record<keyof typeof PATH_PARAMETERS, string>;

/** Path of the route, with well-formed ids of nothing where none is given. */
export const pathOf = ({ template }: RouteUnderTest, given: Partial<Record<PathParameter, string>> = {}): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: PathParameter) => given[name] ?? NOBODYS[name]);

function inputSchema(schema: z.ZodMiniType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
}
