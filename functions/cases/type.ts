import { changeType } from '../../shared/domain/case/change-type.ts';
import type { Handlers } from '../../shared/http/incoming.ts';
import { command } from './command-on-case.ts';
import type { CreationDeps } from './creation.ts';

type Route = 'POST /v1/cases/{caseId}/change-type';

/** What kind of application a draft is. */
export const typeHandlers = (deps: CreationDeps): Pick<Handlers<'cases'>, Route> => ({
  'POST /v1/cases/{caseId}/change-type': async (incoming) => {
    const to = await deps.newestPlaybook(incoming.body.type);
    return command<Route>(deps, 'change_type', (case_, _, s) => changeType(case_, { to }, s))(incoming);
  },
});
