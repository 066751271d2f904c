import { describe, expect, test } from 'vitest';
import { type NotifyDeps, notify } from '../../../functions/notifications/notify.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import type { Envelope } from '../../../shared/domain/events/envelope.ts';
import type { Fact } from '../../../shared/domain/events/fact.ts';
import { RULES } from '../../../shared/domain/notifications/rules.ts';
import type { Playbook } from '../../../shared/domain/playbook/playbook.ts';
import type { PartyProfile, RenderedMail } from '../../../shared/store/ports.ts';
import { document } from '../../domain/playbook/sample-cases.ts';
import { AT, aCase, aPlaybook } from '../../support/a-case.ts';
import { withTasks } from '../../support/a-playbook-with-tasks.ts';
import { MemoryCases } from '../../support/memory-cases.ts';
import { memoryLedger } from './memory-ledger.ts';

const PEOPLE: readonly PartyProfile[] = [
  { partyId: 'contact_ada', kind: 'contact', displayName: 'Ada <b>Lovelace</b>', email: 'ada@customer.example' },
  { partyId: 'agent_bo', kind: 'agent', displayName: 'Bo Agent', email: 'bo@ours.example' },
  { partyId: 'agent_sue', kind: 'agent', displayName: 'Sue Lead', email: 'sue@ours.example' },
  {
    partyId: 'group_onboarding',
    kind: 'group',
    displayName: 'Onboarding',
    members: ['agent_bo', 'agent_sue'],
    supervisors: ['agent_sue'],
  },
];

async function mailsFor(
  facts: readonly Fact[],
  case_: Case,
  more: Partial<NotifyDeps> = {},
): Promise<readonly RenderedMail[]> {
  const sent: RenderedMail[] = [];
  const profile = async (id: string) => PEOPLE.find(({ partyId }) => partyId === id);
  await notify({
    cases: new MemoryCases(case_),
    parties: { profile, profiles: async (ids) => PEOPLE.filter(({ partyId }) => ids.includes(partyId)) },
    ledger: memoryLedger().ledger,
    playbookOf: async () => aPlaybook(),
    portalUrl: 'https://portal.example',
    send: async (mail) => `ses-${sent.push(mail)}`,
    now: () => AT,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    ...more,
  })(eventOf(facts, case_)).catch((error: unknown) => {
    if (more.send === undefined) throw error;
  });
  return sent;
}

const eventOf = (facts: readonly Fact[], case_: Case): Envelope => ({
  id: 'evt_1',
  schema: 1,
  at: AT,
  caseId: case_.caseId,
  caseVersion: case_.version,
  actor: { personId: 'agent_bo', kind: 'person' },
  correlationId: 'request-1',
  data: { types: facts.map(({ type }) => type), facts },
});

const OWNED = aCase({ onBehalfOf: 'contact_ada', status: 'open', stage: 'data_capture', assignee: 'agent_bo' });
const REVIEWING: Case = {
  ...OWNED,
  status: 'under_review',
  stage: 'due_diligence',
  documents: [document('doc_1', 'registration')],
};

describe('every fact that calls for mail', () => {
  const detail = {
    assignee: 'agent_bo',
    number: 1,
    stage: 'pre_approval',
    checkId: 'legal',
    attempt: 1,
    commentId: 'c1',
    documentId: 'doc_1',
    verdict: 'clean',
    requirementIds: ['registration'],
    onBehalfOf: 'contact_ada',
  };
  const variants = [
    {},
    {
      last: true,
      approval: 'requested',
      as: 'answered',
      policy: 'task',
      outcome: 'accepted',
      result: 'consider',
      side: 'staff',
      to: 'customer',
    },
    { side: 'customer', declines: 2, rejections: 3, outcome: 'abandoned' },
  ];
  test.each(Object.keys(RULES))('%s gives whole sentences, with nothing undefined in them', async (type) => {
    const mails = [];
    for (const variant of variants) {
      const fact = { type: type as Fact['type'], ...detail, ...variant };
      mails.push(...(await mailsFor([fact], OWNED)), ...(await mailsFor([fact], REVIEWING)));
    }
    expect(mails.length).toBeGreaterThan(0);
    for (const { subject, text, html } of mails) {
      expect(`${subject} ${text} ${html}`).not.toMatch(/undefined|null|NaN|\[object/);
      expect(text).toContain(OWNED.number);
    }
  });
});

test('names from outside are escaped in the HTML part', async () => {
  const [mail] = await mailsFor([{ type: 'case.assigned' }], OWNED);
  expect(mail?.html).toContain('Dear Ada &lt;b&gt;Lovelace&lt;/b&gt;');
  expect(mail?.html).not.toContain('<b>');
});

test('the customer is told by name who looks after the case', async () => {
  const [mail] = await mailsFor([{ type: 'case.assigned' }], OWNED);
  expect(mail).toMatchObject({ template: 'case_accepted', to: 'ada@customer.example', audience: 'customer' });
  expect(mail?.subject).toBe(`Bo Agent looks after your application ${OWNED.number}`);
});

test('the queue of a group is told, each person once', async () => {
  const mails = await mailsFor([{ type: 'case.submitted' }], aCase({ status: 'new' }));
  expect(mails.map(({ template, to }) => `${template} ${to}`)).toEqual([
    'case_submitted ada@customer.example',
    'staff_case_queued bo@ours.example',
    'staff_case_queued sue@ours.example',
  ]);
});

test('a draft that waits says until when, and the last time that it is the last', async () => {
  const reminded = (last: boolean): Fact => ({
    type: 'case.draft_reminded',
    reminder: last ? 2 : 1,
    last,
    dueAt: '2026-04-02T09:00:00.000Z',
  });
  const [first] = await mailsFor([reminded(false)], aCase());
  expect(first).toMatchObject({ template: 'draft_reminder', to: 'ada@customer.example', audience: 'customer' });
  expect(first?.text).toContain('It is kept until 2 April 2026.');
  const [last] = await mailsFor([reminded(true)], aCase());
  expect(last?.template).toBe('draft_last_call');
  expect(last?.subject).toBe('Last reminder: application ONB-0000-0000 is not sent in yet');
});

test('a draft that a customer hands back is for who opened it, as mail to staff', async () => {
  const handedOver: Fact = { type: 'case.handed_over', to: 'staff' };
  const toOpener = await mailsFor([handedOver], aCase({ openedBy: 'agent_bo' }));
  expect(toOpener.map(({ template, to, audience }) => `${template} ${to} ${audience}`)).toEqual([
    'staff_draft_handed_over bo@ours.example staff',
  ]);
  const toGroup = await mailsFor([handedOver], aCase());
  expect(toGroup.map(({ to }) => to)).toEqual(['bo@ours.example', 'sue@ours.example']);
});

test('an address that only came in by mail gets nothing', async () => {
  const prospect = { kind: 'individual', name: 'Someone', email: 'someone@else.example' } as const;
  const case_ = aCase({ applicant: { kind: 'prospect', prospect, name: 'Someone' }, openedBy: 'system:mail' });
  expect(await mailsFor([{ type: 'case.assigned' }], case_)).toEqual([]);
});

test('a mail that fails does not hold up the others', async () => {
  const tried: string[] = [];
  const send = async (mail: RenderedMail) => {
    tried.push(mail.to);
    if (mail.audience === 'customer') throw new Error('refused');
    return 'ses-1';
  };
  await mailsFor([{ type: 'case.submitted' }], aCase({ status: 'new' }), { send });
  expect(tried).toEqual(['ada@customer.example', 'bo@ours.example', 'sue@ours.example']);
});

describe('what a playbook says in mails', () => {
  const submitted: readonly Fact[] = [{ type: 'case.submitted', materialVersion: 1, group: 'onboarding' }];
  const saying = (texts: Playbook['notifications'], more: Partial<Playbook> = {}) => ({
    playbookOf: async () => aPlaybook({ notifications: texts, ...more }),
  });
  const answered = aCase({
    onBehalfOf: 'contact_ada',
    status: 'new',
    number: 'ONB-AAAA-AAAA',
    answers: [{ stepId: 'details', values: { legalName: 'Hat <i>Makers</i>' }, authors: {}, revision: 1 }],
  });
  const toAda = async (more: Partial<NotifyDeps>) =>
    (await mailsFor(submitted, answered, more)).find(({ to }) => to === 'ada@customer.example')!;

  test('its subject stands in place of ours, its paragraphs before the link, with the variables filled in', async () => {
    const paragraphs = ['We look forward to {{answers.legalName}}.'];
    const mail = await toAda(saying({ case_submitted: { subject: '{{process}}: {{number}}', paragraphs } }));
    expect(mail.subject).toBe('Test account: ONB-AAAA-AAAA');
    expect(mail.text).toContain('We look forward to Hat <i>Makers</i>.\n\nSee where it stands:');
    expect(mail.html).toContain('<p>We look forward to Hat &lt;i&gt;Makers&lt;/i&gt;.</p>');
  });

  test('texts of other mails are not in it', async () => {
    const mail = await toAda(saying({ case_closed: { subject: 'Goodbye' } }));
    expect(mail.subject).toBe('We have your application ONB-AAAA-AAAA');
  });

  test('what is not known leaves nothing, and what a check found is never told', async () => {
    const paragraphs = ['[{{answers.countries}}] [{{checks.background.result}}] [{{risk.band}}]'];
    const checked = { ...answered, riskBand: 'high' as const };
    const [mail] = (await mailsFor(submitted, checked, saying({ case_submitted: { paragraphs } }))).filter(
      ({ audience }) => audience === 'customer',
    );
    expect(mail!.text).toContain('[] [] []');
  });
});

test('messages of the playbook that go out together are one mail, with their variables filled in', async () => {
  const sent: Fact = { type: 'task.message_sent', taskIds: ['told', 'told-more'] };
  const [mail, ...others] = await mailsFor([sent], OWNED, { playbookOf: async () => withTasks() });
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ template: 'process_message', to: 'ada@customer.example' });
  expect(mail?.text).toContain(`Dear Acme Ltd, we have called about ${OWNED.number}.\n\nMore about it.`);
});
