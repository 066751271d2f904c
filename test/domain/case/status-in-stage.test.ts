import { describe, expect, it } from 'vitest';
import { allowedActions } from '../../../shared/domain/access/allowed-actions.ts';
import { addWorkNote } from '../../../shared/domain/case/add-work-note.ts';
import { conclude } from '../../../shared/domain/case/conclude.ts';
import { requestInfo } from '../../../shared/domain/case/request-info.ts';
import { withdrawCase } from '../../../shared/domain/case/withdraw-case.ts';
import { AT, anAgent, aPlaybook } from '../../support/a-case.ts';
import { asAgent, asCustomer, awaitingInfo, claimed } from '../../support/cases-by-state.ts';
import { refusalOf } from '../../support/code-of.ts';

const { stages } = aPlaybook();
const never = aPlaybook({ stages: { ...stages, pre_approval: { ...stages.pre_approval, statuses: ['open'] } } });
const s = asAgent({ playbook: never });
const ask = () => requestInfo(claimed(), { items: [{ label: 'A', kind: 'text' }], message: 'B' }, s);

describe('a status that the playbook does not allow in the stage', () => {
  it('is refused, whatever led to it', () => {
    expect(refusalOf(() => conclude(claimed(), ask(), s))).toMatchObject({
      code: 'case.status-not-in-stage',
      facts: { status: 'awaiting_info', stage: 'pre_approval' },
    });
    const asIs = asAgent();
    const allowed = requestInfo(claimed(), { items: [{ label: 'A', kind: 'text' }], message: 'B' }, asIs);
    expect(conclude(claimed(), allowed, asIs)).toBe(allowed);
  });

  it('is foretold in the list of actions', () => {
    const actions = allowedActions(claimed(), anAgent(), never, AT);
    expect(actions).toContainEqual({ name: 'request_info', blockedBy: 'case.status-not-in-stage' });
  });

  it('does not lock up a case that has it already, and never forbids that one ends', () => {
    const waiting = awaitingInfo();
    expect(conclude(waiting, addWorkNote(waiting, {}, s), s).facts).toHaveLength(1);
    const customer = asCustomer({ playbook: never });
    const withdrawn = withdrawCase(waiting, { reason: 'No longer' }, customer);
    expect(conclude(waiting, withdrawn, customer).case.status).toBe('cancelled');
  });
});
