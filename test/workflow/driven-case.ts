import { actOnPlan } from '../../functions/workflow/act-on-plan.ts';
import { checkRun } from '../../functions/workflow/check-run.ts';
import { type Executions, stepFunctionsExecutions } from '../../functions/workflow/executions.ts';
import { keepWaiting } from '../../functions/workflow/keep-waiting.ts';
import { actInput, awaitInput, planInput } from '../../functions/workflow/payloads.ts';
import { planCase } from '../../functions/workflow/plan-case.ts';
import { requestCheckIfPlanned } from '../../functions/workflow/request-check-if-planned.ts';
import { signalCase } from '../../functions/workflow/signal-case.ts';
import { SYSTEM_VERBS, timeOutVerb } from '../../functions/workflow/system-verbs.ts';
import { type DefinitionRun, runDefinition } from '../../local/states/run-definition.ts';
import type { Caller } from '../../shared/domain/access/caller.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import type { Decision, Surroundings } from '../../shared/domain/case/decision.ts';
import { fireTimer } from '../../shared/domain/case/fire-timer.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { type Instruction, planNext } from '../../shared/domain/workflow/plan-next.ts';
import { systemCaller, systemCommand } from '../../shared/events/system-command.ts';
import { AT, aPlaybook, surroundings } from '../support/a-case.ts';
import { MemoryCases } from '../support/memory-cases.ts';
import { synthesisedDefinition } from '../workflow-definition/definition.ts';
import { MemoryRuns } from './memory-runs.ts';

export const CASE_ID = 'case_01JD0000000000000000000000';
export const DAY_MS = 86_400_000;
const MACHINE = 'arn:aws:states:eu-central-1:000000000000:stateMachine:machine';

const { definition } = await synthesisedDefinition();
/** The definition of the template, in the partition that the engine runs. */
const TEXT = JSON.stringify(definition).replaceAll('arn:aws-us-gov:', 'arn:aws:');

type Deciding = (case_: Case, s: Surroundings) => Decision;

export interface Drive {
  readonly playbook?: Playbook;
  /** In place of the domain's plan. */
  readonly planOf?: (case_: Case) => Instruction;
  /** Happens once, when a wait has its token and has not kept it yet. */
  readonly beforeFirstKeep?: (driven: DrivenCase) => Promise<void>;
}

/** One case in memory, driven by the synthesised state machine and the use cases behind its functions. */
export class DrivenCase {
  readonly cases: MemoryCases;
  readonly runs: MemoryRuns;
  readonly machine: DefinitionRun;
  readonly playbook: Playbook;
  readonly #drive: Drive;
  readonly #executions: Executions;
  #unsignalled = 0;
  #keeps = 0;

  constructor(case_: Case, drive: Drive = {}) {
    this.cases = new MemoryCases({ ...case_, caseId: CASE_ID });
    this.runs = new MemoryRuns(this.cases);
    this.playbook = drive.playbook ?? aPlaybook();
    this.#drive = drive;
    const functions = { 'workflow-plan': this.#plan, 'workflow-act': this.#act, 'workflow-await': this.#await };
    this.machine = runDefinition(TEXT, { functions, startAt: Date.parse(AT) });
    this.#executions = executionsOf(this.machine);
  }

  readonly now = (): string => new Date(this.machine.now()).toISOString();

  get case(): Case {
    return this.cases.current(CASE_ID);
  }

  get plan(): Instruction {
    return this.#planOf(this.case);
  }

  readonly arnOf = (n: number): string => `${MACHINE.replace(':stateMachine:', ':execution:')}:${CASE_ID}-${n}`;

  /** Names of the states that an execution entered, in order. */
  visited(n: number): readonly string[] {
    return this.machine.visited(this.arnOf(n));
  }

  statusOf(n: number): string {
    return this.machine.result(this.arnOf(n)).status;
  }

  eventsOf(n: number): number {
    return this.machine.history(this.arnOf(n)).length;
  }

  /** A command of somebody, now; then everything that follows from it. */
  async does(caller: Caller, decide: Deciding): Promise<void> {
    await this.commits(caller, decide);
    this.#unsignalled += 1;
    await this.settle();
  }

  /** Only the command itself: nobody hears of it. */
  async commits(caller: Caller, decide: Deciding): Promise<void> {
    const { playbook } = this;
    const at = this.now();
    const before = this.case;
    const { case: after, facts } = decide(before, surroundings({ at, caller, playbook, newId: this.#newId }));
    await this.cases.commit({ before, after, facts, caller, at, correlationId: 'test' });
  }

  /** Signals what has changed and lets the machine run until both are quiet. */
  async settle(): Promise<void> {
    await this.machine.settle();
    while (this.#unsignalled > 0) {
      this.#unsignalled = 0;
      await this.signal();
      await this.machine.settle();
    }
  }

  /** What the queue of signals does with an event of the case. */
  signal(): Promise<void> {
    return signalCase(this.#signalDeps(), CASE_ID);
  }

  /** What the sweep of every minute does for this case. */
  async sweep(): Promise<void> {
    const now = this.now();
    for (const { timerId, generation } of this.case.timers.filter(({ dueAt }) => dueAt <= now)) {
      await this.#system((case_, s) => fireTimer(case_, { timerId, generation }, s));
    }
    const { current } = this.runs;
    if (current?.checkAt !== undefined && current.checkAt <= now) await checkRun(this.#signalDeps(), CASE_ID);
    await this.settle();
  }

  /** Lets days pass, with a sweep at the end of each. */
  async passDays(days: number): Promise<void> {
    for (let day = 0; day < days; day += 1) {
      await this.machine.advance(DAY_MS);
      await this.settle();
      await this.sweep();
    }
  }

  #ids = 0;
  #newId = (prefix: string): string => {
    this.#ids += 1;
    return `${prefix}_driven_${this.#ids}`;
  };

  #playbookOf = async () => this.playbook;

  #planOf = (case_: Case): Instruction => this.#drive.planOf?.(case_) ?? planNext(case_, this.playbook, this.now());

  #plan = (event: never) =>
    planCase(
      {
        runs: this.runs,
        playbookOf: this.#playbookOf,
        planOf: this.#planOf,
        now: this.now,
        parkAfterSeconds: 20 * 86_400,
      },
      planInput.parse(event),
    );

  #act = (event: never) =>
    actOnPlan(
      {
        runs: this.runs,
        planOf: this.#planOf,
        command: (_, decide) => this.#system(decide),
        verbs: SYSTEM_VERBS,
        timeOutCheck: timeOutVerb,
      },
      actInput.parse(event),
    );

  #await = async (event: never) => {
    this.#keeps += 1;
    if (this.#keeps === 1) await this.#drive.beforeFirstKeep?.(this);
    const deps = {
      runs: this.runs,
      executions: this.#executions,
      playbookOf: this.#playbookOf,
      planOf: this.#planOf,
      now: this.now,
      requestCheck: (_: string, checkId: string, attempt: number) =>
        this.#system(requestCheckIfPlanned(this.#planOf, checkId, attempt)),
    };
    await keepWaiting(deps, awaitInput.parse(event));
  };

  async #system(decide: Deciding): Promise<void> {
    const deps = { cases: this.cases, playbookOf: this.#playbookOf, now: this.now, newId: this.#newId };
    const causation = { correlationId: 'test' };
    const caller = systemCaller('workflow');
    const { outcome } = await systemCommand(deps, { caseId: CASE_ID, causation, caller, decide });
    if (outcome === 'changed') this.#unsignalled += 1;
  }

  #signalDeps() {
    const { runs, now } = this;
    return { runs, executions: this.#executions, playbookOf: this.#playbookOf, planOf: this.#planOf, now };
  }
}

/** The engine's interpreter behind the same adapter that the functions use. */
function executionsOf({ states }: DefinitionRun): Executions {
  return stepFunctionsExecutions(
    {
      startExecution: async ({ name, input }) => states.startExecution(MACHINE, input, name),
      describeExecution: async ({ executionArn }) => states.describeExecution(executionArn),
      sendTaskSuccess: ({ taskToken, output }) => states.sendTaskSuccess(taskToken, output),
    },
    MACHINE,
  );
}
