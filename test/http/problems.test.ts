import { expect, test } from 'vitest';
import { PROBLEMS } from '../../shared/contract/problems.ts';
import { DOMAIN_ERROR_CODES, DomainError, type DomainErrorCode, InputInvalid } from '../../shared/domain/errors.ts';
import { CommandRefused } from '../../shared/http/command-refused.ts';
import { problemOf } from '../../shared/http/problems.ts';
import { RequestError } from '../../shared/http/request-errors.ts';
import { CorruptItem, ThrottledStore } from '../../shared/store/errors.ts';

class AnyRefusal extends DomainError {
  readonly code: DomainErrorCode;
  constructor(code: DomainErrorCode) {
    super('no', { by: 'agent_bo' });
    this.code = code;
  }
}

/** By hand, from the API's words: 404 not there, 403 not yours to do, 409 not now, 412 stale, 422 means nothing. */
const STATUS_OF: Readonly<Record<DomainErrorCode, number>> = {
  'input.invalid': 422,
  'playbook.unknown': 422,
  'playbook.forbidden': 403,
  'playbook.not-found': 404,
  'playbook.stale': 412,
  'playbook.not-draft': 409,
  'playbook.not-published': 409,
  'playbook.publisher-not-independent': 403,
  'playbook.not-sound': 422,
  'idempotency.body-differs': 422,
  'case.not-found': 404,
  'case.forbidden': 403,
  'case.stale': 412,
  'case.transition-not-allowed': 409,
  'case.already-claimed': 409,
  'case.context-review-required': 409,
  'case.review-outdated': 409,
  'case.incomplete': 422,
  'case.limit': 422,
  'case.assignee-not-in-group': 422,
  'case.reopen-window-over': 409,
  'offer.not-open': 409,
  'step.unknown': 404,
  'step.not-ready': 409,
  'step.edit-conflict': 409,
  'case.status-not-in-stage': 409,
  'task.unknown': 404,
  'task.not-open': 409,
  'task.not-skippable': 422,
  'task.skip-needs-supervisor': 403,
  'playbook.not-in-progress': 409,
  'member.unknown': 404,
  'approval.pending': 409,
  'approval.not-open': 409,
  'approval.decider-not-independent': 403,
  'document.unknown': 404,
  'document.not-clean': 409,
  'document.not-bound': 409,
  'document.already-decided': 409,
  'document.uploader-cannot-decide': 403,
  'document.not-reusable': 409,
  'requirement.unknown': 404,
  'requirement.settled': 409,
  'requirement.exception-not-allowed': 422,
  'requirement.exception-pending': 409,
  'requirement.exception-not-requested': 409,
  'requirement.approver-not-independent': 403,
  'check.unknown': 404,
  'check.not-open': 409,
  'check.requester-cannot-adjudicate': 403,
  'review.not-settled': 409,
  'info.not-open': 409,
  'info.unknown-item': 404,
  'proposal.stale': 409,
  'proposal.expired': 409,
  'proposal.unchanged': 422,
  'proposal.feedback-not-addressed': 422,
  'proposal.evidence-stale': 409,
  'proposal.staff-cannot-decide': 403,
  'migration.not-found': 404,
  'migration.not-ready': 409,
  'migration.undecided': 409,
  'migration.not-revertible': 409,
};

test.each(DOMAIN_ERROR_CODES)('%s has its status and never shows its facts', (code) => {
  const { problem } = problemOf(new AnyRefusal(code), 'req-1');
  expect(problem).toMatchObject({ code, status: STATUS_OF[code], requestId: 'req-1', detail: 'no' });
  expect(JSON.stringify(problem)).not.toContain('agent_bo');
});

test('every code of the edge has a status of its own kind', () => {
  const edge = Object.entries(PROBLEMS).filter(([code]) => !(DOMAIN_ERROR_CODES as readonly string[]).includes(code));
  expect(Object.fromEntries(edge.map(([code, { status }]) => [code, status]))).toEqual({
    'request.malformed-json': 400,
    'request.unknown-member': 400,
    'request.unknown-parameter': 400,
    'request.wrong-type': 400,
    'request.malformed-header': 400,
    'request.invalid-cursor': 400,
    'request.invalid': 422,
    'request.too-large': 413,
    'request.signature': 401,
    'caller.unknown': 403,
    'route.not-found': 404,
    'precondition.required': 428,
    'store.throttled': 503,
    internal: 500,
  });
});

test('what is wrong with the input is told place by place', () => {
  const errors = [{ pointer: '/answers/name', code: 'field.required', message: 'Enter a name.' }];
  expect(problemOf(new InputInvalid(errors), 'r').problem).toMatchObject({ status: 422, errors });
  const refused = new RequestError('request.wrong-type', errors);
  expect(problemOf(refused, 'r').problem).toMatchObject({ status: 400, errors });
});

test('a conflict tells what is allowed instead', () => {
  const refused = new CommandRefused(new AnyRefusal('proposal.stale'), ['withdraw']);
  expect(problemOf(refused, 'r').problem).toMatchObject({ code: 'proposal.stale', allowedActions: ['withdraw'] });
});

test('answers 500, not 422, when the stored case is not one this code wrote', () => {
  const { problem } = problemOf(new CorruptItem({ pk: 'CASE#case_1', sk: 'A#root' }, 'version'), 'r');
  expect(problem).toEqual({
    type: 'urn:gangway:problem:internal',
    title: 'Something went wrong on our side',
    status: 500,
    code: 'internal',
    requestId: 'r',
  });
});

test('a busy table asks to come again', () => {
  expect(problemOf(new ThrottledStore(new Error('x')), 'r')).toMatchObject({
    problem: { status: 503, code: 'store.throttled' },
    headers: { 'retry-after': '1' },
  });
});

test('whatever is thrown becomes a problem', () => {
  for (const thrown of [undefined, null, 'text', 7, new TypeError('x')]) {
    expect(problemOf(thrown, 'r').problem.status).toBe(500);
  }
});
