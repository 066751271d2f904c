import type { DocumentRequirement, MemberRole, Playbook } from '../../../shared/domain/playbook/playbook.ts';
import { requirement } from '../parts.ts';
import { anyCondition, type KnownFact } from './any-condition.ts';
import type { Picks } from './picks.ts';

/** Documents and checks that come by what was answered, decided (every decision is asked for), or found. */
export function anyParts(
  roles: readonly MemberRole[],
  known: readonly KnownFact[],
  decided: readonly KnownFact[],
  picks: Picks,
): Pick<Playbook, 'requirements' | 'checks'> {
  const found: KnownFact = {
    fact: 'checks.check-0.result',
    comparisons: [{ fact: 'checks.check-0.result', equals: 'clear' }],
  };
  const when = (facts: readonly KnownFact[]) => picks.once(2) && { when: anyCondition(facts, picks) };
  const check = { label: 'Check', provider: 'sim', required: true, timeoutHours: 24, maximumAttempts: 1 };
  return {
    requirements: [
      ...Array.from({ length: 1 + picks.below(3) }, (_, i) => ({
        ...anyRequirement(`requirement-${i}`, roles, picks),
        ...when(known),
      })),
      ...decided.map((decision, i) => ({
        ...anyRequirement(`decided-${i}`, roles, picks),
        when: anyCondition([decision], picks),
      })),
    ],
    checks: [
      { ...check, id: 'check-0', ...when(known) },
      { ...check, id: 'check-1', ...when([...known, found]) },
    ],
  };
}

function anyRequirement(id: string, roles: readonly MemberRole[], picks: Picks): DocumentRequirement {
  const isPerMember = roles.length > 0 && picks.once(2);
  return requirement(id, {
    mandatory: !picks.once(3),
    per: isPerMember ? { roles: [picks.one(roles).id] } : 'case',
  });
}
