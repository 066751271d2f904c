/** Ids, codes, counts and durations: never personal data. */
export type LogFacts = Readonly<Record<string, unknown>>;

/** One JSON line per call. */
export interface Log {
  info(message: string, facts?: LogFacts): void;
  warn(message: string, facts?: LogFacts): void;
  /** `error` is logged with its cause; callers must not be told any of it. */
  error(message: string, error: unknown, facts?: LogFacts): void;
}

/** Some services put whole requests into the texts of their errors. */
const MAXIMUM_TEXT_LENGTH = 1_000;

/**
 * Writes JSON lines.
 *
 * @param write takes one line, e.g. `console.log`
 * @param facts are on every line, e.g. the function's name
 */
export function jsonLog(write: (line: string) => void, now: () => string, facts: LogFacts = {}): Log {
  const line = (level: string, message: string, more: LogFacts) =>
    write(JSON.stringify({ level, at: now(), message, ...facts, ...more }));
  return {
    info: (message, more = {}) => line('info', message, more),
    warn: (message, more = {}) => line('warn', message, more),
    error: (message, error, more = {}) => line('error', message, { ...more, error: describe(error) }),
  };
}

interface Described {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly facts?: unknown;
  readonly cause?: Described;
}

function describe(error: unknown): Described {
  if (!(error instanceof Error)) return { name: typeof error, message: cut(String(error)) };
  return {
    name: error.name,
    message: cut(error.message),
    ...(error.stack !== undefined && { stack: cut(error.stack) }),
    ...('facts' in error && { facts: error.facts }),
    ...(error.cause !== undefined && { cause: describe(error.cause) }),
  };
}

const cut = (text: string): string =>
  text.length > MAXIMUM_TEXT_LENGTH ? `${text.slice(0, MAXIMUM_TEXT_LENGTH)}…` : text;
