/** Somebody else wrote the case after it was read; reading it again and deciding again is safe. */
export class StaleCase extends Error {
  override readonly name = 'StaleCase';
  readonly caseId: string;
  constructor(caseId: string) {
    super(`${caseId} was changed by somebody else`);
    this.caseId = caseId;
  }
}

/** Somebody else changed a version of the playbook after it was read. */
export class StalePlaybook extends Error {
  override readonly name = 'StalePlaybook';
  constructor(playbookId: string) {
    super(`${playbookId} was changed by somebody else`);
  }
}

/** A command with this idempotency key has been accepted before: `recall` says what it came to. */
export class IdempotencyKeyUsed extends Error {
  override readonly name = 'IdempotencyKeyUsed';
  constructor() {
    super('the idempotency key has been used');
  }
}

/** This consumer has acted on this event before. */
export class EventAlreadyHandled extends Error {
  override readonly name = 'EventAlreadyHandled';
  constructor(consumer: string, eventId: string) {
    super(`${consumer} has handled ${eventId}`);
  }
}

/** The random number of a new case belongs to another one; draw again. */
export class NumberTaken extends Error {
  override readonly name = 'NumberTaken';
  constructor() {
    super('the case number is taken');
  }
}

/** The table could not take the request now, after bounded retries. Nothing was written. */
export class ThrottledStore extends Error {
  override readonly name = 'ThrottledStore';
  readonly retryAfterSeconds = 1;
  constructor(cause: unknown) {
    super('the table is throttled', { cause });
  }
}

/** A stored item is not one that this code wrote. Never the caller's fault. */
export class CorruptItem extends Error {
  override readonly name = 'CorruptItem';
  constructor(key: { readonly pk: string; readonly sk: string }, reason: string) {
    super(`${key.pk} ${key.sk} is not readable: ${reason}`);
  }
}
