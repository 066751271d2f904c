/** An error in the sense of the States language: a name that Retry and Catch can match, and a cause for the reader. */
export class StateError extends Error {
  readonly error: string;

  constructor(error: string, cause: string) {
    super(cause);
    this.name = 'StateError';
    this.error = error;
  }
}

/** Ends the execution whatever Catch says: the history is full. */
export class HistoryLimitReached extends StateError {
  constructor() {
    super('States.Runtime', 'The execution reached the maximum number of history events (25000).');
    this.name = 'HistoryLimitReached';
  }
}

// Neither can be retried, nor caught by a wildcard (Step Functions Developer Guide, "Error names").
const terminal = ['States.Runtime', 'States.DataLimitExceeded'];
const timeouts = ['States.Timeout', 'States.HeartbeatTimeout'];

/** Whether a list of error names in Retry or Catch means this error. */
export function matchesError(errorEquals: readonly string[], error: string): boolean {
  if (errorEquals.includes(error)) return true;
  if (error === 'States.HeartbeatTimeout' && errorEquals.includes('States.Timeout')) return true;
  if (terminal.includes(error)) return false;
  if (errorEquals.includes('States.ALL')) return true;
  return errorEquals.includes('States.TaskFailed') && !timeouts.includes(error);
}
