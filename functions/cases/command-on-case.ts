import type { RouteKey } from '../../shared/contract/routes.ts';
import type { Action } from '../../shared/domain/access/actions.ts';
import type { Caller } from '../../shared/domain/access/caller.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import type { Decision, Surroundings } from '../../shared/domain/case/decision.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { type CommandSpec, caseCommand } from '../../shared/http/case-command.ts';
import { caseQuery } from '../../shared/http/case-query.ts';
import type { Handler, Incoming, Reply } from '../../shared/http/incoming.ts';
import type { CasesDeps } from './deps.ts';
import { replyWithCase, type View } from './present-case.ts';

/** Routes about one case. */
export type CaseRoute = Extract<RouteKey, `${string}{caseId}${string}`>;

type Decide<K extends RouteKey> = (case_: Case, incoming: Incoming<K>, surroundings: Surroundings) => Decision;

/** What a command may say beyond its rule. `reply` is a reply with the case unless it says otherwise. */
export interface Extras<K extends RouteKey> {
  readonly text?: (incoming: Incoming<K>) => string | undefined;
  readonly snapshot?: CommandSpec['snapshot'];
  readonly created?: CommandSpec['created'];
  readonly reply?: (view: View, incoming: Incoming<K>, createdId: string | undefined) => Reply;
}

/** The handler of a command: the domain's rule, and what the reply shows. */
export const command =
  <K extends CaseRoute>(deps: CasesDeps, action: Action, decide: Decide<K>, extras: Extras<K> = {}): Handler<K> =>
  (incoming) => {
    const { text, snapshot, created, reply } = extras;
    return caseCommand(deps, incoming, {
      action,
      caseId: caseIdOf(incoming),
      decide: (case_, surroundings) => decide(case_, incoming, surroundings),
      text: text?.(incoming),
      ...(snapshot && { snapshot }),
      ...(created && { created }),
      render: (case_, caller, createdId, playbook) => {
        const view = viewOf(deps, case_, caller, playbook);
        return reply ? reply(view, incoming, createdId) : replyWithCase(view);
      },
    });
  };

/** The handler of a look at a case. */
export const query =
  <K extends CaseRoute>(
    deps: CasesDeps,
    action: Action,
    reply: (view: View, incoming: Incoming<K>) => Reply | Promise<Reply>,
  ): Handler<K> =>
  (incoming) =>
    caseQuery(deps, { caller: incoming.caller, params: { caseId: caseIdOf(incoming) } }, action, (case_, playbook) =>
      reply(viewOf(deps, case_, incoming.caller, playbook), incoming),
    );

const viewOf = (deps: CasesDeps, case_: Case, caller: Caller, playbook: Playbook): View => ({
  case_,
  caller,
  playbook,
  at: deps.now(),
});

/** Every route about a case has this parameter; the type of a generic route cannot say so. */
const caseIdOf = <K extends CaseRoute>({ params }: Incoming<K>): string =>
  (params as unknown as { readonly caseId: string }).caseId;
