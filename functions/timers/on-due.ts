import { fireTimer } from '../../shared/domain/case/fire-timer.ts';
import { type SystemCommandDeps, systemCaller, systemCommand } from '../../shared/events/system-command.ts';
import type { TimerMessage } from './queues.ts';

/**
 * Lets a due timer act on its case. The generation tells a repeated or outdated message, and the case judges by its own
 * `dueAt`, so it does not matter how late or how often this is called.
 */
export const onDue =
  (deps: SystemCommandDeps) =>
  async ({ caseId, timerId, generation }: TimerMessage): Promise<void> => {
    const causation = { correlationId: `timer:${caseId}:${timerId}:${generation}` };
    await systemCommand(deps, {
      caseId,
      causation,
      caller: systemCaller('timers'),
      decide: (case_, surroundings) => fireTimer(case_, { timerId, generation }, surroundings),
    });
  };
