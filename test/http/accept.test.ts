import { expect, test } from 'vitest';
import { accept } from '../../shared/http/accept.ts';
import { RequestError } from '../../shared/http/request-errors.ts';
import { playbookSchema } from '../../shared/playbooks/playbook-schema.ts';
import { aPlaybook } from '../support/a-playbook.ts';

/** What is wrong with a playbook whose first step is under this condition. */
function faultsOf(when: unknown): readonly string[] {
  const { intake, ...rest } = aPlaybook();
  try {
    accept('body', playbookSchema, { ...rest, intake: [{ ...intake[0], when }] });
    return [];
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return error.errors.map(({ pointer, code }) => `${pointer} ${code}`);
  }
}

test.each<[string, unknown, readonly string[]]>([
  ['nothing', { fact: 'answers.trades', equals: true }, []],
  ['a member too many', { fact: 'answers.trades', equals: true, x: 1 }, ['/intake/0/when/x request.unknown-member']],
  ['a wrong value', { fact: 'answers.trades', atLeast: '7' }, ['/intake/0/when/atLeast request.wrong-type']],
  ['an empty list', { all: [] }, ['/intake/0/when/all/0 value.missing']],
  ['no condition at all', 'always', ['/intake/0/when request.wrong-type']],
  [
    'a member too many, deep inside',
    { any: [{ fact: 'a', exists: true }, { not: { all: [{ fact: 'a', exists: true, y: 1 }] } }] },
    ['/intake/0/when/any/1/not/all/0/y request.unknown-member'],
  ],
])('of several alternatives the nearest says that there is %s', (_, when, expected) => {
  expect(faultsOf(when)).toEqual(expected);
});

test('a word that is none of the words is not of the wrong type, a number is', () => {
  const per = (value: unknown) => () => accept('body', playbookSchema, requiring(value));
  expect(per('nobody')).toThrow('/requirements/0/per value.not-an-option');
  expect(per(7)).toThrow('/requirements/0/per request.wrong-type');
  expect(per({ roles: ['director'], x: 1 })).toThrow('/requirements/0/per/x request.unknown-member');
});

function requiring(per: unknown): unknown {
  const playbook = aPlaybook();
  return { ...playbook, requirements: [{ ...playbook.requirements[0], per }] };
}
