import type { CaseStore } from '../../shared/store/ports.ts';
import type { Run, RunStore, WaitToken } from '../../shared/store/work-ports.ts';

/** A `RunStore` in memory with the conditions of the real one. */
export class MemoryRuns implements RunStore {
  readonly tokens: WaitToken[] = [];
  current: Run | undefined;
  readonly #cases: Pick<CaseStore, 'load'>;

  constructor(cases: Pick<CaseStore, 'load'>) {
    this.#cases = cases;
  }

  async run(): Promise<Run | undefined> {
    return this.current;
  }

  async load(caseId: string) {
    return { case: await this.#cases.load(caseId), run: this.current, tokens: [...this.tokens] };
  }

  async replace(before: Run | undefined, after: Run): Promise<boolean> {
    if (before?.n !== this.current?.n || before?.state !== this.current?.state) return false;
    this.current = after;
    return true;
  }

  async keep(token: WaitToken, confirmed?: Run): Promise<void> {
    if (confirmed?.n === this.current?.n && this.current?.state === 'starting') this.current = confirmed;
    const same = this.tokens.findIndex(
      ({ run, waitKey, item }) => run === token.run && waitKey === token.waitKey && item === token.item,
    );
    this.tokens.splice(same === -1 ? this.tokens.length : same, same === -1 ? 0 : 1, token);
  }

  async forget(tokens: readonly WaitToken[]): Promise<void> {
    for (const { token } of tokens) {
      const at = this.tokens.findIndex((one) => one.token === token);
      if (at !== -1) this.tokens.splice(at, 1);
    }
  }
}
