import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { compose } from '../../../functions/notifications/compose.ts';
import type { RenderedMail } from '../../../shared/store/ports.ts';

const mail = (more: Partial<RenderedMail> = {}): RenderedMail => ({
  caseId: 'case_1',
  caseVersion: 4,
  eventId: 'evt_1_4',
  recipientId: 'contact_ada',
  to: 'ada@customer.example',
  audience: 'customer',
  template: 'case_submitted',
  templateVersion: 1,
  subject: 'We have it',
  text: 'Grüße, 你好\n',
  html: '<p>Grüße, 你好</p>',
  state: 'sending',
  attemptedAt: '2026-03-03T09:00:00.000Z',
  attempts: 1,
  ...more,
});
const envelope = {
  from: 'Gangway <onboarding@ours.example>',
  replyTo: 'case+token@in.ours.example',
  domain: 'in.ours.example',
  date: new Date('2026-03-03T09:00:00.000Z'),
};
const parsed = (more: Partial<RenderedMail> = {}) => PostalMime.parse(compose(mail(more), envelope));

test('both parts arrive as they were written', async () => {
  const { text, html } = await parsed();
  expect(text?.trim()).toBe('Grüße, 你好');
  expect(html?.trim()).toBe('<p>Grüße, 你好</p>');
});

test('a long subject in another script survives its folding', async () => {
  const subject = 'Документы, которые нам ещё нужны для вашего заявления ONB-1234-5678, пожалуйста';
  expect((await parsed({ subject })).subject).toBe(subject);
  const head = compose(mail({ subject }), envelope).toString().split('\r\n\r\n')[0] ?? '';
  expect(head).not.toMatch(/(?<!\r)\n/);
});

test('it says that it is automatic, and takes answers at the address of the case', async () => {
  const { headers, replyTo } = await parsed();
  const header = (name: string) => headers.find(({ key }) => key === name)?.value;
  expect(header('auto-submitted')).toBe('auto-generated');
  expect(header('x-auto-response-suppress')).toBe('All');
  expect(header('references')).toBe('<case_1@in.ours.example>');
  expect(replyTo?.[0]?.address).toBe('case+token@in.ours.example');
});

test('no value starts a header of its own', async () => {
  const { headers } = await parsed({ to: 'ada@customer.example\r\nBcc: all@everywhere.example' });
  expect(headers.some(({ key }) => key === 'bcc')).toBe(false);
});
