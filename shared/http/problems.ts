import { PROBLEMS, type ProblemCode, type ProblemKind } from '../contract/problems.ts';
import type { Conflict } from '../domain/case/edit-conflict.ts';
import { DomainError, type InputError } from '../domain/errors.ts';
import { ThrottledStore } from '../store/errors.ts';
import { CommandRefused } from './command-refused.ts';
import { RequestError } from './request-errors.ts';

/** RFC 9457. */
export interface Problem extends ProblemKind {
  readonly type: string;
  readonly code: string;
  readonly requestId: string;
  readonly detail?: string;
  readonly errors?: readonly InputError[];
  readonly conflicts?: readonly Conflict[];
  readonly allowedActions?: readonly string[];
  readonly currentVersion?: number;
}

export interface ProblemReply {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a failed request is told. Of an unknown error, not a word: it is logged with its cause. */
export function problemOf(error: unknown, requestId: string): ProblemReply {
  const { code, ...more } = tell(error);
  const { headers = {}, ...members } = more;
  return { problem: { type: `urn:gangway:problem:${code}`, ...PROBLEMS[code], code, requestId, ...members }, headers };
}

interface Told extends Partial<Pick<Problem, 'detail' | 'errors' | 'conflicts' | 'allowedActions' | 'currentVersion'>> {
  readonly code: ProblemCode;
  readonly headers?: Readonly<Record<string, string>>;
}

function tell(error: unknown): Told {
  if (error instanceof RequestError) {
    return { code: error.code, ...(error.errors.length > 0 && { errors: error.errors }) };
  }
  if (error instanceof ThrottledStore) {
    return { code: 'store.throttled', headers: { 'retry-after': String(error.retryAfterSeconds) } };
  }
  if (error instanceof CommandRefused) return { ...tellRefusal(error.cause), allowedActions: error.allowedActions };
  return error instanceof DomainError ? tellRefusal(error) : { code: 'internal' };
}

function tellRefusal(error: DomainError): Told {
  const { code, facts } = error;
  const currentVersion = facts['currentVersion'];
  return {
    code,
    detail: error.message,
    ...('errors' in error && { errors: error.errors as readonly InputError[] }),
    ...('conflicts' in error && { conflicts: error.conflicts as readonly Conflict[] }),
    ...(typeof currentVersion === 'number' && { currentVersion }),
  };
}
