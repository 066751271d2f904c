import type { Case } from './case.ts';
import type { Changes } from './change.ts';

const REPLACEABLE = [
  'playbook',
  'answers',
  'members',
  'documents',
  'requirementDecisions',
  'checks',
  'tasks',
  'setAside',
  'timers',
  'verification',
  'reviewDigest',
] as const satisfies readonly (keyof Case)[];

/** What a migration has replaced of a case, as plain JSON; the case gets it back when that is reverted. */
export interface Replaced {
  readonly playbook: Case['playbook'];
  readonly migration?: Case['migration'];
  readonly members: Partial<Pick<Case, (typeof REPLACEABLE)[number]>>;
  /** The open one at most: what was answered keeps its words. */
  readonly infoRequests: Case['infoRequests'];
}

/** Only what is another object after: the rest of a case is as large as it may be, and stays. */
export function replacedOf(before: Case, after: Case): Replaced {
  const names = REPLACEABLE.filter((name) => before[name] !== undefined && before[name] !== after[name]);
  const { playbook, migration } = before;
  return {
    playbook,
    ...(migration && { migration }),
    members: Object.fromEntries(names.map((name) => [name, before[name]])),
    infoRequests: before.infoRequests.filter((one, index) => one !== after.infoRequests[index]),
  };
}

/** What brings the case back. */
export function restoring({ infoRequests }: Case, { members, migration, infoRequests: asked }: Replaced): Changes {
  const restored = infoRequests.map((one) => asked.find(({ number }) => number === one.number) ?? one);
  return { ...members, migration, ...(asked.length > 0 && { infoRequests: restored }) };
}
