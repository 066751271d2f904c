import { describe, expect, it } from 'vitest';
import { fireTimer } from '../../../shared/domain/case/fire-timer.ts';
import { offerCase } from '../../../shared/domain/case/offer-case.ts';
import { asSupervisor, asSystem, offered } from '../../support/cases-by-state.ts';

const DUE = '2026-03-03T13:00:00.000Z';

describe('a timer', () => {
  it('does nothing before it is due', () => {
    const case_ = offered();
    const early = asSystem({ at: '2026-03-03T12:59:59.999Z' });
    expect(fireTimer(case_, case_.timers[0]!, early).case).toBe(case_);
    expect(fireTimer(case_, case_.timers[0]!, asSystem({ at: DUE })).case).not.toBe(case_);
  });

  it('does nothing when it was set anew since: the generation tells', () => {
    const case_ = offered();
    const [old] = case_.timers;
    const ask = { assignee: 'agent_cy', assigneeGroups: ['onboarding'] };
    const again = offerCase(case_, ask, asSupervisor({ at: '2026-03-03T10:00:00.000Z' })).case;
    expect(again.timers[0]?.generation).not.toBe(old?.generation);
    expect(fireTimer(again, old!, asSystem({ at: '2026-03-09T09:00:00.000Z' })).case).toBe(again);
  });

  it('does nothing when it is gone', () => {
    const case_ = { ...offered(), timers: [] };
    expect(fireTimer(case_, { timerId: 'offer_expiry', generation: 1 }, asSystem({ at: DUE })).case).toBe(case_);
  });
});
