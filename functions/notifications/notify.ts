import type { Case, Instant } from '../../shared/domain/case/case.ts';
import type { Envelope } from '../../shared/domain/events/envelope.ts';
import type { Notification, TemplateId } from '../../shared/domain/notifications/notification.ts';
import { mayCallForMail, notificationsFor } from '../../shared/domain/notifications/notifications-for.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import type { CaseStore, PartyStore, RenderedMail } from '../../shared/store/ports.ts';
import { type DeliverDeps, deliver } from './deliver.ts';
import { mailView } from './mail-view.ts';
import { withPlaybookTexts } from './playbook-texts.ts';
import { type Addressee, addresseesOf } from './recipients.ts';
import { CUSTOMER_TEMPLATES } from './templates/customer.ts';
import { layOut } from './templates/lay-out.ts';
import { STAFF_TEMPLATES } from './templates/staff.ts';
import type { Template } from './templates/template.ts';

export interface NotifyDeps extends DeliverDeps {
  readonly cases: Pick<CaseStore, 'load'>;
  readonly parties: Pick<PartyStore, 'profile' | 'profiles'>;
  readonly playbookOf: (ref: Case['playbook']) => Promise<Playbook>;
  readonly portalUrl: string;
}

const TEMPLATES: Readonly<Record<TemplateId, Template>> = { ...CUSTOMER_TEMPLATES, ...STAFF_TEMPLATES };

/**
 * Sends everything that an event calls for: render from the case as it stands, then deliver. A mail that fails does not
 * hold up the others; the event comes again for it.
 *
 * @throws {AggregateError} when some mail was not delivered
 */
export const notify =
  (deps: NotifyDeps) =>
  async (event: Envelope): Promise<void> => {
    if (!mayCallForMail(event.data.facts)) return;
    const case_ = await deps.cases.load(event.caseId);
    const playbook = await deps.playbookOf(case_.playbook);
    const notifications = notificationsFor(event.data.facts, case_, playbook);
    if (notifications.length === 0) return;
    const agentName = await agentNameOf(case_, deps.parties);
    const mails: RenderedMail[] = [];
    for (const notification of notifications) {
      for (const to of await addresseesOf(notification.to, case_, deps.parties)) {
        mails.push(render(deps, event, { notification, to, case_, playbook, agentName }));
      }
    }
    const failures = await deliver(deps, mails);
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} mail(s) not delivered`);
  };

async function agentNameOf({ assignee }: Case, parties: Pick<PartyStore, 'profile'>): Promise<string> {
  const profile = assignee === undefined ? undefined : await parties.profile(assignee);
  return profile?.displayName ?? 'One of us';
}

interface Message {
  readonly notification: Notification;
  readonly to: Addressee;
  readonly case_: Case;
  readonly playbook: Playbook;
  readonly agentName: string;
}

function render({ portalUrl, now }: NotifyDeps, event: Envelope, message: Message): RenderedMail {
  const { notification, to, case_, playbook, agentName } = message;
  const at: Instant = now();
  const view = mailView(case_, playbook, notification, to, { portalUrl, at, agentName });
  const usual = TEMPLATES[notification.template];
  const template = withPlaybookTexts(usual, notification.template, playbook.notifications);
  return {
    caseId: event.caseId,
    caseVersion: event.caseVersion,
    eventId: event.id,
    recipientId: to.recipientId,
    to: to.address,
    audience: to.audience,
    template: notification.template,
    templateVersion: template.version,
    ...layOut(template, view),
    state: 'sending',
    attemptedAt: at,
    attempts: 1,
  };
}
