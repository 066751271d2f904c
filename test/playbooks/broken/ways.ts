import { SOUND } from '../sound-playbook.ts';
import { on, type Row } from './row.ts';

const task = SOUND.tasks[0];

export const STAGES: readonly Row[] = [
  [
    'a first stage that nobody can send in',
    { '/stages/initiate/statuses': ['draft'] },
    '/stages/initiate/statuses stage-status-missing',
  ],
  [
    'a pre-approval that nobody can work in',
    { '/stages/pre_approval/statuses': ['awaiting_info'] },
    '/stages/pre_approval/statuses stage-status-missing',
  ],
  [
    'a due diligence without a review',
    { '/stages/due_diligence/statuses': ['open', 'awaiting_info'] },
    '/stages/due_diligence/statuses stage-status-missing',
    '/stages/due_diligence/statuses/0 stage-status-impossible',
  ],
  [
    'a last stage that is never reached, because nothing is proposed',
    { '/stages/resolve/statuses': ['review_complete', 'open', 'awaiting_info'] },
    '/stages/resolve/statuses stage-status-missing',
  ],
  [
    'a stage with a status of another one',
    { '/stages/close/statuses/-': 'new' },
    '/stages/close/statuses/1 stage-status-impossible',
  ],
  [
    'a clock that stops for a wait that never comes',
    { '/stages/data_capture/statuses': ['open'] },
    '/stages/data_capture/pausesForCustomer stage-status-missing',
  ],
];

export const DECISIONS: readonly Row[] = [
  [
    'a decision without rules',
    {
      '/decisions/0/rules': [],
      '/intake/3/when': undefined,
      '/requirements/2/when': undefined,
      '/memberRoles/0/minimumWhen': undefined,
    },
    '/decisions/0/rules empty-list',
  ],
  [
    'a rule that an earlier one forestalls',
    { '/decisions/0/rules/1/when': { fact: 'answers.staff', atLeast: 300 } },
    '/decisions/0/rules/1 rule-shadowed',
  ],
  [
    'a rule that never holds',
    { '/decisions/0/rules/-': { id: 'none', when: { fact: 'answers.staff', below: 0 }, value: 'small' } },
    '/decisions/0/rules/2/when never-true',
  ],
  [
    'a default that is never reached',
    { '/decisions/0/rules/-': { id: 'all', when: { fact: 'applicant.kind', equals: 'business' }, value: 'small' } },
    '/decisions/0/otherwise otherwise-unreachable',
  ],
  ['a decision that nobody reads', { '/tasks/3/when': undefined }, '/decisions/1 decision-unread'],
  [
    'decisions that read each other',
    {
      '/decisions/0/rules/0/when': on('decisions.care', 'high'),
      '/decisions/1/rules/0/when': on('decisions.size', 'large'),
    },
    '/decisions/0 cycle',
    '/decisions/1 cycle',
  ],
  [
    'a decision that reads a later one',
    { '/decisions': [...SOUND.decisions.toReversed()], '/decisions/0/rules/0/when': on('decisions.size', 'large') },
    '/decisions/0/rules/0/when fact-too-late',
  ],
  [
    'a fork with a value that leads nowhere',
    { '/intake/2/when': on('decisions.size', 'medium'), '/scenarios': [], '/notifications': {} },
    '/decisions/0/otherwise branch-without-default',
  ],
];

export const TASKS_AND_CHECKS: readonly Row[] = [
  ['tasks that wait for each other', { '/tasks/0/after': ['note'] }, '/tasks/0/after cycle', '/tasks/1/after cycle'],
  ['a task that waits for one of another stage', { '/tasks/2/after': ['call'] }, '/tasks/2/after/0 unknown-task'],
  [
    'a required task after one that nobody has to insert',
    { '/tasks/-': { ...task, id: 'last', after: ['note'] } },
    '/tasks/4/after/0 waits-for-optional',
  ],
  ['a task that reads a check before it is made', { '/tasks/3/stage': 'data_capture' }, '/tasks/3/when fact-too-late'],
  ['a task that can never come', { '/tasks/0/when': on('channel', 'fax') }, '/tasks/0/when never-true'],
  ['a message without words', { '/tasks/2/message': undefined }, '/tasks/2 message-missing'],
  ['words of a task', { '/tasks/0/message': 'Call them.' }, '/tasks/0/message message-unused'],
  ['a task with the id of a step', { '/tasks/3/id': 'company' }, '/tasks/3 duplicate-id'],
  ['a task with the id of a step of every case', { '/tasks/3/id': 'close' }, '/tasks/3 reserved-id'],
  [
    'a check that waits for itself by way of a decision',
    { '/checks/0/when': on('decisions.care', 'high') },
    '/checks/0/when fact-too-late',
    '/checks/0/when cycle',
  ],
  [
    'a check that waits for the risk that it goes into',
    { '/checks/1/when': on('risk.band', 'high') },
    '/checks/1/when fact-too-late',
  ],
];
