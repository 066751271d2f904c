import type { Case } from '../../domain/case/case.ts';
import type { ScenarioOutcome } from '../../domain/playbook/scenario.ts';
import type { Finding } from '../lint/finding.ts';

/** A scenario as far as it has been played. */
export interface Story {
  readonly case: Case;
  /** What the scenario says that the case does not take. `place` is within the scenario. */
  readonly problems: readonly Finding[];
  /** Set where the case gets no further by itself. */
  readonly end?: { readonly outcome: ScenarioOutcome; readonly reason: string };
}

export const failure = (place: string, message: string): Finding => ({ place, code: 'scenario-failed', message });
