import type { Executions } from '../../../functions/workflow/executions.ts';
import type { PlanOutput } from '../../../functions/workflow/payloads.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import type { Instruction } from '../../../shared/domain/workflow/plan-next.ts';
import type { Run, RunStore, WaitToken } from '../../../shared/store/work-ports.ts';
import { aPlaybook } from '../../support/a-playbook.ts';
import type { Turns } from '../../support/interleavings.ts';

export const CASE_ID = 'case_01JD0000000000000000000000';
export const AT = '2026-11-02T09:00:00.000Z';

const atOnce: Turns = { step: async (call) => call() };

/** Runs, tokens and executions of one case in memory; every call is one turn of the actor that makes it. */
export class WorkflowWorld {
  plan: Instruction;
  run: Run | undefined;
  tokens: WaitToken[] = [];
  answered: string[] = [];
  started: number[] = [];
  ended: number[] = [];
  requested: string[] = [];
  now = AT;

  constructor(plan: Instruction, run?: Run) {
    this.plan = plan;
    this.run = run;
  }

  /** The plan that the case led to is the case here. */
  readonly planOf = (case_: Case): Instruction => case_ as unknown as Instruction;

  deps(turns: Turns = atOnce) {
    return {
      runs: this.runs(turns),
      executions: this.executions(turns),
      playbookOf: async () => aPlaybook(),
      planOf: this.planOf,
      now: () => this.now,
      parkAfterSeconds: 20 * 86_400,
      requestCheck: (_caseId: string, checkId: string, attempt: number) =>
        turns.step(() => {
          this.requested.push(`${checkId} ${attempt}`);
        }),
    };
  }

  private runs(turns: Turns): RunStore {
    return {
      run: () => turns.step(() => this.run),
      load: () => turns.step(() => ({ case: this.plan as unknown as Case, run: this.run, tokens: [...this.tokens] })),
      replace: (before, after) =>
        turns.step(() => {
          if (before?.n !== this.run?.n || before?.state !== this.run?.state) return false;
          this.run = after;
          return true;
        }),
      keep: (token, confirmed) =>
        turns.step(() => {
          if (confirmed?.n === this.run?.n && this.run?.state === 'starting') this.run = confirmed;
          this.tokens = [...this.tokens.filter((one) => wait(one) !== wait(token)), token];
        }),
      forget: (tokens) =>
        turns.step(() => {
          this.tokens = this.tokens.filter((one) => !tokens.some(({ token }) => token === one.token));
        }),
    };
  }

  private executions(turns: Turns): Executions {
    return {
      start: (_caseId, n) =>
        turns.step(() => {
          if (this.ended.includes(n)) return 'ended';
          if (!this.started.includes(n)) this.started.push(n);
          return 'running';
        }),
      isRunning: (_caseId, n) => turns.step(() => this.started.includes(n) && !this.ended.includes(n)),
      answer: (token) =>
        turns.step(() => {
          if (this.answered.includes(token)) return 'gone';
          this.answered.push(token);
          return 'answered';
        }),
    };
  }
}

const wait = ({ run, waitKey, item }: WaitToken): string => `${run} ${waitKey} ${item}`;

export const instruction = (
  kind: Instruction['kind'],
  waitKey: string,
  items: Instruction['items'] = [],
  timeoutSeconds = 86_400,
): Instruction => ({ kind, waitKey, items, timeoutSeconds });

export const runningRun = (n: number): Run => ({ caseId: CASE_ID, n, state: 'running', checkAt: AT });

/** The members of a plan's output that say what happens. */
export const kindOf = ({ kind }: PlanOutput): string => kind;
