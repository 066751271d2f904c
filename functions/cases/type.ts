import { changeType } from '../../shared/domain/case/change-type.ts';
import { PlaybookUnknown } from '../../shared/domain/errors.ts';
import type { Handlers } from '../../shared/http/incoming.ts';
import { command } from './command-on-case.ts';
import type { CreationDeps } from './creation.ts';

type Route = 'POST /v1/cases/{caseId}/change-type';

/** What kind of application a draft is. A type that is not known is refused only to those who may change the draft. */
export const typeHandlers = (deps: CreationDeps): Pick<Handlers<'cases'>, Route> => ({
  'POST /v1/cases/{caseId}/change-type': async (incoming) => {
    const { type } = incoming.body;
    const to = await deps.newestPlaybook(type).catch(nothingIfUnknown);
    return command<Route>(deps, 'change_type', (case_, _, s) => changeType(case_, { type, to }, s))(incoming);
  },
});

function nothingIfUnknown(error: unknown): undefined {
  if (!(error instanceof PlaybookUnknown)) throw error;
}
