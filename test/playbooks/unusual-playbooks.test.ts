import { describe, expect, it } from 'vitest';
import { lintPlaybook } from '../../shared/playbooks/lint.ts';
import { on } from './broken/row.ts';
import { changed } from './changed.ts';
import { field } from './parts.ts';
import { SOUND } from './sound-playbook.ts';

const options = 'abcdefghijkl'.split('').map((value) => ({ value, label: value }));
const many = field('many', { type: 'multi_choice', options });
const includes = (...values: readonly string[]) => values.map((value) => ({ fact: 'answers.many', includes: value }));

// Six pigeons in five holes: nobody can seat them, but it takes a long search to see that.
const PIGEONS = [1, 2, 3, 4, 5, 6];
const HOLES = [1, 2, 3, 4, 5];
const seats = PIGEONS.flatMap((pigeon) => HOLES.map((hole) => ({ pigeon, hole, id: `p${pigeon}h${hole}` })));
const sits = (id: string) => on(`answers.${id}`, true);
const everyPigeonSits = PIGEONS.map((pigeon) => ({
  any: seats.filter((seat) => seat.pigeon === pigeon).map(({ id }) => sits(id)),
}));
const noHoleIsShared = seats.flatMap(({ pigeon, hole, id }) =>
  seats
    .filter((other) => other.hole === hole && other.pigeon > pigeon)
    .map((other) => ({ not: { all: [sits(id), sits(other.id)] } })),
);

describe('a playbook is not refused for', () => {
  it.each<readonly [string, Readonly<Record<string, unknown>>]>([
    [
      'a choice of which one option asks for nothing more',
      {
        '/intake/3/when': on('answers.trade', 'shops'),
        '/memberRoles/0/minimumWhen/when': on('decisions.size', 'large'),
      },
    ],
    [
      'a fork with a value that leads nowhere, when a scenario tells so',
      { '/intake/2/when': on('decisions.size', 'medium'), '/notifications': {} },
    ],
    [
      'a fork with a value that leads nowhere, when something is asked of all the other values',
      {
        '/intake/2/when': on('decisions.size', 'medium'),
        '/requirements/0/when': { not: on('decisions.size', 'large') },
        '/scenarios': [],
      },
    ],
    [
      'a decision whose rules name every option, because nothing may be chosen yet',
      {
        '/decisions/0/rules': [
          { id: 'many', when: on('answers.trade', 'web'), value: 'large' },
          { id: 'some', when: on('answers.trade', 'shops'), value: 'medium' },
        ],
        '/scenarios': [],
      },
    ],
    [
      'a decision that only a mail reads',
      { '/requirements/2/when': undefined, '/intake/3/when': undefined, '/memberRoles/0/minimumWhen': undefined },
    ],
    [
      'some of many options that go together, and others that do not',
      {
        '/intake/0/fields/-': many,
        '/intake/3/when': { all: [...includes('a', 'b', 'c'), ...includes('d', 'e').map((not) => ({ not }))] },
      },
    ],
    [
      'nine of many options that go together',
      { '/intake/0/fields/-': many, '/intake/3/when': { all: includes(...'abcdefghi') } },
    ],
    [
      'exactly one list of options',
      {
        '/intake/0/fields/-': many,
        '/intake/3/when': { any: [on('answers.many', ['b', 'd']), on('answers.many', ['d', 'b'])] },
      },
    ],
    [
      'a narrow gap between two numbers',
      {
        '/intake/3/when': {
          all: [
            { not: { fact: 'answers.staff', equals: 0.1 } },
            { fact: 'answers.staff', atLeast: 0.1 },
            { fact: 'answers.staff', below: 0.2 },
          ],
        },
      },
    ],
    [
      'more than can be tried',
      {
        '/intake/3/when': { all: [...everyPigeonSits, ...noHoleIsShared] },
        '/intake/0/fields': [
          ...(SOUND.intake[0]?.fields ?? []),
          ...seats.map(({ id }) => field(id, { type: 'boolean' })),
        ],
      },
    ],
    [
      'a required choice among members that is shown only when there are some',
      {
        '/memberRoles/0/minimum': 0,
        '/intake/4/fields/0/required': true,
        '/intake/4/fields/0/visibleWhen': { fact: 'members.director.count', atLeast: 1 },
      },
    ],
    [
      'a required choice among members whose step is not always part of the run, but then is',
      {
        '/intake/1/when': on('answers.trade', 'web'),
        '/intake/4/when': on('answers.trade', 'web'),
        '/intake/4/after': ['people'],
        '/intake/4/fields/0/required': true,
      },
    ],
    ['a pattern of which the lengths cannot be told', { '/intake/0/fields/0/pattern': '(?=.{30})[A-Z].*' }],
    ['a document that members see who may send it', { '/requirements/1/visibleTo': 'member' }],
    ['a document that hangs on a check', { '/requirements/0/when': on('checks.background.result', 'consider') }],
    [
      'a task that hangs on the risk after the review',
      { '/tasks/3/when': { any: [on('risk.band', 'high'), on('decisions.care', 'high')] } },
    ],
    ['a message to large companies', { '/tasks/2/when': on('decisions.size', 'large') }],
  ])('%s', (_, changes) => {
    expect(lintPlaybook(changed(SOUND, changes))).toEqual([]);
  });
});
