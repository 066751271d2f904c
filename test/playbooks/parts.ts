import type { DocumentRequirement, Field, IntakeStep } from '../../shared/domain/playbook/playbook.ts';
import type { TaskDefinition } from '../../shared/domain/playbook/task.ts';

/** Parts of playbooks for tests, in which only what matters is written down. */
export const field = (id: string, more: Partial<Field> = {}): Field => ({
  id,
  label: id,
  type: 'text',
  required: true,
  ...more,
});

export const form = (id: string, fields: readonly Field[], more: Partial<IntakeStep> = {}): IntakeStep => ({
  id,
  kind: 'form',
  title: id,
  required: true,
  after: [],
  fields,
  ...more,
});

export const requirement = (id: string, more: Partial<DocumentRequirement> = {}): DocumentRequirement => ({
  id,
  label: id,
  instruction: 'Send it.',
  oneOf: ['passport'],
  mandatory: true,
  per: 'case',
  mediaTypes: ['application/pdf'],
  waivable: false,
  deferrable: false,
  ...more,
});

export const task = (id: string, more: Partial<TaskDefinition>): TaskDefinition => ({
  id,
  kind: 'agent_task',
  stage: 'pre_approval',
  title: id,
  presence: 'required',
  after: [],
  skippable: false,
  ...more,
});
