import { describe, expect, it } from 'vitest';
import { oncePerCase } from '../../../shared/domain/playbook/once-per-case.ts';
import { AT, CONSUMER, consumerCase } from './sample-cases.ts';

describe('what is derived from a case', () => {
  it('is derived once for the same case, playbook and instant, and anew for any other', () => {
    const seen: string[] = [];
    const derived = oncePerCase((case_, playbook, at) => seen.push(`${case_.caseId} ${playbook.title} ${at}`));
    const case_ = consumerCase();
    derived(case_, CONSUMER, AT);
    derived(case_, CONSUMER, AT);
    derived({ ...case_, caseId: 'case_2' }, CONSUMER, AT);
    derived(case_, { ...CONSUMER, title: 'Another' }, AT);
    derived(case_, CONSUMER, '2027-01-01T00:00:00.000Z');
    expect(seen).toEqual([
      'case_1 Open a personal account 2026-03-10T09:00:00.000Z',
      'case_2 Open a personal account 2026-03-10T09:00:00.000Z',
      'case_1 Another 2026-03-10T09:00:00.000Z',
      'case_1 Open a personal account 2027-01-01T00:00:00.000Z',
    ]);
  });
});
