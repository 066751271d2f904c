import type { Case, Instant } from '../case/case.ts';
import { isPossible } from '../case/transitions.ts';
import type { DomainErrorCode } from '../errors.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { COMMAND_ACTIONS, type CommandAction } from './actions.ts';
import type { Caller } from './caller.ts';
import { GUARDS } from './guards.ts';
import { permits } from './permits.ts';

export interface AllowedAction {
  readonly name: CommandAction;
  /** Code of the refusal that the action would meet now; absent when nothing is in the way. */
  readonly blockedBy?: DomainErrorCode;
}

/**
 * What the caller may do to the case as it stands, by the policy, the table of transitions and the guards. An action
 * that has nothing to act on (no document to accept, no check to judge) is left out.
 */
export function allowedActions(case_: Case, caller: Caller, playbook: Playbook, at: Instant): readonly AllowedAction[] {
  return COMMAND_ACTIONS.filter((name) => isPossible(case_, name))
    .filter((name) => permits(caller, name, case_, playbook) === 'allow')
    .flatMap((name): readonly AllowedAction[] => {
      const verdict = GUARDS[name]?.({ case: case_, caller, playbook, at }) ?? 'free';
      if (verdict === 'pointless') return [];
      return [verdict === 'free' ? { name } : { name, blockedBy: verdict }];
    });
}
