import { expect, test } from 'vitest';
import { keepWaiting } from '../../../functions/workflow/keep-waiting.ts';
import type { PlanOutput } from '../../../functions/workflow/payloads.ts';
import { planCase } from '../../../functions/workflow/plan-case.ts';
import { signalCase } from '../../../functions/workflow/signal-case.ts';
import { everyInterleaving, type Turns } from '../../support/interleavings.ts';
import { CASE_ID, instruction, runningRun, WorkflowWorld } from './workflow-world.ts';

const AGENT = instruction('await_agent', 'agent-claims', [{ item: 'claim', timeoutSeconds: 86_400 }]);
const AFTER = instruction('pre_approve', 'pre-approve');
const LATER = instruction('await_agent', 'agent-completes', [
  { item: 'complete_pre_approval', timeoutSeconds: 86_400 },
]);
const CHECKS = instruction('run_checks', 'both-checks', [
  { item: 'legal', attempt: 1, timeoutSeconds: 3600 },
  { item: 'credit', attempt: 1, timeoutSeconds: 3600 },
]);
const CREDIT_LEFT = instruction('run_checks', 'credit', [{ item: 'credit', attempt: 1, timeoutSeconds: 3600 }]);
const LONG = instruction('await_agent', 'long-wait', [{ item: 'propose', timeoutSeconds: 30 * 86_400 }], 30 * 86_400);

const waitFor = (item: string, kind: string, waitKey: string, attempt?: number) => ({
  caseId: CASE_ID,
  run: 1,
  kind,
  waitKey,
  item,
  token: `token of ${item}`,
  ...(attempt !== undefined && { attempt }),
});

const command = (world: WorkflowWorld, plan: typeof AGENT) => async (turns: Turns) => {
  await turns.step(() => {
    world.plan = plan;
  });
  await signalCase(world.deps(turns), CASE_ID);
};

test('a wait is answered however the keeping of its token and the signal of a change interleave, killed or not', async () => {
  const played = await everyInterleaving(() => {
    const world = new WorkflowWorld(AGENT, runningRun(1));
    return {
      actors: [
        {
          name: 'await',
          run: (turns) => keepWaiting(world.deps(turns), waitFor('claim', 'await_agent', AGENT.waitKey)),
        },
        { name: 'signal', run: command(world, AFTER) },
      ],
      check: (order) => expect(world.answered, order).toEqual(['token of claim']),
    };
  }, true);
  expect(played).toBeGreaterThan(500);
});

test('two changes with one late signal leave no token behind', async () => {
  await everyInterleaving(() => {
    const world = new WorkflowWorld(AGENT, runningRun(1));
    return {
      actors: [
        {
          name: 'await',
          run: (turns) => keepWaiting(world.deps(turns), waitFor('claim', 'await_agent', AGENT.waitKey)),
        },
        {
          name: 'commands',
          run: async (turns) => {
            await turns.step(() => {
              world.plan = AFTER;
            });
            await turns.step(() => {
              world.plan = LATER;
            });
            await signalCase(world.deps(turns), CASE_ID);
          },
        },
      ],
      check: (order) => {
        expect(world.answered, order).toEqual(['token of claim']);
        expect(world.tokens, order).toEqual([]);
      },
    };
  });
});

test('the wait of a settled check is answered in every order, and the other check goes on waiting', async () => {
  await everyInterleaving(() => {
    const world = new WorkflowWorld(CHECKS, runningRun(1));
    world.tokens = [
      { caseId: CASE_ID, run: 1, waitKey: 'both-checks', item: 'credit', attempt: 1, token: 'token of credit' },
    ];
    return {
      actors: [
        {
          name: 'await',
          run: (turns) => keepWaiting(world.deps(turns), waitFor('legal', 'run_checks', 'both-checks', 1)),
        },
        { name: 'signal', run: command(world, CREDIT_LEFT) },
      ],
      check: (order) => {
        expect(world.answered, order).toEqual(['token of legal']);
        expect(
          world.tokens.map(({ item }) => item),
          order,
        ).toEqual(['credit']);
      },
    };
  }, true);
});

test('a case that changes while its run parks goes on, in this run or in the next, in every order', async () => {
  const played = await everyInterleaving(() => {
    const world = new WorkflowWorld(LONG, runningRun(1));
    let output: PlanOutput | undefined;
    return {
      actors: [
        {
          name: 'park',
          run: async (turns) => {
            output = await planCase(world.deps(turns), { caseId: CASE_ID, run: 1, plans: 0 });
          },
        },
        { name: 'signal', run: command(world, AFTER) },
      ],
      check: (order) => {
        const goesOnHere = output?.kind === 'pre_approve' && world.run?.state === 'running' && world.run.n === 1;
        const goesOnNext = world.started.includes(2) && world.run?.state === 'starting' && world.run.n === 2;
        expect(goesOnHere || goesOnNext, order).toBe(true);
        expect(goesOnHere && goesOnNext, order).toBe(false);
      },
    };
  });
  expect(played).toBeGreaterThan(20);
});

test('a killed park or signal is made good by its repetition', async () => {
  await everyInterleaving(() => {
    const world = new WorkflowWorld(LONG, runningRun(1));
    let output: PlanOutput | undefined;
    return {
      actors: [
        {
          name: 'park',
          run: async (turns) => {
            output = await planCase(world.deps(turns), { caseId: CASE_ID, run: 1, plans: 0 });
          },
        },
        { name: 'signal', run: command(world, AFTER) },
      ],
      check: (order) => {
        const goesOnHere = output?.kind === 'pre_approve' && world.run?.n === 1;
        const goesOnNext = world.started.includes(2) && world.run?.n === 2;
        expect(goesOnHere || goesOnNext, `${order}; ${output?.kind} ${JSON.stringify(world.run)}`).toBe(true);
      },
    };
  }, true);
});

test('many signals start exactly one run of a case that has none', async () => {
  await everyInterleaving(() => {
    const world = new WorkflowWorld(AGENT);
    return {
      actors: [
        { name: 'first', run: (turns) => signalCase(world.deps(turns), CASE_ID) },
        { name: 'second', run: (turns) => signalCase(world.deps(turns), CASE_ID) },
      ],
      check: (order) => {
        expect(world.started, order).toEqual([1]);
        expect(world.run, order).toMatchObject({ n: 1, state: 'starting' });
      },
    };
  }, true);
});

test('a run is confirmed with the token of its first wait, and starts once, in every order', async () => {
  const played = await everyInterleaving(() => {
    const world = new WorkflowWorld(AGENT, { caseId: CASE_ID, n: 1, state: 'starting' });
    world.started = [1];
    let output: PlanOutput | undefined;
    return {
      actors: [
        {
          name: 'execution',
          run: async (turns) => {
            output ??= await planCase(world.deps(turns), { caseId: CASE_ID, run: 1, plans: 0 });
            if (output.kind !== 'await_agent') return;
            const { waitKey, starting } = output;
            await keepWaiting(world.deps(turns), { ...waitFor('claim', 'await_agent', waitKey), starting });
          },
        },
        { name: 'signal', run: command(world, AFTER) },
      ],
      check: (order) => {
        const goesOn = output?.kind === 'pre_approve' || world.answered.includes('token of claim');
        expect(goesOn, order).toBe(true);
        expect(world.started, order).toEqual([1]);
        expect(world.run, order).toMatchObject({ n: 1, state: 'running' });
        expect(world.tokens, order).toEqual([]);
      },
    };
  }, true);
  expect(played).toBeGreaterThan(100);
});

test('a wait of an earlier run confirms nothing', async () => {
  const world = new WorkflowWorld(AGENT, { caseId: CASE_ID, n: 2, state: 'starting' });
  await keepWaiting(world.deps(), { ...waitFor('claim', 'await_agent', AGENT.waitKey), starting: true });
  expect(world.run).toMatchObject({ n: 2, state: 'starting' });
  expect(world.answered).toEqual(['token of claim']);
});
