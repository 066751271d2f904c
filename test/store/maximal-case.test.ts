import { gzipSync } from 'node:zlib';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applicationSnapshot } from '../../shared/domain/case/application-snapshot.ts';
import { CAPS } from '../../shared/domain/case/caps.ts';
import type { Case, CaseDocument, Member, StepAnswers } from '../../shared/domain/case/case.ts';
import type { InfoRequest } from '../../shared/domain/case/info-request.ts';
import type { Proposal } from '../../shared/domain/case/proposal.ts';
import { replacedOf } from '../../shared/domain/case/replaced.ts';
import { LimitExceeded } from '../../shared/domain/errors.ts';
import { writesOf } from '../../shared/store/change-writes.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { sealEvent } from '../../shared/store/event-item.ts';
import type { CaseChange } from '../../shared/store/ports.ts';
import { fromSnapshotItem } from '../../shared/store/snapshot-item.ts';
import { AT, aCase } from '../support/a-case.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { aChange, aCreation, testChance } from './a-change.ts';

let dynoxide: Dynoxide;
beforeAll(async () => {
  dynoxide = await startDynoxide();
});
afterAll(() => dynoxide.stop());

const list = <T>(length: number, make: (index: number) => T): T[] => Array.from({ length }, (_, index) => make(index));
const ID = (prefix: string, index: number) => `${prefix}_01JABCDEFGHJKMNPQRSTV${String(index).padStart(5, '0')}`;

const answers = list<StepAnswers>(10, (step) => ({
  stepId: `step-${step}`,
  values: Object.fromEntries(list(2, (field) => [`field${step}x${field}`, 'x'.repeat(9_900)])),
  authors: Object.fromEntries(
    list(2, (field) => [`field${step}x${field}`, { by: 'contact_ada', channel: 'web', at: AT, revision: 3 }]),
  ),
  revision: 3,
}));
const members = list<Member>(CAPS.members, (index) => ({
  memberId: ID('mem', index),
  role: 'director',
  name: 'N'.repeat(200),
  email: `${'e'.repeat(200)}@example.com`,
  dateOfBirth: '1980-02-29',
  country: 'GB',
  ownershipPercent: 33.33,
  personId: `contact_${'p'.repeat(64)}`,
  addedAt: AT,
  addedBy: `contact_${'p'.repeat(64)}`,
}));
const documents = list<CaseDocument>(CAPS.documents, (index) => ({
  documentId: ID('doc', index),
  requirementId: `${'r'.repeat(64)}.${ID('mem', index % 100)}`,
  fileName: `${'f'.repeat(196)}.pdf`,
  mediaType: 'application/pdf',
  sizeBytes: 26_214_400,
  sha256: `${'A'.repeat(43)}=`,
  objectKey: `documents/${ID('case', 1)}/${ID('doc', index)}`,
  objectVersion: 'v'.repeat(64),
  scan: 'clean',
  status: 'accepted',
  uploadedBy: `contact_${'p'.repeat(64)}`,
  channel: 'web',
  uploadedAt: AT,
  decidedBy: `agent_${'p'.repeat(64)}`,
  decidedAt: AT,
  expiresDate: '2030-01-01',
}));
const infoRequests = list<InfoRequest>(CAPS.infoRequests, (index) => ({
  number: index + 1,
  items: list(CAPS.infoItems, (item) => ({
    itemId: `item-${item}`,
    label: 'l'.repeat(300),
    kind: 'text',
    answer: 'a'.repeat(8_000),
  })),
  message: 'm'.repeat(5_000),
  requestedBy: 'agent_bo',
  requestedAt: AT,
  dueAt: AT,
  priorStatus: 'open',
  remindersSent: 2,
  closedAt: AT,
  closedAs: 'answered',
}));
const proposals = list<Proposal>(CAPS.proposals, (index) => ({
  number: index + 1,
  resolutionCode: 'offer_account',
  notes: 'n'.repeat(5_000),
  terms: { limit: 't'.repeat(8_000) },
  termsDigest: 'd'.repeat(64),
  status: 'rejected',
  proposedBy: 'agent_bo',
  proposedAt: AT,
  expiresAt: AT,
  decidedBy: 'contact_ada',
  decidedAt: AT,
  rejection: { reasonCode: 'price', feedback: 'f'.repeat(5_000) },
}));

const application = { answers, members, documents };

/** The case built up as it would be: nobody writes all of it at once. */
async function buildUp() {
  const tableName = await dynoxide.createTable();
  const store = dynamoCaseStore(dynoxide.client, tableName, { shardCount: 1, now: () => AT, ...testChance() });
  let { case: case_ } = await store.commit(aCreation({}, application));
  for (let count = 5; count <= CAPS.infoRequests; count += 5) {
    ({ case: case_ } = await store.commit(aChange(case_, { infoRequests: infoRequests.slice(0, count) })));
  }
  ({ case: case_ } = await store.commit(aChange(case_, { proposals })));
  return { tableName, store, case_ };
}

test('the largest case is loaded whole, over several pages of the query', async () => {
  const { store, case_ } = await buildUp();
  expect(JSON.stringify(case_).length).toBeGreaterThan(8_000_000);
  expect(await store.load('case_1')).toEqual(case_);
});

/** The largest change of each kind, one child at a time or all of them at once. */
const changes: readonly (readonly [string, (case_: Case) => Partial<Case>])[] = [
  [
    'every member, document and answer at once',
    () => ({
      answers: answers.map((one) => ({ ...one })),
      members: members.map((one) => ({ ...one })),
      documents: documents.map((one) => ({ ...one })),
    }),
  ],
  ['the first member removed', () => ({ members: members.slice(1) })],
  [
    'one document',
    () => ({ documents: documents.map((one, index) => (index === 150 ? { ...one, scan: 'infected' } : one)) }),
  ],
  ['one answer', () => ({ answers: answers.map((one, index) => (index === 0 ? { ...one, revision: 4 } : one)) })],
  [
    'the last question',
    () => ({ infoRequests: infoRequests.map((one, index) => (index === 49 ? { ...one, remindersSent: 3 } : one)) }),
  ],
  ['every proposal', () => ({ proposals: proposals.map((one) => ({ ...one })) })],
];

test.each(changes)('a change of the largest case fits into one transaction: %s', (_, change) => {
  const before = aCase({ ...application, infoRequests, proposals });
  const made = aChange(before, change(before), {
    idempotency: {
      principal: 'p'.repeat(70),
      route: 'POST /v1/cases',
      key: 'k'.repeat(255),
      bodyHash: 'h',
      status: 200,
    },
    text: 't'.repeat(20_000),
  });
  const { items, bytes } = sizeOf(made);
  expect(items).toBeLessThan(60);
  expect(bytes).toBeLessThan(2_000_000);
});

test('a migration that gives everything in the largest case another name fits into one transaction', () => {
  const before = aCase({ ...application, infoRequests, proposals });
  const renamed = {
    answers: answers.map((one) => ({ ...one, stepId: `new-${one.stepId}` })),
    members: members.map((one) => ({ ...one, role: 'officer' })),
    documents: documents.map((one) => ({ ...one, requirementId: `n${one.requirementId}` })),
  };
  const dedupe = { consumer: 'playbooks-migrate', eventId: 'mig_1.case_1' };
  const made = aChange(before, renamed, { dedupe, snapshot: replacedOf(before, { ...before, ...renamed }) });
  const { items, bytes } = sizeOf(made);
  expect(items).toBeLessThan(60);
  expect(bytes).toBeLessThan(2_000_000);
});

test('one changed document writes one page of documents, and one answer one page of answers', () => {
  const before = aCase(application);
  const document = aChange(before, { documents: documents.with(150, { ...documents[150]!, scan: 'infected' }) });
  expect(sizeOf(document).items).toBe(3);
  const answer = aChange(before, { answers: answers.with(0, { ...answers[0]!, revision: 4 }) });
  expect(sizeOf(answer).items).toBe(3);
});

function sizeOf(change: CaseChange) {
  const writes = writesOf(
    change,
    sealEvent(change, () => 'salt'),
    't',
    1,
  );
  return { items: writes.length, bytes: JSON.stringify(writes).length };
}

test('the largest application is kept as it was sent in', async () => {
  const tableName = await dynoxide.createTable();
  const store = dynamoCaseStore(dynoxide.client, tableName, { shardCount: 1, now: () => AT, ...testChance() });
  const { case: case_ } = await store.commit(aCreation({}, application));
  const snapshot = applicationSnapshot(case_);
  await store.commit(aChange(case_, {}, { snapshot }));

  const Key = { pk: 'CASE#case_1', sk: 'Z#SNAP#0000000002' };
  const { Item } = await dynoxide.client.send(new GetCommand({ TableName: tableName, Key }));
  expect(fromSnapshotItem(Item ?? {})).toEqual(snapshot);
  expect(() => fromSnapshotItem({ ...Item, body: gzipSync('{}') })).toThrow('digest differs');
});

test('a child that would not fit into an item is a limit of the case, not a failure', async () => {
  const large = { ...infoRequests[0]!, message: 'm'.repeat(250_000) };
  expect(() => sizeOf(aChange(aCase(), { infoRequests: [large] }))).toThrow(LimitExceeded);
});
