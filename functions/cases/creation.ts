import { createCase } from '../../shared/domain/case/create-case.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { createCommand } from '../../shared/http/create-command.ts';
import type { Handlers } from '../../shared/http/incoming.ts';
import type { CasesDeps } from './deps.ts';
import { applicantOf } from './open-case.ts';
import { replyWithCase } from './present-case.ts';

export interface CreationDeps extends CasesDeps {
  /** @throws {PlaybookUnknown} when there is none of that type for new cases */
  readonly newestPlaybook: (type: string) => Promise<Playbook>;
}

export const creationHandlers = (deps: CreationDeps): Pick<Handlers<'cases'>, 'POST /v1/cases'> => ({
  'POST /v1/cases': async (incoming) => {
    const { body, caller } = incoming;
    const { applicant, known } = await applicantOf(body, caller, deps.parties);
    const { channel, onBehalfOf, answers } = body;
    return createCommand(deps, incoming, {
      playbook: () => deps.newestPlaybook(body.type),
      newNumber: deps.newNumber,
      create: (number, surroundings) =>
        createCase(
          {
            number,
            applicant,
            known,
            channel,
            ...(onBehalfOf !== undefined && { onBehalfOf }),
            ...(answers !== undefined && { answers }),
          },
          surroundings,
        ),
      render: (case_, asSeenBy, pinned) => replyWithCase({ case_, caller: asSeenBy, playbook: pinned, at: deps.now() }),
    });
  },
});
