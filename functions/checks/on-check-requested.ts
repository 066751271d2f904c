import type { Case } from '../../shared/domain/case/case.ts';
import { recordCheckResult } from '../../shared/domain/case/record-check-result.ts';
import type { Envelope } from '../../shared/domain/events/envelope.ts';
import type { Fact } from '../../shared/domain/events/fact.ts';
import { type SystemCommandDeps, systemCaller, systemCommand } from '../../shared/events/system-command.ts';
import type { CheckProvider } from './check-provider.ts';
import { type CheckReference, toReference } from './provider-reference.ts';

export interface RequestDeps extends SystemCommandDeps {
  /** Adapters of the providers that this stage may ask. */
  readonly providers: Readonly<Record<string, CheckProvider>>;
}

/** Asks the provider of every check that the event requests, if it is still wanted. Asking twice is asking once. */
export const onCheckRequested =
  (deps: RequestDeps) =>
  async (event: Envelope): Promise<void> => {
    const references = event.data.facts.filter(({ type }) => type === 'check.requested').map(referenceIn(event.caseId));
    const case_ = await deps.cases.load(event.caseId);
    for (const reference of references.filter((one) => isWanted(case_, one))) {
      await ask(deps, case_, reference, event);
    }
  };

const referenceIn =
  (caseId: string) =>
  ({ checkId, attempt }: Fact): CheckReference => {
    if (typeof checkId === 'string' && typeof attempt === 'number') return { caseId, checkId, attempt };
    throw new Error('the event requests a check without its id or attempt');
  };

function isWanted(case_: Case, { checkId, attempt }: CheckReference): boolean {
  const check = case_.checks.find((one) => one.checkId === checkId);
  return check?.attempt === attempt && check.status === 'requested';
}

async function ask(deps: RequestDeps, case_: Case, reference: CheckReference, event: Envelope): Promise<void> {
  const playbook = await deps.playbookOf(case_.playbook);
  const name = playbook.checks.find(({ id }) => id === reference.checkId)?.provider;
  const provider = name === undefined ? undefined : deps.providers[name];
  if (provider !== undefined) return provider.start({ ...reference, case: case_, at: deps.now() });
  await leaveToStaff(deps, reference, event);
}

/** Without a provider nothing will ever answer: the check fails at once and is a task for the reviewer. */
async function leaveToStaff(deps: RequestDeps, { caseId, ...check }: CheckReference, event: Envelope): Promise<void> {
  await systemCommand(deps, {
    caseId,
    causation: { eventId: event.id, correlationId: event.correlationId },
    caller: systemCaller('checks'),
    decide: (case_, surroundings) => {
      const providerEventId = `none.${toReference({ caseId, ...check })}`;
      const report = { ...check, providerEventId, occurredAt: surroundings.at, status: 'error' as const };
      return recordCheckResult(case_, { ...report, reasons: ['provider.none'] }, surroundings);
    },
  });
}
