import type { Caller } from '../../shared/domain/access/caller.ts';
import { isStaff } from '../../shared/domain/access/is-staff.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import type { Leftover, SetAside } from '../../shared/domain/migration/set-aside.ts';

/** What is kept aside, as the caller may see it: what our people waived and found out is ours. */
export function presentSetAside({ setAside }: Case, caller: Caller) {
  const shown = setAside.filter(({ leftover }) => isStaff(caller) || OF_CUSTOMERS.includes(leftover.what));
  return shown.length === 0 ? {} : { setAside: shown.map(presented) };
}

const OF_CUSTOMERS: readonly Leftover['what'][] = ['answer', 'member', 'binding'];

const presented = ({ leftover, playbook }: SetAside) => ({ what: leftover.what, playbook, ...detailsOf(leftover) });

function detailsOf(leftover: Leftover) {
  switch (leftover.what) {
    case 'answer':
      return { fieldId: leftover.fieldId, value: leftover.value };
    case 'member': {
      const { memberId, name, role } = leftover.member;
      return { memberId, name, role };
    }
    case 'binding':
      return { documentId: leftover.documentId, requirementId: leftover.requirementId };
    case 'waiver':
      return { requirementId: leftover.waiver.requirementId };
    case 'check':
      return { checkId: leftover.check.checkId };
    case 'task':
      return { taskId: leftover.task.taskId };
  }
}
