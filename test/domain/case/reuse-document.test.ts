import { describe, expect, it } from 'vitest';
import { acceptDocument } from '../../../shared/domain/case/accept-document.ts';
import type { Case, CaseDocument } from '../../../shared/domain/case/case.ts';
import { reuseDocument } from '../../../shared/domain/case/reuse-document.ts';
import { AT, aCase } from '../../support/a-case.ts';
import { aLenientPlaybook } from '../../support/a-lenient-playbook.ts';
import { asAgent, asCustomer } from '../../support/cases-by-state.ts';
import { codeOf } from '../../support/code-of.ts';
import { document, member } from '../playbook/sample-cases.ts';

const playbook = aLenientPlaybook({ reusable: true }, { reusable: true });
const ACCEPTED: CaseDocument = document('doc_old', 'registration', {
  status: 'accepted',
  sha256: 'abc',
  objectKey: 'documents/case_old/doc_old',
  objectVersion: 'v7',
  kind: 'registry_extract',
  expiresDate: '2027-01-31',
  certified: true,
  expiryTold: 'expiring',
  uploadedBy: 'contact_ada',
  decidedBy: 'agent_cy',
  decidedAt: '2026-01-05T09:00:00.000Z',
});
const old = (more: Partial<CaseDocument> = {}, overrides: Partial<Case> = {}) =>
  aCase({ caseId: 'case_old', status: 'closed', documents: [{ ...ACCEPTED, ...more }], ...overrides });
const now = (overrides: Partial<Case> = {}) =>
  aCase({ status: 'open', stage: 'data_capture', submittedAt: AT, assignee: 'agent_bo', ...overrides });
const reuse = (case_: Case, source: Case | undefined, requirementId = 'registration', s = asCustomer({ playbook })) =>
  reuseDocument(case_, { requirementId, documentId: 'doc_old' }, source, s);

describe('a document that was accepted for the same party', () => {
  it('is brought along with its object, its digest and where it comes from, and waits for a decision', () => {
    const { case: case_, facts } = reuse(now(), old());
    const { expiryTold: _told, certified: _certified, decidedBy: _by, decidedAt: _at, ...kept } = ACCEPTED;
    const [{ documentId, ...reused }] = case_.documents as [CaseDocument];
    expect(reused).toEqual({
      ...Object.fromEntries(Object.entries(kept).filter(([name]) => name !== 'documentId')),
      status: 'submitted',
      uploadedAt: AT,
      revision: 1,
      reusedFrom: {
        caseId: 'case_old',
        documentId: 'doc_old',
        acceptedAt: '2026-01-05T09:00:00.000Z',
        acceptedBy: 'agent_cy',
        reusedBy: 'contact_ada',
      },
    });
    expect(facts).toEqual([{ type: 'document.reused', documentId, requirementId: 'registration' }]);
  });

  it('is accepted with what was found out about it then', () => {
    const { case: case_ } = reuse(now(), old());
    const { documentId } = case_.documents[0]!;
    const [document_] = acceptDocument(case_, { documentId }, asAgent({ playbook })).case.documents;
    expect(document_).toMatchObject({ status: 'accepted', kind: 'registry_extract', expiresDate: '2027-01-31' });
  });

  it('remembers its first case when it is used a third time', () => {
    const reusedFrom = { caseId: 'case_first', documentId: 'd', acceptedAt: AT, acceptedBy: 'x', reusedBy: 'y' };
    const { case: case_ } = reuse(now(), old({ reusedFrom }));
    expect(case_.documents[0]?.reusedFrom).toEqual({ ...reusedFrom, reusedBy: 'contact_ada' });
  });

  it.each<readonly [string, Partial<CaseDocument>]>([
    ['rejected', { status: 'rejected', rejectReason: 'blurry' }],
    ['not decided', { status: 'submitted' }],
    ['expired', { expiresDate: '2026-03-02' }],
    ['found infected since', { scan: 'infected' }],
    ['of another kind', { kind: 'lease' }],
  ])('is not used again when it is %s', (_, more) => {
    expect(codeOf(() => reuse(now(), old(more)))).toBe('document.not-reusable');
  });

  it('is not used twice for the same requirement, nor where the playbook does not allow it', () => {
    const { case: case_ } = reuse(now(), old());
    expect(codeOf(() => reuse(case_, old()))).toBe('document.not-reusable');
    const strict = asCustomer({ playbook: aLenientPlaybook() });
    expect(codeOf(() => reuse(now(), old(), 'registration', strict))).toBe('document.not-reusable');
  });
});

describe('a document of somebody else', () => {
  const account = (accountId: string) => ({ kind: 'account', accountId, contactId: 'contact_ada', name: 'N' }) as const;
  const person = (personId: string) => [member('m_1', 'director', { personId })];
  const identity = { requirementId: 'identity.m_1', kind: 'passport' };

  it.each<readonly [string, Case | undefined, string, Case]>([
    ['a case that is not there', undefined, 'registration', now()],
    ['a document that is not there', old({ documentId: 'doc_other' }), 'registration', now()],
    ['another account', old({}, { applicant: account('account_other') }), 'registration', now()],
    ['an unclassified one', { ...old(), documents: [document('doc_old', undefined)] }, 'registration', now()],
    [
      'another member',
      old(identity, { members: person('contact_eve') }),
      'identity.m_1',
      now({ members: person('contact_dan') }),
    ],
    [
      'members whom nobody knows',
      old(identity, { members: [member('m_1', 'director')] }),
      'identity.m_1',
      now({ members: [member('m_1', 'director')] }),
    ],
    ['the applicant, for a member', old(), 'identity.m_1', now({ members: person('contact_dan') })],
  ])('is answered like one that is not there: %s', (_, source, requirementId, target) => {
    expect(codeOf(() => reuse(target, source, requirementId, asAgent({ playbook })))).toBe('document.unknown');
  });

  it('is the same person’s by the person on record, whatever member they are', () => {
    const source = old(identity, { members: person('contact_dan') });
    const members = [member('m_9', 'director', { personId: 'contact_dan' })];
    expect(codeOf(() => reuse(now({ members }), source, 'identity.m_9', asAgent({ playbook })))).toBe('accepted');
  });
});
