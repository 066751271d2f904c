import { describe, expect, it } from 'vitest';
import { stepStates } from '../../../shared/domain/playbook/step-states.ts';
import { field, form } from '../../playbooks/parts.ts';
import { aCase, aPlaybook } from '../../support/a-case.ts';
import { answered } from './sample-cases.ts';

const hidesDetail = field('isPlain', { type: 'boolean' });
const detail = field('detail', { visibleWhen: { not: { fact: 'answers.isPlain', equals: true } } });
const playbook = aPlaybook({
  intake: [
    form('start', [hidesDetail, detail]),
    form('more', [field('more')], { after: ['start'], when: { not: { fact: 'answers.detail', exists: true } } }),
  ],
  memberRoles: [],
});

/** Whether it is open if the second step comes, with these answers in the first, which is not complete. */
function isOpen(values: Readonly<Record<string, string | boolean>>): boolean | undefined {
  const case_ = aCase({ answers: [answered('start', values, {})] });
  return stepStates(case_, playbook).find(({ stepId }) => stepId === 'more')?.undecided;
}

describe('an answer that is given', () => {
  it('is open as long as another one may still hide it', () => {
    expect(isOpen({ detail: 'All of it' })).toBe(true);
  });

  it('is settled once it is certain to be shown', () => {
    expect(isOpen({ detail: 'All of it', isPlain: false })).toBe(false);
  });

  it('is settled as not known once it is hidden', () => {
    expect(isOpen({ detail: 'All of it', isPlain: true })).toBe(false);
  });

  it('is open when its own step may yet drop out of the run', () => {
    const asked = form('asked', [field('answer')], {
      after: ['start'],
      when: { fact: 'answers.detail', exists: true },
    });
    const last = form('last', [field('last')], {
      after: ['asked'],
      when: { not: { fact: 'answers.answer', exists: true } },
    });
    const states = (values: Readonly<Record<string, string | boolean>>) =>
      stepStates(aCase({ answers: [answered('start', values, {}), answered('asked', { answer: 'Yes' }, {})] }), {
        ...playbook,
        intake: [...playbook.intake, asked, last],
      });
    expect(states({ detail: 'All of it' }).find(({ stepId }) => stepId === 'last')?.undecided).toBe(true);
    expect(states({ detail: 'All', isPlain: false }).find(({ stepId }) => stepId === 'last')?.undecided).toBe(false);
  });
});
