import type { Handlers } from '../../shared/http/incoming.ts';
import { assignmentHandlers } from './assignment.ts';
import { type CreationDeps, creationHandlers } from './creation.ts';
import { guidedHandlers } from './guided.ts';
import { historyHandlers } from './history.ts';
import { intakeHandlers } from './intake.ts';
import { memberHandlers } from './members.ts';
import { proposalHandlers } from './proposals.ts';
import { readingHandlers } from './reading.ts';
import { stageHandlers } from './stages.ts';
import { typeHandlers } from './type.ts';

/** Everything that people do to a case. */
export const casesHandlers = (deps: CreationDeps): Handlers<'cases'> => ({
  ...creationHandlers(deps),
  ...readingHandlers(deps),
  ...intakeHandlers(deps),
  ...typeHandlers(deps),
  ...memberHandlers(deps),
  ...assignmentHandlers(deps),
  ...stageHandlers(deps),
  ...guidedHandlers(deps),
  ...proposalHandlers(deps),
  ...historyHandlers(deps),
});
