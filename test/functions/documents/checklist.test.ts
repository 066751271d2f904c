import { describe, expect, test } from 'vitest';
import { withoutHidden } from '../../../functions/cases/without-hidden.ts';
import { projectRows } from '../../../functions/parties/project-rows.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import type { Fact } from '../../../shared/domain/events/fact.ts';
import { document, member } from '../../domain/playbook/sample-cases.ts';
import { AT, aCaller, aCase, anAgent, aSupervisor } from '../../support/a-case.ts';
import { aLenientPlaybook } from '../../support/a-lenient-playbook.ts';
import { CASE_ID, documentsWorld } from './documents-world.ts';

const OTHER_ID = 'case_01JD0000000000000000000001';
const ulid = (prefix: string, digit: string) => `${prefix}_${digit.padStart(26, '0')}`;
const [DAN, EVE] = ['1', '2'].map((digit) => ulid('member', digit)) as [string, string];
const members = [
  member(DAN, 'director', { personId: 'contact_dan' }),
  member(EVE, 'director', { personId: 'contact_eve' }),
];
const open = (overrides: Partial<Case> = {}) =>
  aCase({
    caseId: CASE_ID,
    status: 'open',
    stage: 'data_capture',
    submittedAt: AT,
    assignee: 'agent_bo',
    members,
    ...overrides,
  });
const REQUIREMENT = '/v1/cases/{caseId}/requirements/{requirementId}';
const dan = aCaller({ personId: 'contact_dan', accountId: 'account_other' });

describe('a waiver', () => {
  function waiverWorld() {
    const it = documentsWorld(open(), { playbook: aLenientPlaybook() });
    const post = (path: string, body: object = {}, requirementId = 'registration') =>
      it.call(`POST ${REQUIREMENT}/${path}`, { requirementId }, JSON.stringify(body), {
        'if-match': `"${it.cases.current(CASE_ID).version}"`,
      });
    const decision = async () => (await it.call('GET /v1/cases/{caseId}/requirements')).body.data[0];
    return { ...it, post, decision };
  }

  test('takes two people, shows staff how it came about, and customers only what it came to', async () => {
    const { as, post, decision } = waiverWorld();
    as.caller = anAgent({ roles: ['agent', 'supervisor'] });
    const asked = await post('waivers', { reason: 'CANARY: a friend of the house' });
    expect(asked).toMatchObject({ status: 201, body: { status: 'open', decision: { state: 'requested' } } });
    expect(await post('waivers/approve')).toMatchObject({
      status: 403,
      body: { code: 'requirement.approver-not-independent' },
    });
    as.caller = aSupervisor();
    const approved = await post('waivers/approve');
    expect(approved).toMatchObject({
      status: 200,
      body: { status: 'waived', decision: { state: 'approved', requestedBy: 'agent_bo', approvedBy: 'agent_sue' } },
    });
    as.caller = aCaller();
    const seen = await decision();
    expect(seen.status).toBe('waived');
    expect(seen).not.toHaveProperty('decision');
    expect(JSON.stringify(seen)).not.toMatch(/CANARY|agent_/);
  });

  test('is neither asked for nor decided by a customer, and an agent alone approves none', async () => {
    const { as, post } = waiverWorld();
    expect((await post('waivers', { reason: 'Please' })).status).toBe(403);
    as.caller = anAgent();
    expect((await post('waivers', { reason: 'Please' })).status).toBe(201);
    expect(await post('waivers/approve')).toMatchObject({ status: 403, body: { code: 'case.forbidden' } });
  });

  test('can be refused with a reason, and a deferral taken back', async () => {
    const { as, post, decision } = waiverWorld();
    as.caller = anAgent();
    await post('waivers', { reason: 'x' });
    as.caller = aSupervisor();
    const refused = await post('waivers/refuse', { reason: 'Too risky.' });
    expect(refused.body.decision).toMatchObject({ state: 'refused', endedBy: 'agent_sue', endedBecause: 'Too risky.' });
    as.caller = anAgent();
    const deferred = await post('deferrals', { reason: 'x', untilDate: '2026-04-01' });
    expect(deferred.body.decision).toMatchObject({ state: 'requested', untilDate: '2026-04-01' });
    expect((await post('deferrals/withdraw')).status).toBe(200);
    expect((await decision()).decision).toMatchObject({ state: 'withdrawn', endedBy: 'agent_bo' });
  });

  test('names what is wrong: no such requirement, no such exception, a day that is over', async () => {
    const { as, post } = waiverWorld();
    as.caller = anAgent();
    expect(await post('waivers', { reason: 'x' }, 'none')).toMatchObject({
      status: 404,
      body: { code: 'requirement.unknown' },
    });
    expect(await post('waivers', { reason: 'x' }, `identity.${DAN}`)).toMatchObject({
      status: 422,
      body: { code: 'requirement.exception-not-allowed' },
    });
    const late = await post('deferrals', { reason: 'x', untilDate: '2026-03-03' });
    expect(late.body.errors).toMatchObject([{ pointer: '/untilDate', code: 'deferral.not-in-the-future' }]);
    as.caller = aSupervisor();
    expect((await post('deferrals/approve')).body.code).toBe('requirement.exception-not-requested');
  });
});

describe('accepting', () => {
  test('two copies takes two, and the rules are named where they are not met', async () => {
    const slips = ['1', '2'].map((digit) =>
      document(ulid('doc', digit), 'registration', { sha256: digit, revision: Number(digit) }),
    );
    const playbook = aLenientPlaybook({ copies: 2, maximumAgeMonths: 3 });
    const { as, call, cases } = documentsWorld(open({ documents: slips }), { playbook });
    as.caller = anAgent();
    const accept = (documentId: string, body: object) =>
      call('POST /v1/cases/{caseId}/documents/{documentId}/accept', { documentId }, JSON.stringify(body), {
        'if-match': `"${cases.current(CASE_ID).version}"`,
      });
    const copies = async () => {
      const { status, copies: counted } = (await call('GET /v1/cases/{caseId}/requirements')).body.data[0];
      return [status, counted];
    };
    const [first, second] = slips.map(({ documentId }) => documentId) as [string, string];
    expect((await accept(first, {})).body.errors).toMatchObject([
      { pointer: '/issuedDate', code: 'document.issue-date-required' },
    ]);
    expect((await accept(first, { issuedDate: '2025-12-02' })).body.errors).toMatchObject([
      { pointer: '/issuedDate', code: 'document.too-old' },
    ]);
    const accepted = await accept(first, { issuedDate: '2025-12-03' });
    expect(accepted.body).toMatchObject({ status: 'accepted', kind: 'registry_extract', issuedDate: '2025-12-03' });
    expect(await copies()).toEqual(['in_review', { needed: 2, accepted: 1 }]);
    await accept(second, { issuedDate: '2026-03-01' });
    expect(await copies()).toEqual(['accepted', { needed: 2, accepted: 2 }]);
  });
});

describe('what only some may know of', () => {
  const playbook = aLenientPlaybook({}, { visibleTo: 'member' });
  const hidden = document(ulid('doc', '9'), `identity.${EVE}`, { uploadedBy: 'contact_eve' });
  const case_ = open({ documents: [hidden] });

  test('is on nobody else’s lists, and its documents are like ones that are not there', async () => {
    const { as, call } = documentsWorld(case_, { playbook });
    const idsFor = async (caller: typeof dan) => {
      as.caller = caller;
      const requirements = await call('GET /v1/cases/{caseId}/requirements');
      const documents = await call('GET /v1/cases/{caseId}/documents');
      return [...requirements.body.data, ...documents.body.data].map((one) => one.documentId ?? one.requirementId);
    };
    expect(await idsFor(dan)).toEqual(['registration', `identity.${DAN}`]);
    expect(await idsFor(aCaller())).toEqual(['registration']);
    expect(await idsFor(anAgent())).toHaveLength(4);

    as.caller = aCaller();
    const absent = ulid('doc', '8');
    for (const suffix of ['', '/content']) {
      const route = `GET /v1/cases/{caseId}/documents/{documentId}${suffix}`;
      const [seen, none] = [
        await call(route, { documentId: hidden.documentId }),
        await call(route, { documentId: absent }),
      ];
      expect([seen.status, seen.body.code]).toEqual([none.status, none.body.code]);
      expect(seen.status).toBe(404);
    }
    const file = { fileName: 'a.pdf', sizeBytes: 9, mediaType: 'application/pdf', sha256: `${'A'.repeat(43)}=` };
    const upload = (requirementId: string) =>
      call('POST /v1/cases/{caseId}/documents', {}, JSON.stringify({ ...file, requirementId }));
    const [forbidden, unknown] = [await upload(`identity.${EVE}`), await upload('none')];
    expect([forbidden.status, forbidden.body.errors]).toEqual([unknown.status, unknown.body.errors]);
  });

  test('is not in the counts of their lists', () => {
    const rows = projectRows(case_, playbook, AT, []);
    const owed = (id: string) => rows.find(({ partyId }) => partyId === id)?.row?.owedCount;
    expect([owed('contact_ada'), owed('contact_dan'), owed('contact_eve')]).toEqual([1, 2, 1]);
  });

  test('is not in their timeline', () => {
    const seen = (fact: Fact, caller = dan) => withoutHidden(fact, { case_, caller, playbook, at: AT });
    const about = { type: 'document.scanned', documentId: hidden.documentId } as const;
    expect(seen(about)).toEqual([]);
    expect(seen(about, anAgent())).toEqual([about]);
    const found = { type: 'checklist.incomplete', missing: ['registration'], invalid: [`identity.${EVE}`] } as const;
    expect(seen(found)).toEqual([{ ...found, invalid: [] }]);
    expect(seen({ type: 'document.expiring', requirementIds: [`identity.${EVE}`] })).toEqual([]);
    expect(seen({ type: 'case.submitted' })).toEqual([{ type: 'case.submitted' }]);
  });
});

describe('using a document again', () => {
  const playbook = aLenientPlaybook({ reusable: true });
  const proof = document(ulid('doc', '7'), 'registration', {
    status: 'accepted',
    kind: 'registry_extract',
    objectVersion: 'v1',
    sha256: 'abc',
    uploadedBy: 'contact_ada',
    decidedBy: 'agent_cy',
    decidedAt: AT,
  });
  const past = (overrides: Partial<Case> = {}) =>
    aCase({ caseId: OTHER_ID, number: 'ONB-0000-0001', status: 'closed', documents: [proof], ...overrides });
  const reuseIn = (others: readonly Case[]) => {
    const it = documentsWorld(open(), { playbook, others });
    const reuse = (body: object = {}, headers: Record<string, string> = {}) => {
      const input = { documentId: proof.documentId, fromCaseId: OTHER_ID, ...body };
      return it.call(`POST ${REQUIREMENT}/reuse`, { requirementId: 'registration' }, JSON.stringify(input), headers);
    };
    return { ...it, reuse };
  };

  test('brings it here once, says to staff where from, and leaves the decision to the agent', async () => {
    const { reuse, as, call } = reuseIn([past()]);
    const keyed = { 'idempotency-key': 'again-1' };
    const first = await reuse({}, keyed);
    expect(first).toMatchObject({ status: 201, body: { status: 'submitted', reusedFrom: { acceptedAt: AT } } });
    expect(first.body.reusedFrom).not.toHaveProperty('caseId');
    const again = await reuse({}, keyed);
    expect([again.status, again.headers['idempotency-replayed'], again.body]).toEqual([201, 'true', first.body]);
    expect((await reuse()).body.code).toBe('document.not-reusable');
    as.caller = anAgent();
    const { body } = await call('GET /v1/cases/{caseId}/documents');
    expect(body.data).toMatchObject([{ reusedFrom: { caseId: OTHER_ID, documentId: proof.documentId } }]);
  });

  test.each<readonly [string, readonly Case[], object]>([
    ['a case that is not there', [], {}],
    [
      'a case of another account',
      [past({ applicant: { kind: 'account', accountId: 'account_x', contactId: 'contact_x', name: 'X' } })],
      {},
    ],
    [
      'a colleague’s case of the same account',
      [past({ applicant: { kind: 'account', accountId: 'account_acme', contactId: 'contact_cy', name: 'X' } })],
      {},
    ],
    ['another document', [past()], { documentId: ulid('doc', '6') }],
  ])('answers like for one that is not there: %s', async (_, others, body) => {
    const { reuse, cases } = reuseIn(others);
    const { status, body: problem } = await reuse(body);
    expect([status, problem.code]).toEqual([404, 'document.unknown']);
    expect(cases.events).toEqual([]);
  });
});
