import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import type { TaskDefinition } from '../../shared/domain/playbook/task.ts';
import { aPlaybook } from './a-playbook.ts';

export const task = (id: string, more: Partial<TaskDefinition> = {}): TaskDefinition => ({
  id,
  kind: 'agent_task',
  stage: 'data_capture',
  title: id,
  presence: 'required',
  after: [],
  skippable: true,
  ...more,
});

/**
 * In data capture: a call, then a message that it is done and a second one after that; a recommended note, and an
 * optional visit. In due diligence a memo, in the last stage a price.
 */
export const withTasks = (overrides: Partial<Playbook> = {}): Playbook =>
  aPlaybook({
    tasks: [
      task('call', { businessDays: 2 }),
      task('told', {
        kind: 'notify',
        after: ['call'],
        message: 'Dear {{applicantName}}, we have called about {{number}}.',
      }),
      task('told-more', { kind: 'notify', after: ['told'], message: 'More about it.' }),
      task('note', { presence: 'recommended', skippable: false }),
      task('visit', { presence: 'optional' }),
      task('memo', { stage: 'due_diligence' }),
      task('price', { stage: 'resolve' }),
    ],
    ...overrides,
  });
