import { describe, expect, it } from 'vitest';
import type { Case, Member } from '../../../shared/domain/case/case.ts';
import { FACTS, type Fact, type FactType } from '../../../shared/domain/events/fact.ts';
import { TEMPLATES } from '../../../shared/domain/notifications/notification.ts';
import { notificationsFor } from '../../../shared/domain/notifications/notifications-for.ts';
import { AT, aCase, aPlaybook } from '../../support/a-case.ts';
import { document } from '../playbook/sample-cases.ts';

/** `template -> recipient` for each notification of one fact. */
function sent(type: FactType, details: Omit<Fact, 'type'> = {}, case_: Case = aCase({ assignee: 'agent_bo' })) {
  return notificationsFor([{ ...details, type }], case_, aPlaybook()).map(
    ({ template, to }) => `${template} -> ${[to.kind, to.personId ?? to.memberId].filter(Boolean).join(' ')}`,
  );
}
const member = (memberId: string, overrides: Partial<Member> = {}): Member => ({
  memberId,
  role: 'director',
  name: 'D',
  email: 'd@d.test',
  addedAt: AT,
  addedBy: 'contact_ada',
  ...overrides,
});

const reviewing = aCase({
  status: 'under_review',
  stage: 'due_diligence',
  assignee: 'agent_bo',
  documents: [document('doc_1', 'registration'), document('doc_2', undefined)],
});

describe('what is sent', () => {
  const SENT: readonly (readonly [FactType, Omit<Fact, 'type'>, readonly string[]])[] = [
    ['case.created', {}, []],
    ['case.handed_over', { to: 'customer' }, ['draft_handed_to_you -> applicant contact_ada']],
    ['case.handed_over', { to: 'staff' }, ['staff_draft_handed_over -> group']],
    ['case.draft_reminded', { reminder: 1, last: false }, ['draft_reminder -> applicant contact_ada']],
    ['case.draft_reminded', { reminder: 2, last: true }, ['draft_last_call -> applicant contact_ada']],
    ['case.discarded', { by: 'contact_ada' }, ['draft_discarded -> applicant contact_ada']],
    ['case.submitted', {}, ['case_submitted -> applicant contact_ada', 'staff_case_queued -> group']],
    ['case.offered', { assignee: 'agent_cy', group: 'onboarding' }, ['staff_case_offered -> assignee agent_cy']],
    ['case.offered', { group: 'vip' }, ['staff_case_queued -> group']],
    ['case.offer_declined', { declines: 1 }, []],
    ['case.offer_declined', { declines: 2 }, ['staff_case_not_taken -> supervisors']],
    ['case.offer_expired', { declines: 2 }, ['staff_case_not_taken -> supervisors']],
    ['case.offer_expired', { declines: 3 }, []],
    ['case.assigned', { assignee: 'agent_bo' }, ['case_accepted -> applicant contact_ada']],
    ['case.stage_completed', { stage: 'initiate' }, []],
    ['case.stage_completed', { stage: 'pre_approval' }, ['stage_completed -> applicant contact_ada']],
    ['case.stage_completed', { stage: 'data_capture' }, ['checks_started -> applicant contact_ada']],
    ['case.stage_completed', { stage: 'due_diligence' }, ['stage_completed -> applicant contact_ada']],
    ['case.stage_completed', { stage: 'resolve' }, []],
    ['case.approval_recorded', { approval: 'requested' }, ['staff_approval_wanted -> supervisors']],
    ['case.approval_recorded', { approval: 'not_required' }, []],
    ['case.info_requested', { number: 1 }, ['info_requested -> applicant contact_ada']],
    ['case.info_reminded', { number: 1, reminder: 1, last: false }, ['info_reminder -> applicant contact_ada']],
    ['case.info_reminded', { number: 1, reminder: 2, last: true }, ['info_last_call -> applicant contact_ada']],
    ['case.info_answered', { number: 1 }, []],
    ['case.info_completed', { number: 1, as: 'answered' }, ['staff_customer_answered -> assignee agent_bo']],
    ['case.info_completed', { number: 1, as: 'received' }, []],
    ['case.info_expired', { number: 1, policy: 'task' }, ['staff_info_expired -> assignee agent_bo']],
    ['case.info_expired', { number: 1, policy: 'abandon' }, []],
    ['checklist.verified', {}, []],
    ['checklist.incomplete', { digest: 'd1' }, ['documents_missing -> applicant contact_ada']],
    [
      'checklist.reminded',
      { verification: 1, reminder: 1, last: false },
      ['documents_reminder -> applicant contact_ada'],
    ],
    [
      'checklist.reminded',
      { verification: 1, reminder: 3, last: true },
      ['documents_last_call -> applicant contact_ada'],
    ],
    ['checklist.expired', {}, ['staff_documents_expired -> assignee agent_bo']],
    ['checklist.expired', { policy: 'task' }, ['staff_documents_expired -> assignee agent_bo']],
    ['checklist.expired', { policy: 'abandon' }, []],
    ['document.rejected', { reason: 'blurry' }, []],
    [
      'document.expiring',
      {},
      ['documents_expiring -> applicant contact_ada', 'staff_documents_expiring -> assignee agent_bo'],
    ],
    ['document.expired', {}, ['staff_documents_due_again -> assignee agent_bo']],
    ['requirement.deferral_ended', {}, ['staff_documents_due_again -> assignee agent_bo']],
    ['requirement.exception_requested', { requirementId: 'registration' }, ['staff_exception_wanted -> supervisors']],
    ['requirement.excepted', { requirementId: 'registration' }, ['staff_exception_approved -> assignee agent_bo']],
    ['requirement.exception_refused', { requirementId: 'r' }, ['staff_exception_refused -> assignee agent_bo']],
    ['requirement.exception_withdrawn', { requirementId: 'r' }, []],
    ['requirement.reinstated', { requirementId: 'r' }, []],
    ['case.info_item_dropped', { number: 1 }, []],
    ['check.completed', { result: 'clear' }, []],
    ['check.completed', { result: 'consider' }, ['staff_check_to_judge -> assignee agent_bo']],
    ['check.completed', { result: 'unidentified' }, ['staff_check_to_judge -> assignee agent_bo']],
    ['check.timed_out', {}, ['staff_check_timed_out -> assignee agent_bo']],
    ['check.late_result', {}, ['staff_check_late_result -> assignee agent_bo']],
    ['case.review_completed', {}, ['staff_review_completed -> assignee agent_bo']],
    ['proposal.made', { number: 1 }, ['proposal_ready -> applicant contact_ada']],
    ['proposal.reminded', { number: 1 }, ['proposal_reminder -> applicant contact_ada']],
    [
      'proposal.accepted',
      { number: 1 },
      ['proposal_accepted -> applicant contact_ada', 'staff_proposal_accepted -> assignee agent_bo'],
    ],
    [
      'proposal.rejected',
      { number: 2, rejections: 2 },
      ['proposal_rejected -> applicant contact_ada', 'staff_proposal_rejected -> assignee agent_bo'],
    ],
    [
      'proposal.rejected',
      { number: 3, rejections: 3 },
      [
        'proposal_rejected -> applicant contact_ada',
        'staff_proposal_rejected -> assignee agent_bo',
        'staff_third_rejection -> supervisors',
      ],
    ],
    [
      'proposal.lapsed',
      { number: 1 },
      ['proposal_lapsed -> applicant contact_ada', 'staff_proposal_lapsed -> assignee agent_bo'],
    ],
    ['case.closed', { outcome: 'accepted' }, ['case_closed -> applicant contact_ada']],
    ['case.closed', { outcome: 'lapsed' }, []],
    ['case.closed', { outcome: 'abandoned' }, ['case_abandoned -> applicant contact_ada']],
    ['case.withdrawn', {}, ['case_withdrawn -> applicant contact_ada', 'staff_case_withdrawn -> assignee agent_bo']],
    ['case.commented', { side: 'staff', commentId: 'c' }, ['message_from_us -> applicant contact_ada']],
    ['case.commented', { side: 'customer', commentId: 'c' }, ['staff_customer_wrote -> assignee agent_bo']],
    ['case.work_noted', {}, []],
  ];

  it.each(SENT)('because of %s %j', (type, details, expected) => {
    expect(sent(type, details)).toEqual(expected);
  });

  it('because a draft was opened for somebody', () => {
    expect(sent('case.created', { onBehalfOf: 'contact_ada' })).toEqual([
      'draft_opened_for_you -> applicant contact_ada',
    ]);
  });

  it('because a draft was discarded by somebody else goes to the member of staff who opened it', () => {
    const discarded = (openedBy: string, by: string) => sent('case.discarded', { by }, aCase({ openedBy }));
    expect(discarded('agent_cy', 'contact_ada')).toEqual([
      'draft_discarded -> applicant contact_ada',
      'staff_draft_discarded -> assignee agent_cy',
    ]);
    expect(discarded('agent_cy', 'agent_cy')).toEqual(['draft_discarded -> applicant contact_ada']);
    expect(discarded('contact_pia', 'contact_ada')).toEqual(['draft_discarded -> applicant contact_ada']);
    expect(discarded('system:mail', 'agent_bo')).toEqual(['draft_discarded -> applicant contact_ada']);
  });

  it('because a draft was handed to staff goes to the member of staff who opened it, or to the group', () => {
    const handed = (openedBy: string) => sent('case.handed_over', { to: 'staff' }, aCase({ openedBy }));
    expect(handed('agent_cy')).toEqual(['staff_draft_handed_over -> assignee agent_cy']);
    expect(handed('consumer_eve')).toEqual(['staff_draft_handed_over -> group']);
    expect(handed('system:mail')).toEqual(['staff_draft_handed_over -> group']);
  });

  it('because a draft waits goes to who opened it where the applicant cannot be written to', () => {
    const reminded = (openedBy: string, email?: string) => {
      const prospect = { kind: 'individual', name: 'P', ...(email !== undefined && { email }) } as const;
      const case_ = aCase({ openedBy, applicant: { kind: 'prospect', prospect, name: 'P' } });
      return sent('case.draft_reminded', { reminder: 1, last: false }, case_);
    };
    expect(reminded('agent_cy', 'p@p.test')).toEqual(['draft_reminder -> applicant']);
    expect(reminded('agent_cy')).toEqual(['draft_reminder -> assignee agent_cy']);
    expect(reminded('system:mail', 'p@p.test')).toEqual(['draft_reminder -> group']);
  });

  it('because a case was reopened goes to its owner, or to the queue, and for a draft to neither', () => {
    const reopened = (overrides: Partial<Case>) => sent('case.reopened', {}, aCase({ status: 'open', ...overrides }));
    expect(reopened({ assignee: 'agent_bo' })[1]).toBe('staff_case_reopened -> assignee agent_bo');
    expect(reopened({})[1]).toBe('staff_case_reopened -> group');
    expect(reopened({ status: 'draft' })).toEqual(['case_reopened -> applicant contact_ada']);
  });

  it('to an owner is not sent while there is none', () => {
    expect(sent('case.withdrawn', {}, aCase())).toEqual(['case_withdrawn -> applicant contact_ada']);
  });
});

describe('who is told', () => {
  it('is the consumer, the contact who acts for the account, or a prospect who is nobody on record', () => {
    const consumer = { kind: 'consumer', consumerId: 'consumer_eve', name: 'Eve' } as const;
    const prospect = { kind: 'prospect', prospect: { kind: 'individual', name: 'P' }, name: 'P' } as const;
    expect(sent('case.assigned', {}, aCase({ applicant: consumer }))).toEqual([
      'case_accepted -> applicant consumer_eve',
    ]);
    expect(sent('case.assigned', {}, aCase({ applicant: prospect }))).toEqual(['case_accepted -> applicant']);
  });

  it('of a proposal are also the members who may decide and can be written to', () => {
    const { email: _, ...unreachable } = member('member_4');
    const members = [
      member('member_1'),
      member('member_2', { personId: 'contact_dan' }),
      member('member_3', { personId: 'contact_ada' }),
      unreachable,
      member('member_5', { role: 'owner' }),
    ];
    const case_ = aCase({ members });
    expect(sent('proposal.made', { number: 1 }, case_)).toEqual([
      'proposal_ready -> applicant contact_ada',
      'proposal_ready -> member member_1',
      'proposal_ready -> member contact_dan',
    ]);
  });

  it('of a request for information are also the members whose documents it asks for', () => {
    const item = { itemId: 'item_1', label: 'Passport', kind: 'document', requirementId: 'identity.member_2' } as const;
    const request = {
      number: 1,
      items: [item],
      message: 'Please.',
      requestedBy: 'agent_bo',
      requestedAt: AT,
      dueAt: AT,
      priorStatus: 'open',
      remindersSent: 0,
    } as const;
    const case_ = aCase({ members: [member('member_1'), member('member_2')], infoRequests: [request] });
    expect(sent('case.info_requested', { number: 1 }, case_)).toEqual([
      'info_requested -> applicant contact_ada',
      'info_requested -> member member_2',
    ]);
  });
});

describe('what is owed again', () => {
  it.each(['requirement.deferral_ended', 'document.expired'] as const)(
    'is told to the customer where no verification of the checklist does: %s',
    (type) => {
      const again = (overrides: Partial<Case>) => sent(type, {}, { ...reviewing, ...overrides });
      const staff = 'staff_documents_due_again -> assignee agent_bo';
      const customer = 'documents_due_again -> applicant contact_ada';
      expect(again({})).toEqual([customer, staff]);
      expect(again({ status: 'resolved', stage: 'resolve' })).toEqual([customer, staff]);
      expect(again({ status: 'open', stage: 'data_capture' })).toEqual([staff]);
      expect(again({ status: 'closed', stage: 'close' })).toEqual([staff]);
    },
  );

  it('is told to those alone who may know of it', () => {
    const [registration, identity] = aPlaybook().requirements;
    const requirements = [registration!, { ...identity!, visibleTo: 'member' as const }];
    const members = [member('member_1'), member('member_2', { personId: 'contact_dan' })];
    const told = (requirementIds: readonly string[]) =>
      notificationsFor(
        [{ type: 'document.expiring', requirementIds }],
        { ...reviewing, members },
        aPlaybook({ requirements }),
      ).flatMap(({ to }) => (to.kind === 'assignee' ? [] : [to.personId ?? to.memberId]));
    expect(told(['identity.member_1'])).toEqual(['member_1']);
    expect(told(['identity.member_2', 'registration'])).toEqual(['contact_ada', 'contact_dan']);
  });
});

describe('a document that arrives', () => {
  const arrived = (documentId: string, overrides: Partial<Case> = {}, verdict = 'clean') =>
    sent('document.scanned', { documentId, verdict }, { ...reviewing, ...overrides });

  it('is told to the owner where nobody looks at the checklist any more', () => {
    expect(arrived('doc_1')).toEqual(['staff_document_arrived -> assignee agent_bo']);
    expect(arrived('doc_1', { status: 'open', stage: 'data_capture' })).toEqual([]);
    expect(arrived('doc_1', {}, 'infected')).toEqual([]);
    expect(arrived('doc_2')).toEqual([]);
  });
});

describe('a notification', () => {
  it('carries what the fact said, and a key of its own', () => {
    const facts: Fact[] = [{ type: 'checklist.incomplete', digest: 'abc', missing: ['registration'], number: 2 }];
    expect(notificationsFor(facts, aCase(), aPlaybook())).toEqual([
      {
        template: 'documents_missing',
        to: { kind: 'applicant', personId: 'contact_ada' },
        key: 'documents_missing:abc:applicant',
        facts: { digest: 'abc', missing: ['registration'], number: 2 },
      },
    ]);
  });

  it('has the key of no other one of the same event', () => {
    const facts: Fact[] = (Object.keys(FACTS) as FactType[]).map((type) => ({
      type,
      number: 1,
      stage: 'pre_approval',
      declines: 2,
      rejections: 3,
      outcome: 'accepted',
      result: 'consider',
      as: 'answered',
      policy: 'task',
      approval: 'requested',
    }));
    const case_ = aCase({ assignee: 'agent_bo', onBehalfOf: 'x', members: [member('member_1'), member('member_2')] });
    const keys = notificationsFor(facts, case_, aPlaybook()).map(({ key }) => key);
    // Two facts may say the same to the same: that is one message.
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([
      'staff_case_queued:group',
      'staff_case_not_taken:supervisors',
      'staff_documents_due_again:assignee',
    ]);
  });

  it('is there for every template, and for no other', () => {
    const variants: Omit<Fact, 'type'>[] = [
      {
        last: false,
        number: 1,
        side: 'staff',
        to: 'customer',
        stage: 'pre_approval',
        declines: 2,
        rejections: 3,
        outcome: 'accepted',
        verdict: 'clean',
        documentId: 'doc_1',
      },
      {
        last: true,
        number: 1,
        side: 'customer',
        to: 'staff',
        stage: 'data_capture',
        outcome: 'abandoned',
        assignee: 'agent_cy',
      },
      { result: 'consider', as: 'answered', policy: 'task', approval: 'requested', onBehalfOf: 'x' },
    ];
    const case_ = { ...reviewing, onBehalfOf: 'x', openedBy: 'agent_cy' };
    const facts = (Object.keys(FACTS) as FactType[]).flatMap((type) =>
      variants.map((variant) => ({ ...variant, type })),
    );
    const used = new Set(notificationsFor(facts, case_, aPlaybook()).map(({ template }) => template));
    expect([...used].sort()).toEqual([...TEMPLATES].sort());
  });
});
