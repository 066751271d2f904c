import { createHash } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { expect } from 'vitest';
import { documentsApi } from '../../../functions/documents/api.ts';
import { signedLinks } from '../../../functions/documents/links.ts';
import { objectCreated, onObjectCreated } from '../../../functions/documents/on-object-created.ts';
import type { Caller } from '../../../shared/domain/access/caller.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import type { Playbook } from '../../../shared/domain/playbook/playbook.ts';
import { httpApi } from '../../../shared/http/http-api.ts';
import { AT, aCaller, aCase, aPlaybook } from '../../support/a-case.ts';
import { KeptLog } from '../../support/kept-log.ts';
import { MemoryCases } from '../../support/memory-cases.ts';
import { MemoryObjects } from '../../support/memory-objects.ts';

export const CASE_ID = 'case_01JD0000000000000000000000';
export const PDF = Buffer.from('%PDF-1.7\nhello');
const access = { region: 'eu-west-1', accessKeyId: 'key', secretAccessKey: 'secret' };
export const upload = (bytes = PDF, overrides: object = {}) =>
  JSON.stringify({
    fileName: 'Passport Ä (1).pdf',
    sizeBytes: bytes.length,
    mediaType: 'application/pdf',
    sha256: createHash('sha256').update(bytes).digest('base64'),
    ...overrides,
  });

/** The documents API as the gateway calls it, over cases and objects in memory. */
export function documentsWorld(
  case_: Case = aCase({ caseId: CASE_ID }),
  { playbook = aPlaybook(), others = [] }: { readonly playbook?: Playbook; readonly others?: readonly Case[] } = {},
) {
  const cases = new MemoryCases(case_, ...others);
  const objects = new MemoryObjects();
  const log = new KeptLog();
  let count = 0;
  const clock = { now: AT };
  const deps = {
    cases,
    objects,
    log,
    playbookOf: async () => playbook,
    now: () => clock.now,
    newId: (prefix: string) => {
      count += 1;
      return `${prefix}_${String(count).padStart(26, '0')}`;
    },
    links: signedLinks(access, 'documents'),
  };
  const as = { caller: aCaller() as Caller };
  const handler = httpApi<'documents'>(documentsApi(deps), {
    context: 'documents',
    callers: { callerOf: async () => as.caller },
    now: deps.now,
    log,
  });
  const call = async (
    route: string,
    params: Record<string, string> = {},
    body?: string,
    headers: Record<string, string> = {},
  ) => {
    const event = {
      routeKey: route,
      headers,
      pathParameters: { caseId: CASE_ID, ...params },
      body,
      isBase64Encoded: false,
      requestContext: { requestId: 'request-1', authorizer: { jwt: { claims: { sub: 'someone' } } } },
    };
    const reply = (await handler(event as never, {} as never)) as APIGatewayProxyStructuredResultV2;
    return {
      status: reply.statusCode ?? 0,
      headers: reply.headers as Record<string, string>,
      body: JSON.parse(reply.body ?? 'null'),
    };
  };
  const announce = async (bytes = PDF, overrides: object = {}) => {
    const reply = await call('POST /v1/cases/{caseId}/documents', {}, upload(bytes, overrides));
    expect(reply.status).toBe(201);
    const { documentId } = reply.body.document as { documentId: string };
    return { documentId, key: reply.body.upload.fields.key as string };
  };
  const announced = (key: string, versionId: string) =>
    onObjectCreated(deps)(objectCreated.parse({ detail: { object: { key, 'version-id': versionId, size: 1 } } }));
  const document = (documentId: string) =>
    cases.current(CASE_ID).documents.find((one) => one.documentId === documentId);
  return { cases, objects, log, clock, deps, as, call, announce, announced, document };
}
