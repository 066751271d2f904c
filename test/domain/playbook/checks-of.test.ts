import { describe, expect, it } from 'vitest';
import { checksOf } from '../../../shared/domain/playbook/checks-of.ts';
import type { Playbook } from '../../../shared/domain/playbook/playbook.ts';
import { answered, CONSUMER, consumerCase } from './sample-cases.ts';

describe('the checks of a case', () => {
  it('are those of the playbook, in its order, without those whose condition does not hold', () => {
    const playbook: Playbook = {
      ...CONSUMER,
      checks: CONSUMER.checks.map((check) =>
        check.id === 'legal' ? { ...check, when: { fact: 'answers.isPoliticallyExposed', equals: true } } : check,
      ),
    };
    const ids = (isPoliticallyExposed: boolean) =>
      checksOf(consumerCase({ answers: [answered('declarations', { isPoliticallyExposed })] }), playbook).map(
        ({ id }) => id,
      );
    expect(ids(true)).toEqual(['background', 'legal', 'credit']);
    expect(ids(false)).toEqual(['background', 'credit']);
  });
});
