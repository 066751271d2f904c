import { checkRun } from './check-run.ts';
import type { SignalMessage } from './payloads.ts';
import { type SignalDeps, signalCase } from './signal-case.ts';

/** An event of a case, or the sweep's request to look whether its run is alive. */
export const onSignal =
  (deps: SignalDeps) =>
  (message: SignalMessage): Promise<void> =>
    'detail' in message ? signalCase(deps, message.detail.caseId) : checkRun(deps, message.caseId);
