import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../shared/domain/access/caller.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { progress } from '../../../shared/domain/progress/progress.ts';
import { isActionNeeded } from '../../../shared/domain/requirements/action-needed.ts';
import { owed } from '../../../shared/domain/requirements/owed.ts';
import {
  isDocumentVisible,
  isRequirementVisible,
  viewerOf,
  viewerOfParty,
} from '../../../shared/domain/requirements/viewer.ts';
import { AT, aCaller, aCase, anAgent } from '../../support/a-case.ts';
import { aLenientPlaybook } from '../../support/a-lenient-playbook.ts';
import { document, member } from '../playbook/sample-cases.ts';

const PLAYBOOK = aLenientPlaybook({ visibleTo: 'applicant' }, { visibleTo: 'member' });
const members = [
  member('m_dan', 'director', { personId: 'contact_dan' }),
  member('m_eve', 'director', { personId: 'contact_eve' }),
];
const case_ = aCase({ status: 'open', stage: 'data_capture', submittedAt: AT, assignee: 'agent_bo', members });

const ada = aCaller();
const dan = aCaller({ personId: 'contact_dan', accountId: 'account_other' });
const admin = aCaller({ personId: 'contact_zoe', roles: ['account-admin'] });
const partner = aCaller({ personId: 'partner_1', roles: ['partner'], partnerAccounts: ['account_acme'] });
const ALL = ['registration', 'identity.m_dan', 'identity.m_eve'];

const seenBy = (caller: Caller, of: Case = case_) =>
  ALL.filter((id) => isRequirementVisible(id, of, PLAYBOOK, viewerOf(caller, of)));

describe('who may know of a requirement', () => {
  it.each<readonly [string, Caller, readonly string[]]>([
    ['who speaks for the applicant: what is the applicant’s', ada, ['registration']],
    ['who administers the account: the same', admin, ['registration']],
    ['a member: what is asked of them alone', dan, ['identity.m_dan']],
    ['a partner: nothing of either', partner, []],
    ['staff: everything', anAgent(), ALL],
  ])('%s', (_, caller, expected) => {
    expect(seenBy(caller)).toEqual(expected);
  });

  it('whoever answered it, but not what others sent for it', () => {
    const own = document('doc_1', 'identity.m_eve', { uploadedBy: 'contact_ada' });
    const hers = document('doc_2', 'identity.m_eve', { uploadedBy: 'contact_eve' });
    const answered = { ...case_, documents: [own, hers] };
    expect(seenBy(ada, answered)).toEqual(['registration', 'identity.m_eve']);
    const visible = (caller: Caller) =>
      answered.documents.filter((one) => isDocumentVisible(one, PLAYBOOK, viewerOf(caller, answered)));
    expect(visible(ada)).toEqual([own]);
    expect(visible(dan)).toEqual([]);
    expect(visible(anAgent())).toEqual([own, hers]);
  });

  it('everybody, where the playbook hides nothing', () => {
    const open = aLenientPlaybook();
    expect(ALL.every((id) => isRequirementVisible(id, case_, open, viewerOf(partner, case_)))).toBe(true);
  });

  it('is the same for a list as for a look', () => {
    expect(viewerOfParty('contact_dan', case_)).toEqual(viewerOf(dan, case_));
    expect(viewerOfParty('account_acme', case_).side).toBe('applicant');
  });
});

describe('what is counted', () => {
  const owedBy = (caller: Caller) =>
    owed(case_, PLAYBOOK, AT, viewerOf(caller, case_)).currentlyDue.map(({ requirementId }) => requirementId);

  it('is what this viewer is shown', () => {
    expect(owedBy(ada)).toEqual(['registration']);
    expect(owedBy(dan)).toEqual(['identity.m_dan']);
    expect(owedBy(partner)).toEqual([]);
    expect(progress(case_, PLAYBOOK, ada, AT).owedCount).toBe(1);
    expect(progress(case_, PLAYBOOK, anAgent(), AT).owedCount).toBe(3);
  });

  it('needs no action of somebody who is asked for nothing', () => {
    expect(isActionNeeded(case_, PLAYBOOK, AT, viewerOf(ada, case_))).toBe(true);
    expect(isActionNeeded(case_, PLAYBOOK, AT, viewerOf(partner, case_))).toBe(false);
  });

  it('has no question about a document that is hidden', () => {
    const item = {
      itemId: 'item_1',
      label: 'Your passport',
      kind: 'document',
      requirementId: 'identity.m_eve',
    } as const;
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
    const asked = { ...case_, status: 'awaiting_info' as const, infoRequests: [request] };
    expect(progress(asked, PLAYBOOK, dan, AT).owedCount).toBe(1);
    expect(progress(asked, PLAYBOOK, anAgent(), AT).owedCount).toBe(4);
  });
});
