import { PlaybookUnknown } from '../errors.ts';
import type { Fact } from '../events/fact.ts';
import { type CarriedOver, carryOver } from '../migration/carry-over.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { Case } from './case.ts';
import { decide, unchanged } from './change.ts';
import { requireApplicantKind } from './create-case.ts';
import type { Decision, Surroundings } from './decision.ts';
import { statusAfter } from './transitions.ts';
import { requireAnswersFit } from './write-answers.ts';

export interface TypeChange {
  readonly type: string;
  /** The newest published playbook of that type, when there is one. */
  readonly to: Playbook | undefined;
}

/**
 * Makes another kind of application of a draft: its steps and its checklist are those of the other playbook, and what
 * was typed and sent stays where that asks for it. The rest is set aside and comes back with a type that does.
 *
 * @throws {PlaybookUnknown} {LimitExceeded}
 * @throws {InputInvalid} when the playbook is not for such applicants
 */
export function changeType(case_: Case, { type, to }: TypeChange, s: Surroundings): Decision {
  statusAfter(case_, 'change_type');
  if (to === undefined) throw new PlaybookUnknown(type);
  if (case_.type === type) return unchanged(case_);
  requireApplicantKind(case_, to);
  const carried = carryOver(case_, { from: s.playbook, to, at: s.at, bindByKind: true });
  requireAnswersFit(carried.case.answers);
  const changes = { ...carried.case, type: to.id, group: to.group, migration: undefined };
  return decide(case_, changes, [typeChanged(case_, to, carried)], s.at);
}

function typeChanged(case_: Case, to: Playbook, { left, broughtBack }: CarriedOver): Fact {
  return {
    type: 'case.type_changed',
    from: case_.type,
    playbook: to.id,
    playbookVersion: to.version,
    group: to.group,
    setAside: left.length,
    restored: broughtBack.length,
  };
}
