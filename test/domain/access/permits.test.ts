import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Action, COMMAND_ACTIONS, READ_ACTIONS } from '../../../shared/domain/access/actions.ts';
import type { Caller } from '../../../shared/domain/access/caller.ts';
import { LIST_VIEWS, permitsView } from '../../../shared/domain/access/list-views.ts';
import { permits } from '../../../shared/domain/access/permits.ts';
import { permitsContent } from '../../../shared/domain/access/permits-content.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { ROLES, STATUSES } from '../../../shared/domain/vocabulary.ts';
import { aCaller, anAgent, aSupervisor, aSystem } from '../../support/a-case.ts';
import {
  AT,
  COMPANY,
  COMPANY_MEMBERS,
  CONSUMER,
  companyCase,
  consumerCase,
  document,
  member,
} from '../playbook/sample-cases.ts';
import { MATRIX } from './matrix.ts';

const ACTIONS: readonly Action[] = [...READ_ACTIONS, ...COMMAND_ACTIONS];

const draft = companyCase({
  members: [...COMPANY_MEMBERS, member('m_agent', 'signatory', { personId: 'agent_party' })],
});
const members = draft.members.map((one) => (one.memberId === 'm_director' ? { ...one, personId: 'contact_3' } : one));
const working: Case = { ...draft, members, status: 'open', stage: 'data_capture', submittedAt: AT };
const offer = { assignee: 'agent_bo', offeredBy: 'agent_sue', offeredAt: AT, expiresAt: AT };

const consumer = (personId: string) => aCaller({ personId, roles: ['consumer'] });
const contact = (personId: string, more: Partial<Caller> = {}) =>
  aCaller({ personId, accountId: 'account_1', ...more });
const admin = (accountId: string) => contact('contact_9', { accountId, roles: ['contact', 'account-admin'] });
const partner = (...partnerAccounts: readonly string[]) =>
  aCaller({ personId: 'partner_1', roles: ['partner'], partnerAccounts });
const agent = (...groups: readonly string[]) => anAgent({ groups });
const staff = (role: 'compliance' | 'auditor' | 'admin') =>
  anAgent({ personId: `${role}_1`, roles: [role], groups: ['business-onboarding'] });

/** The columns of the matrix: a caller and the case they come to. */
const SITUATIONS: Readonly<Record<string, readonly [Caller, Case]>> = {
  co: [consumer('consumer_1'), consumerCase()],
  cx: [consumer('consumer_2'), consumerCase()],
  ct: [contact('contact_1'), working],
  cm: [contact('contact_1', { accountId: 'account_2' }), working],
  cc: [contact('contact_4'), working],
  ms: [contact('contact_2', { accountId: 'account_7' }), working],
  md: [contact('contact_3', { accountId: 'account_7' }), working],
  ca: [admin('account_1'), working],
  cz: [admin('account_2'), working],
  pd: [partner('account_5', 'account_1'), draft],
  pw: [partner('account_1'), working],
  px: [partner('account_5'), draft],
  aa: [agent(), { ...working, assignee: 'agent_bo' }],
  ag: [agent('business-onboarding'), { ...working, assignee: 'agent_other' }],
  ao: [agent(), { ...working, status: 'new', offer }],
  ax: [agent('consumer-onboarding'), working],
  ad: [agent(), { ...draft, openedBy: 'agent_bo' }],
  aw: [agent(), { ...working, openedBy: 'agent_bo' }],
  as: [agent('business-onboarding'), { ...draft, openedBy: 'system:mail-inbound' }],
  su: [aSupervisor({ groups: [] }), working],
  sa: [aSupervisor({ groups: [] }), { ...working, assignee: 'agent_sue' }],
  cp: [staff('compliance'), working],
  au: [staff('auditor'), working],
  am: [staff('admin'), { ...working, assignee: 'admin_1' }],
  sy: [aSystem(), working],
  pr: [aSystem({ kind: 'provider', personId: 'provider:sim' }), working],
  no: [contact('contact_1', { roles: [] }), working],
  sp: [anAgent({ personId: 'agent_party', groups: ['business-onboarding'] }), working],
};

const LETTERS = { A: 'allow', F: 'forbid', '.': 'invisible' } as const;
const [header = '', ...rows] = MATRIX.trim().split('\n');
const columns = header.trim().split(/\s+/);
const cells = rows.flatMap((row) => {
  const [action = '', ...letters] = row.trim().split(/\s+/);
  return letters.map((letter, position) => ({ action, column: columns[position] ?? '', letter }));
});

describe('the policy', () => {
  it('is written down a second time for every action in every situation', () => {
    expect(rows.map((row) => row.split(' ')[0]).toSorted()).toEqual([...ACTIONS].toSorted());
    expect(columns.toSorted()).toEqual(Object.keys(SITUATIONS).toSorted());
    expect(cells).toHaveLength(62 * 28);
  });

  it.each(columns)('agrees with the second table for %s', (column) => {
    const [caller, case_] = SITUATIONS[column] ?? [];
    if (caller === undefined || case_ === undefined) throw new Error(`no situation ${column}`);
    const playbook = case_.type === 'company-account' ? COMPANY : CONSUMER;
    const decided = cells
      .filter((cell) => cell.column === column)
      .map(({ action, letter }) => `${action} ${LETTERS[letter as 'A']}`);
    const asked = rows.map((row) => row.split(' ')[0] as Action);
    expect(asked.map((action) => `${action} ${permits(caller, action, case_, playbook)}`)).toEqual(decided);
  });
});

const anyCaller = fc.record({
  personId: fc.constantFrom('consumer_1', 'contact_1', 'contact_2', 'agent_bo', 'agent_sue'),
  kind: fc.constant<'person'>('person'),
  roles: fc.subarray([...ROLES]),
  groups: fc.subarray(['business-onboarding', 'consumer-onboarding']),
  accountId: fc.constantFrom('account_1', 'account_2'),
  partnerAccounts: fc.subarray(['account_1', 'account_2']),
  channel: fc.constant<'web'>('web'),
});
const anyCase = fc
  .record({
    status: fc.constantFrom(...STATUSES),
    assignee: fc.constantFrom('agent_bo', 'agent_sue', 'contact_1'),
    openedBy: fc.constantFrom('agent_bo', 'contact_1', 'system:mail-inbound'),
    offer: fc.constant(offer),
    members: fc.subarray([...COMPANY_MEMBERS]),
  })
  .map((overrides) => companyCase(overrides));
const anyAction = fc.constantFrom(...ACTIONS);
const anyCommand = fc.constantFrom(...COMMAND_ACTIONS);

describe('whatever the case', () => {
  it('auditors change nothing', () => {
    fc.assert(
      fc.property(anyCaller, anyCase, anyCommand, (caller, case_, action) => {
        expect(permits({ ...caller, roles: ['auditor'] }, action, case_, COMPANY)).not.toBe('allow');
      }),
    );
  });

  it('administrators of the system have nothing to do with it', () => {
    fc.assert(
      fc.property(anyCaller, anyCase, anyAction, (caller, case_, action) => {
        expect(permits({ ...caller, roles: ['admin'] }, action, case_, COMPANY)).not.toBe('allow');
      }),
    );
  });

  it('staff do not decide on proposals', () => {
    fc.assert(
      fc.property(
        anyCaller,
        anyCase,
        fc.constantFrom('accept_proposal' as const, 'reject_proposal' as const),
        (caller, case_, action) => {
          const roles = caller.roles.filter((role) =>
            ['agent', 'supervisor', 'compliance', 'auditor', 'admin'].includes(role),
          );
          expect(permits({ ...caller, roles }, action, case_, COMPANY)).not.toBe('allow');
        },
      ),
    );
  });

  it('who has no role has no rights', () => {
    fc.assert(
      fc.property(anyCaller, anyCase, anyAction, (caller, case_, action) => {
        expect(permits({ ...caller, roles: [] }, action, case_, COMPANY)).not.toBe('allow');
      }),
    );
  });

  it('who may do something may also see the case', () => {
    fc.assert(
      fc.property(anyCaller, anyCase, anyAction, (caller, case_, action) => {
        if (action === 'list_cases' || action === 'create_case') return;
        if (permits(caller, action, case_, COMPANY) !== 'allow') return;
        expect(permits(caller, 'read_case', case_, COMPANY)).toBe('allow');
      }),
      { numRuns: 2000 },
    );
  });

  it('one more role never takes a right away', () => {
    fc.assert(
      fc.property(anyCaller, anyCase, anyAction, fc.constantFrom(...ROLES), (caller, case_, action, role) => {
        if (permits(caller, action, case_, COMPANY) !== 'allow') return;
        expect(permits({ ...caller, roles: [...caller.roles, role] }, action, case_, COMPANY)).toBe('allow');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a draft', () => {
  const byMail = { ...draft, openedBy: 'system:mail-inbound' };

  it('that came by mail is for the group that it came to', () => {
    expect(permits(agent('business-onboarding'), 'save_answers', byMail, COMPANY)).toBe('allow');
    expect(permits(agent('consumer-onboarding'), 'save_answers', byMail, COMPANY)).toBe('invisible');
  });

  it('that somebody else opened is not for colleagues to fill in', () => {
    expect(permits(agent('business-onboarding'), 'save_answers', draft, COMPANY)).toBe('forbid');
    expect(permits(agent('business-onboarding'), 'save_answers', { ...draft, openedBy: 'agent_cy' }, COMPANY)).toBe(
      'forbid',
    );
  });

  it('for somebody who is not on record belongs to no customer', () => {
    const applicant = { kind: 'prospect', name: 'N', prospect: { kind: 'individual', name: 'N' } } as const;
    const prospect = consumerCase({ applicant, openedBy: 'agent_bo' });
    expect(permits(consumer('consumer_1'), 'read_case', prospect, CONSUMER)).toBe('invisible');
    expect(permits(contact('contact_1'), 'read_case', prospect, CONSUMER)).toBe('invisible');
    expect(permits(admin('account_1'), 'read_case', prospect, CONSUMER)).toBe('invisible');
    expect(permits(agent(), 'submit', prospect, CONSUMER)).toBe('allow');
  });
});

describe('the content of a document', () => {
  const own = document('doc_1', 'photo-id.m_director', { uploadedBy: 'contact_1' });
  const ofCompany = document('doc_2', 'registration', { uploadedBy: 'contact_5' });
  const ofPerson = document('doc_3', 'photo-id.m_director', { uploadedBy: 'contact_5' });
  const unbound = document('doc_4', undefined, { uploadedBy: 'contact_5' });
  const decide = (caller: Caller) =>
    [own, ofCompany, ofPerson, unbound].map((one) => permitsContent(caller, one, working, COMPANY));

  it('is open to the customer who sent it, and to no other', () => {
    expect(decide(contact('contact_1'))).toEqual(['allow', 'forbid', 'forbid', 'forbid']);
    expect(decide(contact('contact_2'))).toEqual(['forbid', 'forbid', 'forbid', 'forbid']);
    expect(decide(contact('contact_4'))).toEqual(['invisible', 'invisible', 'invisible', 'invisible']);
  });

  it('is open to the administrator of the account where it is about the account', () => {
    expect(decide(admin('account_1'))).toEqual(['forbid', 'allow', 'forbid', 'forbid']);
    expect(decide(admin('account_2'))).toEqual(['invisible', 'invisible', 'invisible', 'invisible']);
  });

  it('is open to staff who see the case', () => {
    expect(decide(agent('business-onboarding'))).toEqual(['allow', 'allow', 'allow', 'allow']);
    expect(decide(agent('consumer-onboarding'))).toEqual(['invisible', 'invisible', 'invisible', 'invisible']);
    expect(decide(staff('admin'))).toEqual(['invisible', 'invisible', 'invisible', 'invisible']);
  });
});

describe('the lists', () => {
  it.each([
    ['consumer', ['my-drafts', 'my-cases', 'action-needed']],
    ['contact', ['my-drafts', 'my-cases', 'action-needed']],
    ['account-admin', ['my-drafts', 'my-cases', 'action-needed', 'account-cases']],
    ['partner', ['account-cases']],
    ['agent', ['my-drafts', 'assigned-to-me', 'group-queue', 'unassigned']],
    ['supervisor', ['my-drafts', 'assigned-to-me', 'group-queue', 'unassigned', 'all']],
    ['compliance', ['all']],
    ['auditor', ['all']],
    ['admin', []],
  ] as const)('of a %s are %j', (role, views) => {
    expect(LIST_VIEWS.filter((view) => permitsView(aCaller({ roles: [role] }), view))).toEqual(views);
  });

  it('are for people', () => {
    expect(LIST_VIEWS.filter((view) => permitsView(aSystem({ roles: ['supervisor'] }), view))).toEqual([]);
  });
});
