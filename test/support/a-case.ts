import type { Caller } from '../../shared/domain/access/caller.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import type { Surroundings } from '../../shared/domain/case/decision.ts';
import { CHAIN_START } from '../../shared/domain/events/chain.ts';
import { aPlaybook } from './a-playbook.ts';

export { aPlaybook } from './a-playbook.ts';

/** A Tuesday morning. */
export const AT = '2026-03-03T09:00:00.000Z';

/** A contact of the account that the case of `aCase` is about. */
export function aCaller(overrides: Partial<Caller> = {}): Caller {
  return {
    personId: 'contact_ada',
    kind: 'person',
    roles: ['contact'],
    groups: [],
    accountId: 'account_acme',
    partnerAccounts: [],
    channel: 'web',
    ...overrides,
  };
}

/** An agent of the group that `aPlaybook` routes to, on record as the owner in every status of `aCase` that has one. */
export function anAgent(overrides: Partial<Caller> = {}): Caller {
  return {
    personId: 'agent_bo',
    kind: 'person',
    roles: ['agent'],
    groups: ['onboarding'],
    partnerAccounts: [],
    channel: 'web',
    ...overrides,
  };
}

export const aSupervisor = (overrides: Partial<Caller> = {}): Caller =>
  anAgent({ personId: 'agent_sue', roles: ['supervisor'], ...overrides });

export function aSystem(overrides: Partial<Caller> = {}): Caller {
  return {
    personId: 'system:workflow',
    kind: 'system',
    roles: [],
    groups: [],
    partnerAccounts: [],
    channel: 'api',
    ...overrides,
  };
}

/** Ids count up: `case_1`, `member_2` … */
export function surroundings(overrides: Partial<Surroundings> = {}): Surroundings {
  let count = 0;
  return {
    at: AT,
    caller: aCaller(),
    playbook: aPlaybook(),
    newId: (prefix) => {
      count += 1;
      return `${prefix}_${count}`;
    },
    ...overrides,
  };
}

/** A company's draft with nothing in it. Whatever differs is given; nothing is made consistent behind the caller's back. */
export function aCase(overrides: Partial<Case> = {}): Case {
  return {
    caseId: 'case_1',
    number: 'ONB-0000-0000',
    type: 'test-account',
    playbook: { id: 'test-account', version: 1 },
    status: 'draft',
    stage: 'initiate',
    version: 1,
    customerVersion: 1,
    materialVersion: 1,
    channel: 'web',
    priority: 'normal',
    applicant: { kind: 'account', accountId: 'account_acme', contactId: 'contact_ada', name: 'Acme Ltd' },
    openedBy: 'contact_ada',
    group: 'onboarding',
    declines: 0,
    receipts: [],
    rejections: 0,
    needsAttention: false,
    stages: [{ stage: 'initiate', enteredAt: AT }],
    reopenCount: 0,
    createdAt: AT,
    updatedAt: AT,
    customerUpdatedAt: AT,
    chainHead: CHAIN_START,
    playbookRuns: [{ number: 1, startedAt: AT, by: 'contact_ada' }],
    answers: [],
    members: [],
    documents: [],
    requirementDecisions: [],
    checks: [],
    infoRequests: [],
    proposals: [],
    tasks: [],
    setAside: [],
    timers: [],
    ...overrides,
  };
}
