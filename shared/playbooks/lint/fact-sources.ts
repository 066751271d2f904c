import type { FactName } from '../../domain/playbook/condition.ts';
import type { Field, MemberRole, Playbook } from '../../domain/playbook/playbook.ts';

/** Where a fact comes from. `steps` are the ids of the intake steps that can supply it. */
export type FactSource =
  | { readonly kind: 'given'; readonly values?: readonly string[] }
  | { readonly kind: 'answer'; readonly stepId: string; readonly field: Field }
  | {
      readonly kind: 'members';
      readonly steps: readonly string[];
      readonly role: MemberRole;
      readonly what: 'count' | 'share';
    }
  | { readonly kind: 'check'; readonly checkId: string }
  | { readonly kind: 'member'; readonly what: 'country' | 'share' };

/** Every fact that a condition of this playbook can name. */
export function factSources(playbook: Playbook): ReadonlyMap<FactName, FactSource> {
  const sources = new Map<FactName, FactSource>();
  sources.set('applicant.kind', { kind: 'given', values: playbook.applicantKinds });
  sources.set('channel', { kind: 'given' });
  sources.set('member.country', { kind: 'member', what: 'country' });
  sources.set('member.ownershipPercent', { kind: 'member', what: 'share' });
  for (const step of playbook.intake) {
    for (const field of step.fields ?? [])
      sources.set(`answers.${field.id}`, { kind: 'answer', stepId: step.id, field });
  }
  for (const role of playbook.memberRoles) {
    const steps = playbook.intake.filter(({ memberRoles }) => memberRoles?.includes(role.id)).map(({ id }) => id);
    sources.set(`members.${role.id}.count`, { kind: 'members', steps, role, what: 'count' });
    sources.set(`members.${role.id}.highestOwnershipPercent`, { kind: 'members', steps, role, what: 'share' });
  }
  for (const { id } of playbook.checks) sources.set(`checks.${id}.result`, { kind: 'check', checkId: id });
  return sources;
}
