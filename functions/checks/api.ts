import { adjudicateCheck } from '../../shared/domain/case/adjudicate-check.ts';
import { caseCommand } from '../../shared/http/case-command.ts';
import { caseQuery } from '../../shared/http/case-query.ts';
import type { CommandDeps } from '../../shared/http/command-deps.ts';
import { versionFor } from '../../shared/http/etag.ts';
import type { Handlers } from '../../shared/http/incoming.ts';
import { presentChecks, presentOne } from '../../shared/http/present-checks.ts';
import { wholeList } from '../../shared/http/whole-list.ts';
import { type CallbackDeps, receiveCallback } from './receive-callback.ts';

/** Checks of a case, and the signed callbacks of their providers. */
export const checksApi = (deps: CommandDeps & CallbackDeps): Handlers<'checks'> => ({
  'GET /v1/cases/{caseId}/checks': (incoming) =>
    caseQuery(deps, incoming, 'read_checks', (case_, playbook) => ({
      body: wholeList(presentChecks(case_, playbook)),
      version: versionFor(case_, incoming.caller),
    })),

  'POST /v1/cases/{caseId}/checks/{checkId}/adjudicate': (incoming) => {
    const { caseId, checkId } = incoming.params;
    return caseCommand(deps, incoming, {
      action: 'adjudicate_check',
      caseId,
      decide: (case_, surroundings) => adjudicateCheck(case_, { checkId, ...incoming.body }, surroundings),
      render: (case_, caller, _created, playbook) => ({
        body: presentOne(case_, playbook, checkId),
        version: versionFor(case_, caller),
      }),
    });
  },

  'POST /v1/provider-callbacks/{provider}': (incoming) => receiveCallback(deps, incoming),
});
