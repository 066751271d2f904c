import type { Case, Instant } from '../../shared/domain/case/case.ts';
import type { Envelope } from '../../shared/domain/events/envelope.ts';
import type { Notification, TemplateId } from '../../shared/domain/notifications/notification.ts';
import { notificationsFor } from '../../shared/domain/notifications/notifications-for.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import type { CaseStore, PartyStore, RenderedMail } from '../../shared/store/ports.ts';
import { type DeliverDeps, deliver } from './deliver.ts';
import { mailView } from './mail-view.ts';
import { type Addressee, addresseesOf } from './recipients.ts';
import { CUSTOMER_TEMPLATES } from './templates/customer.ts';
import { layOut } from './templates/lay-out.ts';
import { STAFF_TEMPLATES } from './templates/staff.ts';
import type { Template } from './templates/template.ts';

export interface NotifyDeps extends DeliverDeps {
  readonly cases: Pick<CaseStore, 'load'>;
  readonly parties: Pick<PartyStore, 'profile' | 'profiles'>;
  readonly playbookOf: (ref: Case['playbook']) => Playbook;
  readonly portalUrl: string;
}

const TEMPLATES: Readonly<Record<TemplateId, Template>> = { ...CUSTOMER_TEMPLATES, ...STAFF_TEMPLATES };

/** Sends everything that an event calls for: render from the case as it stands, then deliver, each mail by itself. */
export const notify =
  (deps: NotifyDeps) =>
  async (event: Envelope): Promise<void> => {
    const case_ = await deps.cases.load(event.caseId);
    const playbook = deps.playbookOf(case_.playbook);
    for (const notification of notificationsFor(event.data.facts, case_, playbook)) {
      for (const to of await addresseesOf(notification.to, case_, deps.parties)) {
        await deliver(deps, render(deps, event, notification, to, case_, playbook));
      }
    }
  };

function render(
  { portalUrl, now }: NotifyDeps,
  event: Envelope,
  notification: Notification,
  to: Addressee,
  case_: Case,
  playbook: Playbook,
): RenderedMail {
  const at: Instant = now();
  const template = TEMPLATES[notification.template];
  return {
    caseId: event.caseId,
    caseVersion: event.caseVersion,
    eventId: event.id,
    recipientId: to.recipientId,
    to: to.address,
    audience: to.audience,
    template: notification.template,
    templateVersion: template.version,
    ...layOut(template, mailView(case_, playbook, notification, to, { portalUrl, at })),
    state: 'sending',
    attemptedAt: at,
    attempts: 1,
  };
}
