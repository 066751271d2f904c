import type { Playbook } from '../../domain/playbook/playbook.ts';
import type { TaskDefinition } from '../../domain/playbook/task.ts';
import { type Finding, finding, findingIf } from './finding.ts';
import { ancestorsOf } from './run-order.ts';

/** Tasks that can never become ready because of what they wait for, and messages without words. */
export function lintTasks({ tasks }: Playbook): readonly Finding[] {
  return tasks.flatMap((task, i) => [...lintOrder(task, `/tasks/${i}`, tasks), ...lintMessage(task, `/tasks/${i}`)]);
}

function lintOrder(task: TaskDefinition, place: string, tasks: readonly TaskDefinition[]): readonly Finding[] {
  if (ancestorsOf(task.id, tasks).has(task.id)) {
    return [finding(`${place}/after`, 'cycle', `“${task.id}” waits for itself.`)];
  }
  return task.after.flatMap((id, i) => {
    const earlier = tasks.find((one) => one.id === id);
    const isThere = earlier?.stage === task.stage;
    const mayNeverCome = isThere && task.presence === 'required' && !task.skippable && earlier.presence === 'optional';
    return [
      ...findingIf(!isThere, `${place}/after/${i}`, 'unknown-task', `There is no task “${id}” in this stage.`),
      ...findingIf(
        mayNeverCome,
        `${place}/after/${i}`,
        'waits-for-optional',
        `“${task.id}” is required, but waits for “${id}”, which nobody has to insert.`,
      ),
    ];
  });
}

function lintMessage({ kind, message }: TaskDefinition, place: string): readonly Finding[] {
  const hasMessage = message !== undefined && message.trim() !== '';
  return [
    ...findingIf(kind === 'notify' && !hasMessage, place, 'message-missing', 'There is nothing to tell the customer.'),
    ...findingIf(
      kind !== 'notify' && message !== undefined,
      `${place}/message`,
      'message-unused',
      'Only a message to the customer has words.',
    ),
  ];
}
