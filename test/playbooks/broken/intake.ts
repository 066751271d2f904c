import { on, type Row } from './row.ts';

export const STEPS: readonly Row[] = [
  [
    'a step for an option that is not offered',
    { '/intake/2/when': on('answers.trade', 'farms') },
    '/intake/2/when never-true',
  ],
  [
    'a step for a value that no rule gives',
    { '/intake/3/when': on('decisions.size', 'huge') },
    '/intake/3/when never-true',
  ],
  [
    'a step that contradicts what hides its fact',
    {
      '/intake/4/after': ['people', 'shops'],
      '/intake/4/when': { all: [on('answers.hasLease', true), on('answers.trade', 'web')] },
    },
    '/intake/4/when never-true',
  ],
  [
    'a step that asks for two outcomes of one number',
    { '/intake/3/when': { all: [on('decisions.size', 'large'), { fact: 'answers.staff', below: 100 }] } },
    '/intake/3/when never-true',
  ],
  [
    'a step for a country that does not exist',
    { '/intake/2/when': on('answers.country', 'UK') },
    '/intake/2/when never-true',
  ],
  [
    'a step for an applicant type that this is not for',
    { '/intake/2/when': on('applicant.type', 'trust') },
    '/intake/2/when never-true',
  ],
  [
    'a step that waits for itself by way of another',
    { '/intake/2/after': ['audit'], '/intake/3/after': ['company', 'shops'] },
    '/intake/2/after cycle',
    '/intake/3/after cycle',
  ],
  ['a required step after an optional one', { '/intake/6/after/-': 'papers' }, '/intake/6/after/5 waits-for-optional'],
  ['a step that reads a decision before its answers', { '/intake/3/after': [] }, '/intake/3/when fact-too-late'],
  [
    'a step that reads a check by way of a decision',
    { '/intake/3/when': on('decisions.care', 'high') },
    '/intake/3/when fact-too-late',
  ],
  ['a step that reads the risk', { '/intake/3/when': on('risk.band', 'high') }, '/intake/3/when fact-too-late'],
  [
    'a field that reads a decision of its own form',
    { '/intake/0/fields/2/visibleWhen': on('decisions.size', 'large') },
    '/intake/0/fields/2/visibleWhen fact-too-late',
  ],
  [
    'a decision that does not exist',
    { '/intake/3/when': on('decisions.colour', 'red') },
    '/intake/3/when unknown-fact',
  ],
  ['a documents step without documents', { '/requirements': [], '/scenarios': [] }, '/intake/5 nothing-to-fill-in'],
  [
    'a required field that is hidden for ever',
    { '/intake/2/fields/1/visibleWhen': on('answers.trade', 'web'), '/intake/2/fields/1/required': true },
    '/intake/2/fields/1/visibleWhen never-true',
  ],
];

export const FIELDS: readonly Row[] = [
  ['a choice without options', { '/intake/3/fields/0/type': 'choice' }, '/intake/3/fields/0 options-missing'],
  [
    'options from two places',
    { '/intake/0/fields/2/optionSource': 'countries' },
    '/intake/0/fields/2/optionSource options-twice',
  ],
  [
    'options of a text',
    { '/intake/0/fields/0/optionSource': 'countries' },
    '/intake/0/fields/0/optionSource options-unused',
  ],
  [
    'a choice among members of no role',
    { '/intake/4/fields/0/optionSource': { membersInRole: 'owner' } },
    '/intake/4/fields/0/optionSource unknown-role',
  ],
  [
    'a choice among members before they are named',
    { '/intake/4/after': ['company'] },
    '/intake/4/fields/0/optionSource fact-too-late',
  ],
  [
    'a required choice among members of whom there may be none',
    { '/intake/4/fields/0/required': true, '/memberRoles/0/minimum': 0 },
    '/intake/4/fields/0/optionSource options-may-be-empty',
  ],
  [
    'a shortest text over the longest',
    { '/intake/0/fields/0/minLength': 21 },
    '/intake/0/fields/0 minimum-over-maximum',
  ],
  [
    'a shortest text over the longest of all',
    { '/intake/3/fields/0/minLength': 501 },
    '/intake/3/fields/0 minimum-over-maximum',
  ],
  [
    'a pattern that asks for more than may be written',
    { '/intake/0/fields/0/pattern': '[A-Z]{3}-(\\d{4}-){4}X?' },
    '/intake/0/fields/0/pattern never-valid',
  ],
  [
    'a pattern that allows less than has to be written',
    { '/intake/0/fields/0/pattern': 'a|b' },
    '/intake/0/fields/0/pattern never-valid',
  ],
  [
    'a percentage over 100',
    {
      '/intake/0/fields/1/type': 'percentage',
      '/intake/0/fields/1/minimum': 101,
      '/decisions/0/rules': [{ id: 'some', when: { fact: 'answers.staff', exists: true }, value: 'large' }],
      '/requirements/2/when': undefined,
    },
    '/intake/0/fields/1 never-valid',
  ],
  ['a country in three letters', { '/intake/0/fields/3/minLength': 3 }, '/intake/0/fields/3 never-valid'],
  [
    'a text that has to be true',
    { '/intake/3/fields/0/mustBeTrue': true },
    '/intake/3/fields/0/mustBeTrue agreement-not-boolean',
  ],
  [
    'a number that begins with a name',
    { '/intake/0/fields/1/prefill': 'party.name' },
    '/intake/0/fields/1/prefill prefill-mismatch',
  ],
  [
    'more members than a case takes',
    { '/memberRoles/0/minimum': 101, '/memberRoles/0/maximum': 120 },
    '/memberRoles too-many-members',
  ],
  [
    'more members than the role takes, sometimes',
    { '/memberRoles/0/minimumWhen/minimum': 6 },
    '/memberRoles/0 minimum-over-maximum',
  ],
];
