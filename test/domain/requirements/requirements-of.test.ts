import { describe, expect, it } from 'vitest';
import type { Case, CaseDocument, Member } from '../../../shared/domain/case/case.ts';
import type { RequirementDecision } from '../../../shared/domain/case/requirement-decision.ts';
import { customerReason } from '../../../shared/domain/requirements/customer-reason.ts';
import { requirementsOf } from '../../../shared/domain/requirements/requirements-of.ts';
import {
  ACCOUNT_USE,
  AT,
  answered,
  COMPANY,
  COMPANY_MEMBERS,
  CONSUMER,
  companyCase,
  consumerCase,
  document,
  member,
} from '../playbook/sample-cases.ts';

const LATER = '2026-03-10T10:00:00.000Z';

const idsOf = (case_: Case, playbook = CONSUMER) =>
  requirementsOf(case_, playbook, AT).map(({ requirementId }) => requirementId);

describe('the checklist of a consumer', () => {
  it('asks for identification, a photo taken now and an address', () => {
    expect(idsOf(consumerCase())).toEqual(['photo-id', 'selfie', 'proof-of-address']);
  });

  it('asks for no photo of somebody who stood at the counter', () => {
    expect(idsOf(consumerCase({ channel: 'walk_in' }))).toEqual(['photo-id', 'proof-of-address']);
  });

  it('asks where the wealth comes from only where the payments are large', () => {
    const answers = [answered('account-use', { ...ACCOUNT_USE, expectedMonthlyActivity: 'over_50000' })];
    expect(idsOf(consumerCase({ answers }))).toContain('source-of-wealth-evidence');
  });

  it('asks for the authority, and for each person who is represented', () => {
    const answers = [answered('basics', { actsForSomeoneElse: true })];
    const members = [
      member('m_1', 'represented-person', { name: 'Mary' }),
      member('m_2', 'represented-person', { name: 'Percy' }),
    ];
    expect(idsOf(consumerCase({ answers, members }))).toEqual([
      'photo-id',
      'selfie',
      'proof-of-address',
      'authority-to-act',
      'represented-person-id.m_1',
      'represented-person-id.m_2',
    ]);
    const percy = requirementsOf(consumerCase({ answers, members }), CONSUMER, AT).at(-1);
    expect(percy).toMatchObject({
      definitionId: 'represented-person-id',
      memberId: 'm_2',
      label: 'Identification of the person you act for: Percy',
      mandatory: true,
      status: 'open',
      documentIds: [],
    });
  });
});

describe('the checklist of a company', () => {
  it('identifies directors, signatories, and owners from 25 percent on', () => {
    const members = [
      ...COMPANY_MEMBERS,
      member('m_small', 'owner', { ownershipPercent: 24.99 }),
      member('m_quarter', 'owner', { ownershipPercent: 25 }),
      member('m_boss', 'controller'),
    ];
    expect(idsOf(companyCase({ members }), COMPANY).slice(9)).toEqual([
      'photo-id.m_director',
      'photo-id.m_signatory',
      'owner-photo-id.m_owner',
      'owner-photo-id.m_quarter',
    ]);
  });

  it('asks for no proof of a controller who is not asked for any more, as somebody owns a quarter', () => {
    const members = [member('m_director', 'director'), member('m_boss', 'controller')];
    const controllers = (more: readonly Member[]) =>
      idsOf(companyCase({ members: [...members, ...more] }), COMPANY).filter((id) => id.endsWith('m_boss'));
    expect(controllers([member('m_small', 'owner', { ownershipPercent: 24 })])).toEqual(['photo-id.m_boss']);
    expect(controllers([member('m_quarter', 'owner', { ownershipPercent: 25 })])).toEqual([]);
  });
});

function photoId(...documents: readonly CaseDocument[]) {
  const [found] = requirementsOf(consumerCase({ documents }), CONSUMER, AT);
  return { status: found?.status, reason: found?.reason };
}

describe('the status of a requirement', () => {
  it.each<readonly [string, Partial<CaseDocument>, string, string | undefined]>([
    ['a link without a file', { scan: 'awaiting_upload' }, 'open', undefined],
    ['a file that is being scanned', { scan: 'scanning' }, 'submitted', undefined],
    ['a clean file', {}, 'in_review', undefined],
    ['an accepted file', { status: 'accepted' }, 'accepted', undefined],
    ['an accepted file on its last day', { status: 'accepted', expiresDate: '2026-03-10' }, 'accepted', undefined],
    ['an accepted file on the day after', { status: 'accepted', expiresDate: '2026-03-09' }, 'expired', 'expired'],
    ['a blurry file', { status: 'rejected', rejectReason: 'blurry' }, 'rejected', 'blurry'],
    ['an infected file', { scan: 'infected' }, 'rejected', 'unreadable'],
    ['a file of no known type', { scan: 'unsupported' }, 'rejected', 'unreadable'],
    ['a file that could not be scanned', { scan: 'failed' }, 'rejected', 'unreadable'],
    ['an altered file', { status: 'rejected', rejectReason: 'altered' }, 'rejected', 'unacceptable'],
    ['a watch-listed file', { status: 'rejected', rejectReason: 'watch_listed' }, 'rejected', 'unacceptable'],
    ['a stolen identity', { status: 'rejected', rejectReason: 'identity_theft_suspected' }, 'rejected', 'unacceptable'],
  ])('after %s', (_, more, status, reason) => {
    expect(photoId(document('doc_1', 'photo-id', more))).toEqual({ status, reason });
  });

  const blurry = document('doc_1', 'photo-id', { status: 'rejected', rejectReason: 'blurry' });
  const accepted = document('doc_1', 'photo-id', { status: 'accepted' });
  const newer = (more: Partial<CaseDocument>) => document('doc_2', 'photo-id', { uploadedAt: LATER, ...more });

  it('follows the newest file', () => {
    expect(photoId(blurry, newer({}))).toEqual({ status: 'in_review', reason: undefined });
    expect(photoId(newer({}), blurry)).toEqual({ status: 'in_review', reason: undefined });
    expect(photoId(accepted, newer({}))).toEqual({ status: 'in_review', reason: undefined });
    expect(photoId(blurry, newer({ status: 'rejected', rejectReason: 'too_old' }))).toEqual({
      status: 'rejected',
      reason: 'too_old',
    });
  });

  it('is not undone by a newer file that was stopped, refused or never came', () => {
    expect(photoId(accepted, newer({ scan: 'infected' })).status).toBe('accepted');
    expect(photoId(accepted, newer({ scan: 'awaiting_upload' })).status).toBe('accepted');
    expect(photoId(accepted, newer({ status: 'rejected', rejectReason: 'blurry' })).status).toBe('accepted');
    expect(photoId(blurry, newer({ scan: 'infected' })).reason).toBe('blurry');
  });

  it('does not fall back on an acceptance that has run out', () => {
    const old = { ...accepted, expiresDate: '2026-01-01' };
    expect(photoId(old, newer({ status: 'rejected', rejectReason: 'blurry' }))).toEqual({
      status: 'rejected',
      reason: 'blurry',
    });
  });

  it('looks only at its own documents', () => {
    expect(photoId(document('doc_1', 'selfie'), document('doc_2', undefined)).status).toBe('open');
  });

  it('lists its documents newest first, the later id first at the same instant', () => {
    const documents = [document('doc_1', 'photo-id'), document('doc_3', 'photo-id'), newer({})];
    expect(requirementsOf(consumerCase({ documents }), CONSUMER, AT)[0]?.documentIds).toEqual([
      'doc_2',
      'doc_3',
      'doc_1',
    ]);
  });
});

describe('a waiver or deferral', () => {
  const waiver: RequirementDecision = {
    requirementId: 'photo-id',
    decision: 'waived',
    reason: 'known for years',
    requestedBy: 'agent_1',
    requestedAt: AT,
    approvedBy: 'supervisor_1',
  };
  const deferral: RequirementDecision = { ...waiver, decision: 'deferred', untilDate: '2026-03-10' };
  const decided = (decision: RequirementDecision, at = AT, documents: readonly CaseDocument[] = []) =>
    requirementsOf(consumerCase({ requirementDecisions: [decision], documents }), CONSUMER, at)[0];

  it('stands when a second person approved it', () => {
    expect(decided(waiver)).toMatchObject({ status: 'waived', dueClass: 'none' });
    const { approvedBy: _, ...requested } = waiver;
    expect(decided(requested)?.status).toBe('open');
    expect(decided({ ...waiver, approvedBy: 'agent_1' })?.status).toBe('open');
  });

  it('lasts to the end of the day that it names', () => {
    expect(decided(deferral, '2026-03-10T23:59:59.999Z')).toMatchObject({
      status: 'deferred',
      dueClass: 'eventually_due',
      dueAt: '2026-03-10T23:59:59.999Z',
    });
    expect(decided(deferral, '2026-03-11T00:00:00.000Z')?.status).toBe('open');
    expect(decided(deferral, AT, [document('doc_1', 'photo-id', { status: 'accepted' })])).not.toHaveProperty('dueAt');
  });

  it('hides the reason of an earlier refusal, and never an acceptance', () => {
    const refused = document('doc_1', 'photo-id', { status: 'rejected', rejectReason: 'blurry' });
    expect(decided(waiver, AT, [refused])).not.toHaveProperty('reason');
    expect(decided(waiver, AT, [document('doc_1', 'photo-id', { status: 'accepted' })])?.status).toBe('accepted');
  });
});

describe('the reason that a customer reads', () => {
  it.each([
    ['blurry', 'blurry'],
    ['missing_page', 'missing_page'],
    ['expired', 'expired'],
    ['wrong_type', 'wrong_type'],
    ['wrong_person', 'wrong_person'],
    ['password_protected', 'password_protected'],
    ['too_old', 'too_old'],
    ['partial', 'partial'],
    ['altered', 'unacceptable'],
    ['watch_listed', 'unacceptable'],
    ['identity_theft_suspected', 'unacceptable'],
  ] as const)('for %s is %s', (reason, told) => {
    expect(customerReason(reason)).toBe(told);
  });
});
