import { describe, expect, it } from 'vitest';
import type { Condition } from '../../shared/domain/playbook/condition.ts';
import type { IntakeStep, Playbook } from '../../shared/domain/playbook/playbook.ts';
import { lintPlaybook } from '../../shared/playbooks/lint.ts';
import { SOUND } from './sound-playbook.ts';

const MAXIMUM_MS = 200;
const last = SOUND.intake.at(-1)!;

/** Each step asks for what the ten before it were told, some by way of decisions, so that little follows from one fact alone. */
function tangled(count: number): Playbook {
  const steps = Array.from({ length: count }, (_, i): IntakeStep => {
    const before = Array.from({ length: Math.min(i, 10) }, (__, back) => i - 1 - back);
    const parts = before.map((other): Condition => ({ fact: `answers.n${other}`, atLeast: other }));
    const [first, ...others] = parts;
    return {
      ...(first !== undefined && { when: { any: [{ not: { all: [first, ...others] } }, first] } }),
      id: `step-${i}`,
      kind: 'form',
      title: `Step ${i}`,
      required: true,
      after: before.map((other) => `step-${other}`),
      fields: [{ id: `n${i}`, label: `Number ${i}`, type: 'number', required: true, minimum: 0, maximum: 1000 }],
    };
  });
  const decisions = steps.slice(0, 10).map((_, i) => ({
    id: `way-${i}`,
    title: 'Way',
    rules: [{ id: 'far', when: { fact: `answers.n${i}`, atLeast: 500 }, value: 'far' }],
    otherwise: 'near',
  }));
  const [first, ...others] = decisions.map(({ id }): Condition => ({ fact: `decisions.${id}`, equals: 'far' }));
  const checks = [{ ...SOUND.checks[0]!, when: { all: [first!, ...others] } as Condition }];
  const review = { ...last, after: steps.map(({ id }) => id) };
  return {
    ...SOUND,
    decisions,
    intake: [...steps, review],
    tasks: [],
    memberRoles: [],
    requirements: [],
    checks,
    notifications: {},
    mapsFrom: [],
    scenarios: [],
  };
}

describe('the lint of a large playbook', () => {
  it('takes less than 200 ms of a processor for 40 KB', () => {
    const playbook = tangled(56);
    expect(JSON.stringify(playbook).length).toBeGreaterThan(40_000);
    const times = [1, 2, 3].map(() => {
      const before = process.threadCpuUsage();
      expect(lintPlaybook(playbook)).toEqual([]);
      const { user, system } = process.threadCpuUsage(before);
      return (user + system) / 1000;
    });
    expect(Math.min(...times)).toBeLessThan(MAXIMUM_MS);
  });
});
