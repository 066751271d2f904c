import { expect } from 'vitest';
import type { Scene } from '../support/running-system.ts';

/** What must stay as it is when a request is refused. */
export interface Witness {
  readonly caseId: string;
  readonly status: string;
  readonly version: number;
  readonly entries: number;
}

/** The case as a supervisor sees it now. */
export async function witness({ api }: Scene, caseId: string): Promise<Witness> {
  const { body } = await api.send('sue', 'GET', `/v1/cases/${caseId}?expand=timeline`);
  return { caseId, status: body.status, version: body.version, entries: body.timeline.length };
}

/** Nothing has happened to the case since. */
export async function expectUntouched(scene: Scene, before: Witness): Promise<void> {
  expect(await witness(scene, before.caseId)).toEqual(before);
}
