import type { Log } from '../../shared/observe/log.ts';

/** Keeps what was logged, to be looked at. */
export class KeptLog implements Log {
  readonly lines: { readonly level: string; readonly message: string; readonly facts: unknown }[] = [];

  info(message: string, facts: unknown = {}): void {
    this.lines.push({ level: 'info', message, facts });
  }

  warn(message: string, facts: unknown = {}): void {
    this.lines.push({ level: 'warn', message, facts });
  }

  error(message: string, error: unknown, facts: unknown = {}): void {
    this.lines.push({ level: 'error', message, facts: { error, facts } });
  }
}
