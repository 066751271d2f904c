import type { RouteKey } from '../../shared/contract/routes.ts';
import { approveException, refuseException } from '../../shared/domain/case/decide-exception.ts';
import { EXCEPTION_ACTIONS, type Exception } from '../../shared/domain/case/exception.ts';
import { RequirementUnknown } from '../../shared/domain/case/exception-refusals.ts';
import { requestException } from '../../shared/domain/case/request-exception.ts';
import { withdrawException } from '../../shared/domain/case/withdraw-exception.ts';
import { type CommandSpec, caseCommand } from '../../shared/http/case-command.ts';
import { versionFor } from '../../shared/http/etag.ts';
import type { Handlers, Incoming, Reply } from '../../shared/http/incoming.ts';
import type { DocumentLook } from '../../shared/http/present-document.ts';
import { presentChecklist } from '../../shared/http/present-requirement.ts';
import type { DocumentsDeps } from './deps.ts';

type ExceptionRoute = Extract<RouteKey, `${string}/waivers${string}` | `${string}/deferrals${string}`>;
type Decide = (...given: [...Parameters<CommandSpec['decide']>, Exception]) => ReturnType<CommandSpec['decide']>;

/** Waivers and deferrals: asked for, approved or refused by a second person, or taken back. */
export const exceptionHandlers = (deps: DocumentsDeps): Pick<Handlers<'documents'>, ExceptionRoute> => ({
  'POST /v1/cases/{caseId}/requirements/{requirementId}/waivers': (incoming) =>
    decideOn(deps, incoming, 'request', 'waived', ask(incoming.body)),
  'POST /v1/cases/{caseId}/requirements/{requirementId}/waivers/approve': (incoming) =>
    decideOn(deps, incoming, 'approve', 'waived', approve),
  'POST /v1/cases/{caseId}/requirements/{requirementId}/waivers/refuse': (incoming) =>
    decideOn(deps, incoming, 'refuse', 'waived', refuse(incoming.body)),
  'POST /v1/cases/{caseId}/requirements/{requirementId}/waivers/withdraw': (incoming) =>
    decideOn(deps, incoming, 'withdraw', 'waived', takeBack),
  'POST /v1/cases/{caseId}/requirements/{requirementId}/deferrals': (incoming) =>
    decideOn(deps, incoming, 'request', 'deferred', ask(incoming.body)),
  'POST /v1/cases/{caseId}/requirements/{requirementId}/deferrals/approve': (incoming) =>
    decideOn(deps, incoming, 'approve', 'deferred', approve),
  'POST /v1/cases/{caseId}/requirements/{requirementId}/deferrals/refuse': (incoming) =>
    decideOn(deps, incoming, 'refuse', 'deferred', refuse(incoming.body)),
  'POST /v1/cases/{caseId}/requirements/{requirementId}/deferrals/withdraw': (incoming) =>
    decideOn(deps, incoming, 'withdraw', 'deferred', takeBack),
});

interface Wish {
  readonly reason: string;
  readonly untilDate?: string;
}
const ask =
  (wish: Wish): Decide =>
  (case_, s, exception) =>
    requestException(case_, { ...exception, ...wish }, s);
const refuse =
  ({ reason }: Wish): Decide =>
  (case_, s, exception) =>
    refuseException(case_, { ...exception, reason }, s);
const approve: Decide = (case_, s, exception) => approveException(case_, exception, s);
const takeBack: Decide = (case_, s, exception) => withdrawException(case_, exception, s);

/** A command on one requirement, answered with the requirement as it then is. */
function decideOn(
  deps: DocumentsDeps,
  incoming: Incoming<ExceptionRoute>,
  verb: keyof typeof EXCEPTION_ACTIONS,
  decision: Exception['decision'],
  decide: Decide,
): Promise<Reply> {
  const { caseId, requirementId } = incoming.params;
  const { at } = incoming;
  return caseCommand(deps, incoming, {
    action: EXCEPTION_ACTIONS[verb][decision],
    caseId,
    decide: (case_, s) => decide(case_, s, { requirementId, decision }),
    render: (case_, caller, _created, playbook) => replyWithRequirement({ case_, caller, playbook, at }, requirementId),
  });
}

function replyWithRequirement(look: DocumentLook, id: string): Reply {
  const body = presentChecklist(look).find(({ requirementId }) => requirementId === id);
  if (body === undefined) throw new RequirementUnknown(id);
  return { body, version: versionFor(look.case_, look.caller) };
}
