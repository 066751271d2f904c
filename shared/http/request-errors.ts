import type { EdgeErrorCode } from '../contract/problems.ts';
import type { InputError } from '../domain/errors.ts';

/** The request itself is at fault. */
export class RequestError extends Error {
  readonly code: EdgeErrorCode;
  readonly errors: readonly InputError[];
  constructor(code: EdgeErrorCode, errors: readonly InputError[] = []) {
    super(`${code} ${errors.map(({ pointer, code: detail }) => `${pointer} ${detail}`).join(', ')}`.trim());
    this.name = new.target.name;
    this.code = code;
    this.errors = errors;
  }
}

/** 400: not JSON, an unknown member or parameter, or a value of the wrong type. */
export class RequestMalformed extends RequestError {}

/** 422: the shape is right, but something is missing or means nothing. */
export class RequestInvalid extends RequestError {
  constructor(errors: readonly InputError[]) {
    super('request.invalid', errors);
  }
}

/** 413: more than 256 KB of body. */
export class RequestTooLarge extends RequestError {
  constructor() {
    super('request.too-large');
  }
}

/** 401: a signed route without a signature of ours that is valid and recent. */
export class SignatureInvalid extends RequestError {
  constructor() {
    super('request.signature');
  }
}

/** 403: the token is good, but nobody on record has this sign-in, or they are disabled. */
export class CallerUnknown extends RequestError {
  constructor() {
    super('caller.unknown');
  }
}

/** 404: no route of the contract. */
export class RouteNotFound extends RequestError {
  constructor() {
    super('route.not-found');
  }
}

/** 428: staff must say which version they saw. */
export class PreconditionRequired extends RequestError {
  constructor() {
    super('precondition.required');
  }
}

/** 400: a cursor that we did not make for this list and this caller. */
export class CursorInvalid extends RequestError {
  constructor() {
    super('request.invalid-cursor', [
      { pointer: '/cursor', code: 'request.invalid-cursor', message: 'Start again without a cursor.' },
    ]);
  }
}
