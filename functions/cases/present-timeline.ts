import type { Caller } from '../../shared/domain/access/caller.ts';
import { isStaff } from '../../shared/domain/access/is-staff.ts';
import { FACTS, type Fact } from '../../shared/domain/events/fact.ts';
import type { RenderedMail, StoredEvent } from '../../shared/store/ports.ts';
import type { View } from './present-case.ts';
import { withoutHidden } from './without-hidden.ts';

/** What of the history the caller may see, in the order that it came in. Customers never see a work note. */
export function presentTimeline(events: readonly StoredEvent[], mails: readonly RenderedMail[], view: View) {
  const { caller } = view;
  const staff = isStaff(caller);
  return events.flatMap((event) => {
    const facts = visibleFacts(event, view);
    if (facts.length === 0) return [];
    return [
      {
        entryId: entryIdOf(event),
        at: event.envelope.at,
        ...(staff && { version: event.envelope.caseVersion }),
        types: facts.map((fact) => fact.type),
        actor: presentActor(event, caller),
        facts: staff ? facts : facts.map(withoutInternals),
        ...(event.text !== undefined && (staff || isMeantForCustomers(event)) && { body: event.text }),
        ...presentMails(event, mails, caller),
      },
    ];
  });
}

/** Customers see what is meant for them; staff see everything. */
function visibleFacts({ envelope: { data } }: StoredEvent, view: View): readonly Fact[] {
  if (isStaff(view.caller)) return data.facts;
  return data.facts
    .filter((fact) => FACTS[fact.type].audience === 'customer')
    .flatMap((fact) => withoutHidden(fact, view));
}

/** Whether there is anything in the event that the caller may see. */
export const isVisible = (event: StoredEvent, view: View): boolean => visibleFacts(event, view).length > 0;

/**
 * A text has the id that its writer got; everything else an opaque one, because a running number would tell customers
 * how much happens that they do not see.
 */
function entryIdOf({ envelope, hash }: StoredEvent): string {
  const texts = envelope.data.facts.map((fact) => fact['commentId'] ?? fact['noteId']);
  const textId = texts.find((id) => typeof id === 'string');
  return typeof textId === 'string' ? textId : `entry_${hash.slice(0, 32)}`;
}

/** Facts whose text is written to the customer. */
const WRITTEN_TO_CUSTOMERS: readonly string[] = ['case.commented', 'case.handed_over'];

/** What our people note beside other events, such as why they reopened a case, is for us. */
const isMeantForCustomers = (event: StoredEvent): boolean =>
  !isOurs(event) || event.envelope.data.types.some((type) => WRITTEN_TO_CUSTOMERS.includes(type));

/** People who act for us; a customer is named by what they are, or by the address that they wrote from. */
const isOurs = ({ envelope: { actor } }: StoredEvent): boolean =>
  actor.kind === 'person' && !/^(consumer|contact|address)_/.test(actor.personId);

/** Customers learn that a person acted for us, not which. */
function presentActor(event: StoredEvent, caller: Caller) {
  const { actor } = event.envelope;
  if (isStaff(caller) || actor.personId === caller.personId) return { personId: actor.personId, kind: actor.kind };
  return { kind: isOurs(event) ? ('staff' as const) : actor.kind };
}

/** Details of a fact that customers have no use for: reasons of refusal and ids of our people. */
const INTERNAL_DETAILS = ['reason', 'assignee', 'previousAssignee', 'by', 'approval', 'receiptId', 'riskBand'];

const withoutInternals = (fact: Fact): Fact =>
  Object.fromEntries(Object.entries(fact).filter(([name]) => !INTERNAL_DETAILS.includes(name))) as unknown as Fact;

function presentMails({ envelope }: StoredEvent, mails: readonly RenderedMail[], caller: Caller) {
  const shown = mails
    .filter((mail) => mail.eventId === envelope.id)
    .filter((mail) => isStaff(caller) || mail.recipientId === caller.personId);
  if (shown.length === 0) return {};
  return {
    mails: shown.map(({ to, subject, text, sentAt, state, template }) => ({
      to,
      subject,
      text,
      state,
      template,
      ...(sentAt !== undefined && { sentAt }),
    })),
  };
}
