import type { Case } from '../case/case.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { STAFF_ROLES } from '../vocabulary.ts';
import type { Action } from './actions.ts';
import type { Caller } from './caller.ts';
import { type Actor, POLICY } from './policy.ts';
import { isParty, RELATIONS } from './relations.ts';

/** `forbid` is for a case that the caller may see (403); `invisible` is for one that does not exist for them (404). */
export type Permission = 'allow' | 'forbid' | 'invisible';

/** What the policy says. `case_` is the loaded case; for `create_case`, the case as it would be opened. */
export function permits(caller: Caller, action: Action, case_: Case, playbook: Playbook): Permission {
  if (isAllowed(caller, action, case_, playbook)) return 'allow';
  if (action === 'create_case' || action === 'list_cases') return 'forbid';
  return isAllowed(caller, 'read_case', case_, playbook) ? 'forbid' : 'invisible';
}

function isAllowed(caller: Caller, action: Action, case_: Case, playbook: Playbook): boolean {
  const row = POLICY[action];
  return actorsOf(caller, case_, action).some((actor) =>
    row[actor]?.some((relation) => RELATIONS[relation](caller, case_, playbook)),
  );
}

/** As whom a caller comes to this case. Staff who are a party to a case come to it as customers only. */
function actorsOf(caller: Caller, case_: Case, action: Action): readonly Actor[] {
  if (caller.kind !== 'person') return [caller.kind];
  const customerRoles = caller.roles.filter((role) => !isStaffRole(role));
  const isConflicted = action !== 'list_cases' && isParty(caller, case_);
  const staffRoles = isConflicted ? [] : caller.roles.filter(isStaffRole);
  return customerRoles.length > 0 ? [...customerRoles, 'member', ...staffRoles] : staffRoles;
}

function isStaffRole(role: Caller['roles'][number]): boolean {
  return STAFF_ROLES.some((staff) => staff === role);
}
