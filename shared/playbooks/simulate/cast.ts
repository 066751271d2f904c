import type { Caller } from '../../domain/access/caller.ts';
import type { Applicant } from '../../domain/case/case.ts';
import type { Surroundings } from '../../domain/case/decision.ts';
import type { Playbook } from '../../domain/playbook/playbook.ts';
import type { Scenario } from '../../domain/playbook/scenario.ts';

// So late that no date in an answer lies in its future.
const AT = '2099-12-15T09:00:00.000Z';

/** Everybody who acts in a scenario, each with what they know. */
export interface Cast {
  readonly applicant: Applicant;
  readonly customer: Surroundings;
  readonly agent: Surroundings;
  readonly supervisor: Surroundings;
  readonly system: Surroundings;
}

/** Ids count up, so that the same scenario is always the same story. */
export function castOf(kind: Scenario['applicant'], playbook: Playbook): Cast {
  let count = 0;
  const newId = (prefix: string): string => {
    count += 1;
    return `${prefix}_${count}`;
  };
  const as = (caller: Pick<Caller, 'personId'> & Partial<Caller>): Surroundings => ({
    at: AT,
    caller: { kind: 'person', roles: [], groups: [playbook.group], partnerAccounts: [], channel: 'web', ...caller },
    playbook,
    newId,
  });
  return {
    ...(kind === 'business' ? business(as) : individual(as)),
    agent: as({ personId: 'agent_1', roles: ['agent'] }),
    supervisor: as({ personId: 'agent_2', roles: ['supervisor'] }),
    system: as({ personId: 'system:scenario', kind: 'system', groups: [] }),
  };
}

type As = (caller: Pick<Caller, 'personId'> & Partial<Caller>) => Surroundings;

function individual(as: As): Pick<Cast, 'applicant' | 'customer'> {
  const personId = 'consumer_1';
  return {
    applicant: { kind: 'consumer', consumerId: personId, name: 'Applicant' },
    customer: as({ personId, roles: ['consumer'], groups: [] }),
  };
}

function business(as: As): Pick<Cast, 'applicant' | 'customer'> {
  const [personId, accountId] = ['contact_1', 'account_1'];
  return {
    applicant: { kind: 'account', accountId, contactId: personId, name: 'Applicant' },
    customer: as({ personId, roles: ['contact'], groups: [], accountId }),
  };
}
