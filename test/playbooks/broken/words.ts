import { SOUND } from '../sound-playbook.ts';
import { on, type Row } from './row.ts';

export const DOCUMENTS: readonly Row[] = [
  [
    'a document on an answer that is given after the documents',
    {
      '/intake/4': { ...SOUND.intake[5], required: true },
      '/intake/5': { ...SOUND.intake[4], after: ['people', 'papers'] },
      '/requirements/0/when': { fact: 'answers.agrees', equals: true },
    },
    '/requirements/0 fact-too-late',
  ],
  [
    'a document of people who are named after the documents',
    {
      '/intake/1': SOUND.intake[5],
      '/intake/5': { ...SOUND.intake[1], after: ['papers'] },
      '/intake/1/required': true,
      '/intake/4/fields/0/optionSource': 'countries',
      '/intake/4/after': ['company'],
    },
    '/requirements/1 fact-too-late',
  ],
  [
    'files that the scan never lets through',
    { '/requirements/0/mediaTypes/-': 'application/zip' },
    '/requirements/0/mediaTypes/1 media-type-unsupported',
  ],
  [
    'a photo that cannot come as a picture',
    { '/requirements/1/mediaTypes': ['application/pdf'] },
    '/requirements/1/oneOf/0 no-media-type-fits',
  ],
  ['a certified photo', { '/requirements/1/certified': true }, '/requirements/1/certified requirement-contradiction'],
  [
    'a photo in English',
    { '/requirements/1/languages': ['en'] },
    '/requirements/1/languages requirement-contradiction',
  ],
  ['eleven copies', { '/requirements/2/copies': 11 }, '/requirements/2/copies too-many-copies'],
  ['a language twice', { '/requirements/2/languages/-': 'en' }, '/requirements/2/languages/2 duplicate-id'],
  [
    'a document of the case that one member sees',
    { '/requirements/0/visibleTo': 'member' },
    '/requirements/0/visibleTo nobody-can-supply',
  ],
  [
    'a document that only those see who may not send it',
    { '/memberRoles/0/rights': ['read'] },
    '/requirements/1/per/roles/0 nobody-can-supply',
  ],
  [
    'a document of people whom nobody asks for',
    { '/requirements/1/per/roles/-': 'owner' },
    '/requirements/1/per/roles/1 unknown-role',
  ],
  [
    'a document on a result that no check has',
    { '/requirements/0/when': on('checks.background.result', 'bad') },
    '/requirements/0/when never-true',
  ],
  ['a process for a country that does not exist', { '/countries/-': 'XX' }, '/countries/2 unknown-country'],
  [
    'a company that is a person',
    { '/applicantKinds': ['individual'], '/scenarios': [] },
    '/applicantKinds applicant-kind',
  ],
];

export const TEXTS: readonly Row[] = [
  [
    'a variable that does not exist',
    { '/notifications/case_submitted/subject': 'For {{customer}}' },
    '/notifications/case_submitted/subject unknown-variable',
  ],
  [
    'an answer that nobody gives',
    { '/tasks/2/message': 'Dear {{answers.nickname}}' },
    '/tasks/2/message unknown-variable',
  ],
  [
    'a variable that is not closed',
    { '/notifications/case_submitted/paragraphs/-': 'Dear {{applicantName}' },
    '/notifications/case_submitted/paragraphs/1 unknown-variable',
  ],
  [
    'a variable where none is filled in',
    { '/intake/0/help': 'Dear {{applicantName}}' },
    '/intake/0/help unknown-variable',
  ],
  [
    'a result that is told to the customer',
    { '/notifications/case_submitted/subject': 'Check: {{checks.background.result}}' },
    '/notifications/case_submitted/subject compliance-fact',
  ],
  [
    'the risk that is told to the customer',
    { '/notifications/case_submitted/subject': '{{risk.band}}' },
    '/notifications/case_submitted/subject compliance-fact',
  ],
  [
    'a decision on a result that is told to the customer',
    { '/tasks/2/message': 'Care: {{decisions.care}}' },
    '/tasks/2/message compliance-fact',
  ],
  [
    'a decision on a decision on a result that is told',
    {
      '/decisions/-': {
        id: 'tone',
        title: 'Tone',
        rules: [{ id: 'cool', when: on('decisions.care', 'high'), value: 'cool' }],
        otherwise: 'warm',
      },
      '/tasks/2/message': '{{decisions.tone}}',
    },
    '/tasks/2/message compliance-fact',
  ],
  [
    'a message that only those get who are looked into',
    { '/tasks/2/stage': 'resolve', '/tasks/2/when': on('decisions.care', 'high') },
    '/tasks/2/when compliance-fact',
  ],
];

export const REST: readonly Row[] = [
  [
    'a reminder after the deadline',
    { '/documentDeadline/reminderBusinessDays/-': 20 },
    '/documentDeadline/reminderBusinessDays reminder-after-deadline',
  ],
  [
    'a mapping to a step that is not there',
    { '/mapsFrom/0/steps/firm': 'firm' },
    '/mapsFrom/0/steps/firm unknown-part',
  ],
  ['two fields that become one', { '/mapsFrom/0/fields/boss': 'name' }, '/mapsFrom/0/fields/boss mapped-twice'],
  ['a playbook that comes from itself', { '/mapsFrom/0/version': 2 }, '/mapsFrom/0 maps-from-itself'],
  ['a scenario of nobody', { '/scenarios/0/applicant': 'individual' }, '/scenarios/0/applicant applicant-kind'],
  [
    'a scenario with an unknown answer',
    { '/scenarios/0/answers/nickname': 'Tea' },
    '/scenarios/0/answers/nickname unknown-field',
  ],
  [
    'a scenario with an unknown role',
    { '/scenarios/0/members/0/role': 'owner' },
    '/scenarios/0/members/0/role unknown-role',
  ],
  [
    'a scenario with a document of nobody',
    { '/scenarios/0/documents/1': 'portrait' },
    '/scenarios/0/documents/1 unknown-requirement',
  ],
  [
    'a scenario with an unknown check',
    { '/scenarios/0/checkResults/tax': 'clear' },
    '/scenarios/0/checkResults/tax unknown-check',
  ],
  ['a scenario on an unknown path', { '/scenarios/0/expect/path/-': 'end' }, '/scenarios/0/expect/path/6 unknown-step'],
  [
    'a scenario with an unknown decision',
    { '/scenarios/0/expect/decisions/size': 'huge' },
    '/scenarios/0/expect/decisions/size unknown-decision',
  ],
  ['two scenarios of one name', { '/scenarios/-': SOUND.scenarios[0] }, '/scenarios/1 duplicate-id'],
  ['two decisions of one id', { '/decisions/-': SOUND.decisions[0] }, '/decisions/2 duplicate-id'],
  ['two rules of one id', { '/decisions/0/rules/1/id': 'many' }, '/decisions/0/rules/1 duplicate-id'],
];
