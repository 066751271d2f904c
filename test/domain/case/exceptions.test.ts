import { describe, expect, it } from 'vitest';
import type { Case } from '../../../shared/domain/case/case.ts';
import { approveException, refuseException } from '../../../shared/domain/case/decide-exception.ts';
import type { Exception } from '../../../shared/domain/case/exception.ts';
import { fireTimer } from '../../../shared/domain/case/fire-timer.ts';
import { requestException } from '../../../shared/domain/case/request-exception.ts';
import { withdrawException } from '../../../shared/domain/case/withdraw-exception.ts';
import { requirementsOf } from '../../../shared/domain/requirements/requirements-of.ts';
import { AT, aSupervisor } from '../../support/a-case.ts';
import { aLenientPlaybook } from '../../support/a-lenient-playbook.ts';
import {
  accepted,
  asAgent,
  asSupervisor,
  asSystem,
  closed,
  preApproved,
  prove,
  underReview,
  upload,
} from '../../support/cases-by-state.ts';
import { codeOf, problemsOf } from '../../support/code-of.ts';

const playbook = aLenientPlaybook();
const agent = (more = {}) => asAgent({ playbook, ...more });
const supervisor = (more = {}) => asSupervisor({ playbook, ...more });
const UNTIL = '2026-04-01';
const WAIVER: Exception = { requirementId: 'registration', decision: 'waived' };
const DEFERRAL: Exception = { requirementId: 'registration', decision: 'deferred' };

const askWaiver = (case_: Case, s = agent()) => requestException(case_, { ...WAIVER, reason: ' Known to us. ' }, s);
const askDeferral = (case_: Case, untilDate = UNTIL, s = agent()) =>
  requestException(case_, { ...DEFERRAL, reason: 'The registry is closed.', untilDate }, s);
const waived = () => approveException(askWaiver(preApproved()).case, WAIVER, supervisor()).case;
const deferred = (start = preApproved()) => approveException(askDeferral(start).case, DEFERRAL, supervisor()).case;
const statusOf = (case_: Case, at = AT) => requirementsOf(case_, playbook, at)[0]?.status;

describe('asking for an exception', () => {
  it('changes nothing until it is approved, and tells the customer nothing', () => {
    const before = preApproved();
    const { case: case_, facts } = askWaiver(before);
    expect(case_.requirementDecisions).toEqual([
      { ...WAIVER, reason: 'Known to us.', requestedBy: 'agent_bo', requestedAt: AT },
    ]);
    expect(facts).toEqual([{ type: 'requirement.exception_requested', ...WAIVER }]);
    expect([statusOf(case_), case_.customerVersion - before.customerVersion]).toEqual(['open', 0]);
  });

  it('is refused where the playbook does not allow it', () => {
    const strict = (rules: object) => asAgent({ playbook: aLenientPlaybook(rules) });
    expect(codeOf(() => askWaiver(preApproved(), strict({ waivable: false })))).toBe(
      'requirement.exception-not-allowed',
    );
    expect(codeOf(() => askDeferral(preApproved(), UNTIL, strict({ deferrable: false })))).toBe(
      'requirement.exception-not-allowed',
    );
  });

  it('is refused twice, for what is met, for what is not asked, and without a reason', () => {
    expect(codeOf(() => askDeferral(askWaiver(preApproved()).case))).toBe('requirement.exception-pending');
    expect(codeOf(() => askWaiver(prove(preApproved(), 'registration')))).toBe('requirement.settled');
    expect(codeOf(() => askWaiver(waived()))).toBe('requirement.settled');
    const unknown = { requirementId: 'tax', decision: 'waived', reason: 'x' } as const;
    expect(codeOf(() => requestException(preApproved(), unknown, agent()))).toBe('requirement.unknown');
    expect(problemsOf(() => requestException(preApproved(), { ...WAIVER, reason: ' ' }, agent()))).toEqual([
      '/reason text.blank',
    ]);
  });

  it('needs a last day in the future', () => {
    expect(problemsOf(() => askDeferral(preApproved(), '2026-03-03'))).toEqual([
      '/untilDate deferral.not-in-the-future',
    ]);
    expect(codeOf(() => askDeferral(preApproved(), '2026-03-04'))).toBe('accepted');
  });

  it('may turn a deferral into a longer one, or a waiver', () => {
    expect(codeOf(() => askWaiver(deferred()))).toBe('accepted');
    expect(codeOf(() => askDeferral(deferred(), '2026-05-01'))).toBe('accepted');
  });

  it('is refused after the three hundredth', () => {
    const [one] = askWaiver(preApproved()).case.requirementDecisions;
    const ended = { as: 'withdrawn', by: 'agent_bo', at: AT } as const;
    const requirementDecisions = Array.from({ length: 300 }, () => ({ ...one!, ended }));
    expect(codeOf(() => askWaiver({ ...preApproved(), requirementDecisions }))).toBe('case.limit');
  });
});

describe('approving', () => {
  it('is done by a second person, and settles the requirement', () => {
    const case_ = waived();
    expect(case_.requirementDecisions[0]).toMatchObject({ approvedBy: 'agent_sue', approvedAt: AT });
    expect(statusOf(case_)).toBe('waived');
    expect(statusOf(deferred())).toBe('deferred');
  });

  it('is refused to who asked for it', () => {
    const own = supervisor();
    const asked = askWaiver(preApproved(), own).case;
    expect(codeOf(() => approveException(asked, WAIVER, own))).toBe('requirement.approver-not-independent');
    const other = supervisor({ caller: aSupervisor({ personId: 'agent_cy' }) });
    expect(codeOf(() => approveException(asked, WAIVER, other))).toBe('accepted');
  });

  it('is refused to who brought a document for it', () => {
    const start = upload(preApproved(), 'registration');
    const sent = { ...start, documents: start.documents.map((one) => ({ ...one, uploadedBy: 'agent_sue' })) };
    const asked = askWaiver(sent).case;
    expect(codeOf(() => approveException(asked, WAIVER, supervisor()))).toBe('requirement.approver-not-independent');
    expect(codeOf(() => refuseException(asked, { ...WAIVER, reason: 'x' }, supervisor()))).toBe(
      'requirement.approver-not-independent',
    );
  });

  it('needs something of that kind to approve, whose day is not over', () => {
    expect(codeOf(() => approveException(preApproved(), WAIVER, supervisor()))).toBe(
      'requirement.exception-not-requested',
    );
    expect(codeOf(() => approveException(askDeferral(preApproved()).case, WAIVER, supervisor()))).toBe(
      'requirement.exception-not-requested',
    );
    const late = supervisor({ at: '2026-04-01T00:00:00.000Z' });
    expect(codeOf(() => approveException(askDeferral(preApproved()).case, DEFERRAL, late))).toBe(
      'requirement.exception-not-requested',
    );
    const proven = prove(askWaiver(preApproved()).case, 'registration');
    expect(codeOf(() => approveException(proven, WAIVER, supervisor()))).toBe('requirement.settled');
  });
});

describe('saying no, or taking it back', () => {
  it('leaves the requirement owed, with the reason for staff', () => {
    const asked = askWaiver(preApproved()).case;
    const { case: case_, facts } = refuseException(asked, { ...WAIVER, reason: 'Too risky.' }, supervisor());
    expect(case_.requirementDecisions[0]?.ended).toEqual({
      as: 'refused',
      by: 'agent_sue',
      at: AT,
      reason: 'Too risky.',
    });
    expect(facts).toEqual([{ type: 'requirement.exception_refused', ...WAIVER }]);
    expect(statusOf(case_)).toBe('open');
    expect(codeOf(() => askWaiver(case_))).toBe('accepted');
  });

  it('is recorded of a wish without the customer, and makes an approved one owed again', () => {
    const wish = withdrawException(askWaiver(preApproved()).case, WAIVER, agent());
    expect(wish.facts).toEqual([{ type: 'requirement.exception_withdrawn', ...WAIVER }]);
    const back = withdrawException(waived(), WAIVER, agent());
    expect(back.facts).toEqual([{ type: 'requirement.reinstated', ...WAIVER }]);
    expect(statusOf(back.case)).toBe('open');
    expect(codeOf(() => withdrawException(back.case, WAIVER, agent()))).toBe('requirement.exception-not-requested');
  });

  it('stops the clock of a deferral', () => {
    expect(deferred().timers.map(({ kind }) => kind)).toEqual(['checklist_date']);
    expect(withdrawException(deferred(), DEFERRAL, agent()).case.timers).toEqual([]);
  });
});

describe('a deferral that comes due', () => {
  const pass = (case_: Case, at = '2026-04-02T00:00:00.000Z') => {
    const timer = case_.timers.find(({ kind }) => kind === 'checklist_date');
    return fireTimer(case_, timer!, asSystem({ playbook, at }));
  };

  it('does so after its last day', () => {
    expect(deferred().timers).toMatchObject([{ kind: 'checklist_date', dueAt: '2026-04-02T00:00:00.000Z' }]);
    expect(pass(deferred(), '2026-04-01T23:59:59.999Z').facts).toEqual([]);
  });

  it('is owed again, is a task for the owner, and is told once', () => {
    const { case: case_, facts } = pass(deferred());
    expect(facts).toEqual([{ type: 'requirement.deferral_ended', requirementIds: ['registration'] }]);
    expect(case_).toMatchObject({ needsAttention: true, timers: [] });
    expect(case_.requirementDecisions[0]?.ended).toMatchObject({ as: 'passed', by: 'system:workflow' });
    const [owed] = requirementsOf(case_, playbook, '2026-04-02T00:00:00.000Z');
    expect(owed).toMatchObject({ status: 'open', dueClass: 'currently_due' });
    expect(owed).not.toHaveProperty('dueAt');
  });

  it('reopens the work wherever the case has got to', () => {
    for (const build of [underReview, accepted]) {
      const open = {
        ...build(),
        documents: build().documents.filter(({ requirementId }) => requirementId !== 'registration'),
      };
      const { case: case_ } = pass(deferred(open));
      expect(case_).toMatchObject({ status: build().status, needsAttention: true });
      expect(requirementsOf(case_, playbook, '2026-04-02T00:00:00.000Z')[0]?.dueClass).toBe('currently_due');
    }
  });

  it('is a task for the owner of a closed case too', () => {
    const decision = {
      ...DEFERRAL,
      untilDate: UNTIL,
      reason: 'x',
      requestedBy: 'agent_bo',
      requestedAt: AT,
      approvedBy: 'agent_sue',
    };
    const timers = [{ timerId: 'checklist_date', kind: 'checklist_date', dueAt: AT, generation: 1 }] as const;
    const { case: case_, facts } = pass({ ...closed(), documents: [], requirementDecisions: [decision], timers });
    expect(facts.map(({ type }) => type)).toEqual(['requirement.deferral_ended']);
    expect(case_).toMatchObject({ status: 'closed', needsAttention: true });
  });

  it('is no news when the document has come meanwhile', () => {
    const { case: case_, facts } = pass(prove(deferred(), 'registration'));
    expect(facts).toEqual([{ type: 'checklist.date_passed' }]);
    expect(case_).toMatchObject({ needsAttention: false, timers: [] });
  });
});
