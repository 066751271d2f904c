import type { Action } from '../domain/access/actions.ts';
import type { Case } from '../domain/case/case.ts';
import type { Playbook } from '../domain/playbook/playbook.ts';
import type { CaseStore } from '../store/ports.ts';
import { requirePermission } from './case-command.ts';
import type { CommandDeps } from './command-deps.ts';
import type { Incoming, Reply } from './incoming.ts';

export interface QueryDeps extends Pick<CommandDeps, 'playbookOf'> {
  readonly cases: Pick<CaseStore, 'loadByIdOrNumber'>;
}

type QueryIncoming = Pick<Incoming, 'caller'> & { readonly params: { readonly caseId: string } };

/**
 * A look at a case: load, policy, render. One call of the store by id, two by number.
 * @throws {CaseNotFound} also for a case that the caller may not see · {CaseForbidden}
 */
export async function caseQuery(
  deps: QueryDeps,
  incoming: QueryIncoming,
  action: Action,
  render: (case_: Case, playbook: Playbook) => Reply | Promise<Reply>,
): Promise<Reply> {
  const case_ = await deps.cases.loadByIdOrNumber(incoming.params.caseId);
  const playbook = await deps.playbookOf(case_.playbook);
  requirePermission(action, incoming.caller, case_, playbook);
  return render(case_, playbook);
}
