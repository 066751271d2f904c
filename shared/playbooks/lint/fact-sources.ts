import type { FactName } from '../../domain/playbook/condition.ts';
import { decisionFact, factsRead } from '../../domain/playbook/decisions.ts';
import type { Decision, Field, MemberRole, Playbook } from '../../domain/playbook/playbook.ts';
import { CHANNELS } from '../../domain/vocabulary.ts';

/** Where a fact comes from. `steps` are the ids of the intake steps that can supply it. */
export type FactSource =
  | { readonly kind: 'given'; readonly values: readonly string[] }
  | { readonly kind: 'answer'; readonly stepId: string; readonly field: Field }
  | {
      readonly kind: 'members';
      readonly steps: readonly string[];
      readonly role: MemberRole;
      readonly what: 'count' | 'share';
    }
  | { readonly kind: 'check'; readonly checkId: string }
  | { readonly kind: 'risk' }
  | { readonly kind: 'decision'; readonly decision: Decision; readonly position: number }
  | { readonly kind: 'member'; readonly what: 'country' | 'share' };

export type FactSources = ReadonlyMap<FactName, FactSource>;

/** Every fact that a condition of this playbook can name. */
export function factSources(playbook: Playbook): FactSources {
  const sources = new Map<FactName, FactSource>();
  sources.set('applicant.kind', { kind: 'given', values: playbook.applicantKinds });
  sources.set('applicant.type', { kind: 'given', values: [playbook.applicantType] });
  sources.set('channel', { kind: 'given', values: CHANNELS });
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
  sources.set('risk.band', { kind: 'risk' });
  for (const [position, decision] of playbook.decisions.entries())
    sources.set(decisionFact(decision.id), { kind: 'decision', decision, position });
  return sources;
}

/** The fact with all facts that it is made of, directly or through decisions. Ends on cycles too. */
export function factsBehind(fact: FactName, sources: FactSources): ReadonlySet<FactName> {
  const found = new Set<FactName>();
  const visit = (name: FactName): void => {
    if (found.has(name)) return;
    found.add(name);
    const source = sources.get(name);
    if (source?.kind !== 'decision') return;
    for (const { when } of source.decision.rules) for (const read of factsRead(when)) visit(read);
  };
  visit(fact);
  return found;
}
