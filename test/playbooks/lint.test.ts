import { describe, expect, it } from 'vitest';
import type { Condition } from '../../shared/domain/playbook/condition.ts';
import type { Field, IntakeStep, Playbook } from '../../shared/domain/playbook/playbook.ts';
import { lintPlaybook } from '../../shared/playbooks/lint.ts';
import { aPlaybook } from '../support/a-playbook.ts';
import { field, form, requirement } from './parts.ts';

const review: IntakeStep = { id: 'review', kind: 'review', title: 'Review', required: true, after: [] };

const colour = field('colour', {
  type: 'choice',
  options: [
    { value: 'red', label: 'Red' },
    { value: 'blue', label: 'Blue' },
  ],
});
const age = field('age', { type: 'number', minimum: 0, maximum: 120 });

const SOUND: Playbook = {
  id: 'sample',
  version: 1,
  title: 'Sample',
  description: 'A sample.',
  applicantType: 'individual',
  applicantKinds: ['individual'],
  group: 'samples',
  decisions: [],
  intake: [
    form('first', [colour, age]),
    { id: 'people', kind: 'members', title: 'People', required: true, after: ['first'], memberRoles: ['owner'] },
    form('second', [field('reason')], { after: ['first'], when: { fact: 'answers.colour', equals: 'red' } }),
    { ...review, after: ['first', 'people', 'second'] },
  ],
  tasks: [],
  memberRoles: [
    {
      id: 'owner',
      label: 'Owner',
      minimum: 0,
      maximum: 4,
      needsOwnershipPercent: true,
      needsDateOfBirth: false,
      rights: ['read'],
    },
  ],
  requirements: [
    requirement('photo-id', { per: { roles: ['owner'] }, when: { fact: 'member.ownershipPercent', atLeast: 25 } }),
  ],
  checks: [
    { id: 'background', label: 'Background', provider: 'sim', required: true, timeoutHours: 24, maximumAttempts: 2 },
  ],
  preApproval: 'not_required',
  reviewCompletion: 'automatic',
  closeOnAccept: false,
  stages: aPlaybook().stages,
  draft: { reminderDays: [7, 21], expiryDays: 30 },
  offerHours: 8,
  infoRequest: { dueBusinessDays: 14, reminderBusinessDays: [3], onExpiry: 'task' },
  documentDeadline: { dueBusinessDays: 14, reminderBusinessDays: [3], onExpiry: 'task' },
  proposal: {
    resolutionCodes: [
      { code: 'open', label: 'Open', terms: [{ id: 'fee', label: 'Fee', type: 'number', required: true }] },
    ],
    rejectReasons: [{ code: 'other', label: 'Other' }],
    reminderBusinessDays: 5,
    lapseBusinessDays: 10,
  },
  notifications: {},
  scenarios: [],
};

/** The findings of a sound playbook with one thing changed, as `place code`. */
function lintWith(changes: Partial<Playbook>): readonly string[] {
  return lintPlaybook({ ...SOUND, ...changes }).map(({ place, code }) => `${place} ${code}`);
}

/** With the second step changed. */
function lintSecond(changes: Partial<IntakeStep>): readonly string[] {
  return lintWith({ intake: SOUND.intake.map((step) => (step.id === 'second' ? { ...step, ...changes } : step)) });
}

const lintFields = (...fields: readonly Field[]) => lintSecond({ fields });
const lintCondition = (when: Condition) => lintSecond({ when });

describe('the playbook linter', () => {
  it('has nothing to say about a sound playbook', () => {
    expect(lintWith({})).toEqual([]);
  });

  it.each<readonly [string, () => readonly string[], readonly string[]]>([
    [
      'a step id twice',
      () => lintSecond({ id: 'people' }),
      ['/intake/2 duplicate-id', '/intake/3/after/2 unknown-step'],
    ],
    ['a field id that another step has', () => lintFields(field('age')), ['/intake/2/fields/0 duplicate-id']],
    [
      'an option twice',
      () =>
        lintFields({ ...colour, id: 'shade', options: [...(colour.options ?? []), { value: 'red', label: 'Rot' }] }),
      ['/intake/2/fields/0/options/2 duplicate-id'],
    ],
    [
      'a role twice',
      () => lintWith({ memberRoles: [...SOUND.memberRoles, ...SOUND.memberRoles] }),
      ['/memberRoles/1 duplicate-id'],
    ],
    [
      'a requirement twice',
      () => lintWith({ requirements: [...SOUND.requirements, requirement('photo-id')] }),
      ['/requirements/1 duplicate-id'],
    ],
    [
      'a kind of proof twice',
      () => lintWith({ requirements: [requirement('photo-id', { oneOf: ['passport', 'passport'] })] }),
      ['/requirements/0/oneOf/1 duplicate-id'],
    ],
    ['a check twice', () => lintWith({ checks: [...SOUND.checks, ...SOUND.checks] }), ['/checks/1 duplicate-id']],
    [
      'a check with the id of a step',
      () => lintWith({ checks: SOUND.checks.map((check) => ({ ...check, id: 'first' })) }),
      ['/checks/0 duplicate-id'],
    ],
    [
      'a check with an id that every case uses',
      () => lintWith({ checks: SOUND.checks.map((check) => ({ ...check, id: 'proposal' })) }),
      ['/checks/0 reserved-id'],
    ],
  ])('finds %s', (_, lint, expected) => {
    expect(lint()).toEqual(expected);
  });

  it.each<readonly [string, Condition, readonly string[]]>([
    ['an answer that no field gives', { fact: 'answers.colr', equals: 'red' }, ['/intake/2/when unknown-fact']],
    ['a role that does not exist', { fact: 'members.boss.count', atLeast: 1 }, ['/intake/2/when unknown-fact']],
    ['a check that does not exist', { fact: 'checks.tax.result', equals: 'clear' }, ['/intake/2/when unknown-fact']],
    [
      'one member outside a document per member',
      { fact: 'member.country', equals: 'GB' },
      ['/intake/2/when unknown-fact'],
    ],
    [
      'an unknown fact deep inside',
      { all: [{ fact: 'channel', equals: 'web' }, { not: { fact: 'x', exists: true } }] },
      ['/intake/2/when unknown-fact'],
    ],
    ['an answer of the step itself', { fact: 'answers.reason', exists: true }, ['/intake/2/when fact-too-late']],
    [
      'members of a step that it does not wait for',
      { fact: 'members.owner.count', atLeast: 1 },
      ['/intake/2/when fact-too-late'],
    ],
    ['the result of a check', { fact: 'checks.background.result', equals: 'clear' }, ['/intake/2/when fact-too-late']],
    ['an option that cannot be chosen', { fact: 'answers.colour', equals: 'green' }, ['/intake/2/when never-true']],
    ['a value of another kind', { fact: 'answers.age', equals: 'old' }, ['/intake/2/when never-true']],
    ['a number out of the range of its field', { fact: 'answers.age', atLeast: 121 }, ['/intake/2/when never-true']],
    ['a comparison of a text with a number', { fact: 'answers.colour', below: 5 }, ['/intake/2/when never-true']],
    [
      'something included in a single choice',
      { fact: 'answers.colour', includes: 'red' },
      ['/intake/2/when never-true'],
    ],
    ['an applicant of another playbook', { fact: 'applicant.kind', equals: 'business' }, ['/intake/2/when never-true']],
    [
      'a contradiction',
      { all: [{ fact: 'answers.colour', equals: 'red' }, { not: { fact: 'answers.colour', in: ['red', 'blue'] } }] },
      ['/intake/2/when never-true'],
    ],
    [
      'one dead branch of several',
      {
        any: [
          { fact: 'answers.colour', equals: 'red' },
          { fact: 'answers.colour', equals: 'green' },
        ],
      },
      ['/intake/2/when never-true'],
    ],
  ])('finds a condition on %s', (_, condition, expected) => {
    expect(lintCondition(condition)).toEqual(expected);
  });

  it('finds more owners asked about than the role can have', () => {
    const tooMany: Condition = { fact: 'members.owner.count', atLeast: 5 };
    expect(lintSecond({ after: ['people'], when: tooMany })).toEqual(['/intake/2/when never-true']);
  });

  it('finds a share asked about in a role that does not tell it', () => {
    const share: Condition = { fact: 'members.owner.highestOwnershipPercent', atLeast: 25 };
    const memberRoles = SOUND.memberRoles.map((role) => ({ ...role, needsOwnershipPercent: false }));
    const intake = SOUND.intake.map((step) =>
      step.id === 'second' ? { ...step, after: ['people'], when: share } : step,
    );
    expect(lintWith({ memberRoles, intake })).toEqual(['/intake/2/when never-true']);
  });

  it('takes earlier fields of the same form as known, and later ones as not', () => {
    const dependent = (id: string, on: string) => field(id, { visibleWhen: { fact: `answers.${on}`, exists: true } });
    expect(lintFields(field('a'), dependent('b', 'a'))).toEqual([]);
    expect(lintFields(dependent('b', 'a'), field('a'))).toEqual(['/intake/2/fields/0/visibleWhen fact-too-late']);
    expect(lintFields(field('a', { required: { fact: 'answers.a', exists: true } }))).toEqual([
      '/intake/2/fields/0/required fact-too-late',
    ]);
  });

  it('lets a document depend on the result of a check, and a check on another check, but not in a circle', () => {
    const result = (id: string): Condition => ({ fact: `checks.${id}.result`, equals: 'consider' });
    expect(lintWith({ requirements: [requirement('proof', { when: result('background') })] })).toEqual([]);
    const check = (id: string, when?: Condition) => ({ ...SOUND.checks[0]!, id, ...(when && { when }) });
    expect(lintWith({ checks: [check('background'), check('legal', result('background'))] })).toEqual([]);
    expect(lintWith({ checks: [check('background', result('legal')), check('legal', result('background'))] })).toEqual([
      '/checks/0/when cycle',
      '/checks/1/when cycle',
    ]);
    expect(lintWith({ checks: [check('legal', result('legal'))] })).toEqual([
      '/checks/0/when fact-too-late',
      '/checks/0/when cycle',
    ]);
  });

  it('finds a number of members that hangs on what is asked later', () => {
    const late: Condition = { fact: 'answers.reason', exists: true };
    const memberRoles = SOUND.memberRoles.map((role) => ({ ...role, minimumWhen: { when: late, minimum: 1 } }));
    expect(lintWith({ memberRoles })).toEqual(['/memberRoles/0/minimumWhen/when fact-too-late']);
  });

  it.each<readonly [string, Partial<IntakeStep>, readonly string[]]>([
    ['waits for a step that does not exist', { after: ['first', 'third'] }, ['/intake/2/after/1 unknown-step']],
    ['waits for itself', { after: ['first', 'second'] }, ['/intake/2/after cycle']],
    ['waits for the review', { after: ['first', 'review'] }, ['/intake/2/after cycle', '/intake/3/after cycle']],
    ['has no fields', { fields: [] }, ['/intake/2 nothing-to-fill-in']],
    ['asks for members in a form', { memberRoles: ['owner'] }, ['/intake/2 nothing-to-fill-in']],
    ['is optional, though a required one waits for it', { required: false }, ['/intake/3/after/2 waits-for-optional']],
  ])('finds a step that %s', (_, changes, expected) => {
    expect(lintSecond(changes)).toEqual(expected);
  });

  it('finds a step that waits for a later one', () => {
    const [first, people, second, last] = SOUND.intake;
    const intake = [first!, second!, { ...people!, after: ['first'] }, last!];
    expect(
      lintWith({
        intake: intake.map((step) => (step.id === 'second' ? { ...step, after: ['first', 'people'] } : step)),
      }),
    ).toEqual(['/intake/1/after/1 later-step']);
  });

  it.each<readonly [string, readonly IntakeStep[]]>([
    ['is missing', SOUND.intake.slice(0, 3)],
    ['is not the last step', [...SOUND.intake, form('more', [field('more')])]],
    ['is optional', [...SOUND.intake.slice(0, 3), { ...review, required: false }]],
    [
      'does not always come',
      [...SOUND.intake.slice(0, 3), { ...review, after: ['first'], when: { fact: 'answers.colour', equals: 'red' } }],
    ],
    ['comes twice', [{ ...review, id: 'review-early' }, ...SOUND.intake]],
  ])('finds a review that %s', (_, intake) => {
    expect(lintWith({ intake })).toEqual(['/intake review-step']);
  });

  it('finds roles that do not exist, and roles that no step collects', () => {
    const without = SOUND.intake.filter(({ id }) => id !== 'people');
    const intake = without.map((step) => (step.id === 'review' ? { ...step, after: ['first', 'second'] } : step));
    expect(lintWith({ intake })).toEqual(['/memberRoles/0 role-not-collected']);
    expect(lintWith({ requirements: [requirement('photo-id', { per: { roles: ['owner', 'boss'] } })] })).toEqual([
      '/requirements/0/per/roles/1 unknown-role',
    ]);
    expect(
      lintWith({
        intake: SOUND.intake.map((step) => (step.id === 'people' ? { ...step, memberRoles: ['owner', 'boss'] } : step)),
      }),
    ).toEqual(['/intake/1/memberRoles/1 unknown-role']);
  });

  it.each<readonly [string, Field, readonly string[]]>([
    ['a choice without options', field('x', { type: 'choice' }), ['/intake/2/fields/0 options-missing']],
    [
      'a choice with an empty list of options',
      field('x', { type: 'multi_choice', options: [] }),
      ['/intake/2/fields/0 options-missing'],
    ],
    [
      'options of a text',
      field('x', { options: [{ value: 'a', label: 'A' }] }),
      ['/intake/2/fields/0/options options-unused'],
    ],
    [
      'a minimum over the maximum',
      field('x', { type: 'number', minimum: 2, maximum: 1 }),
      ['/intake/2/fields/0 minimum-over-maximum'],
    ],
    [
      'a shortest text over the longest',
      field('x', { minLength: 2, maxLength: 1 }),
      ['/intake/2/fields/0 minimum-over-maximum'],
    ],
    ['a pattern that does not compile', field('x', { pattern: '[a-' }), ['/intake/2/fields/0/pattern pattern-invalid']],
    [
      'a text that has to be true',
      field('x', { mustBeTrue: true }),
      ['/intake/2/fields/0/mustBeTrue agreement-not-boolean'],
    ],
  ])('finds %s', (_, bad, expected) => {
    expect(lintFields(bad)).toEqual(expected);
  });

  it('finds a role that needs more people than it can have', () => {
    const role = SOUND.memberRoles[0]!;
    expect(lintWith({ memberRoles: [{ ...role, minimum: 5 }] })).toEqual(['/memberRoles/0 minimum-over-maximum']);
    const when: Condition = { fact: 'answers.colour', equals: 'red' };
    expect(lintWith({ memberRoles: [{ ...role, minimumWhen: { when, minimum: 5 } }] })).toEqual([
      '/memberRoles/0 minimum-over-maximum',
    ]);
  });

  it.each<readonly [string, Partial<Playbook>, string]>([
    ['proof of no kind', { requirements: [requirement('a', { oneOf: [] })] }, '/requirements/0/oneOf empty-list'],
    [
      'files of no type',
      { requirements: [requirement('a', { mediaTypes: [] })] },
      '/requirements/0/mediaTypes empty-list',
    ],
    [
      'documents of nobody',
      { requirements: [requirement('a', { per: { roles: [] } })] },
      '/requirements/0/per/roles empty-list',
    ],
    [
      'no way to resolve',
      { proposal: { ...SOUND.proposal, resolutionCodes: [] } },
      '/proposal/resolutionCodes empty-list',
    ],
    [
      'no reason to reject',
      { proposal: { ...SOUND.proposal, rejectReasons: [] } },
      '/proposal/rejectReasons empty-list',
    ],
    [
      'a term to choose from nothing',
      {
        proposal: {
          ...SOUND.proposal,
          resolutionCodes: [
            { code: 'open', label: 'Open', terms: [{ id: 'kind', label: 'Kind', type: 'choice', required: true }] },
          ],
        },
      },
      '/proposal/resolutionCodes/0/terms/0 options-missing',
    ],
    [
      'a draft that reminds too late',
      { draft: { reminderDays: [7, 30], expiryDays: 30 } },
      '/draft/reminderDays reminder-after-deadline',
    ],
    [
      'a question that reminds too late',
      { infoRequest: { ...SOUND.infoRequest, reminderBusinessDays: [3, 14] } },
      '/infoRequest/reminderBusinessDays reminder-after-deadline',
    ],
    [
      'documents that remind too late',
      { documentDeadline: { ...SOUND.documentDeadline, reminderBusinessDays: [15] } },
      '/documentDeadline/reminderBusinessDays reminder-after-deadline',
    ],
    [
      'a proposal that reminds too late',
      { proposal: { ...SOUND.proposal, reminderBusinessDays: 10 } },
      '/proposal/reminderBusinessDays reminder-after-deadline',
    ],
  ])('finds %s', (_, changes, expected) => {
    expect(lintWith(changes)).toEqual([expected]);
  });

  it('ends on any knot of waiting steps', () => {
    const knot = ['a', 'b', 'c'].map((id, i) =>
      form(id, [field(`f${i}`)], { after: ['a', 'b', 'c'].filter((other) => other !== id) }),
    );
    expect(
      lintWith({ intake: [...knot, ...SOUND.intake] }).filter((finding) => finding.endsWith('cycle')),
    ).toHaveLength(3);
  });
});
