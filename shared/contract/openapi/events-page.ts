import { FACTS, type FactType } from '../../domain/events/fact.ts';
import { CASE_EVENT, EVENT_SOURCE, SUBSCRIPTIONS } from '../events.ts';

const INTRODUCTION = `# Events

Generated from \`shared/contract/events.ts\` and \`shared/domain/events/fact.ts\` by \`npm run openapi\`; do not edit.

Every accepted command writes exactly one event, in the transaction of its change. On the bus it has the source
\`${EVENT_SOURCE}\`, the detail type \`${CASE_EVENT}\`, and as detail the envelope
\`{id, schema, at, caseId, caseVersion, actor, correlationId, causationId?, data: {types, facts, textDigest?}}\`.
Delivery is at least once and in no order; \`id\` tells repetitions, \`caseVersion\` the order. Envelopes hold ids, codes,
counts and instants, never personal data.

| fact | a customer may see it | changes the application | consumed by |
|---|---|---|---|
`;

/** Every fact that an event can carry, as a page. */
export function eventsPage(): string {
  const rows = (Object.keys(FACTS) as FactType[]).map((type) => {
    const { audience, material } = FACTS[type];
    const consumers = Object.entries(SUBSCRIPTIONS)
      .filter(([, types]) => (types as readonly string[]).includes(type))
      .map(([name]) => name);
    const isSeen = audience === 'customer' ? 'yes' : 'no';
    return `| \`${type}\` | ${isSeen} | ${material ? 'yes' : 'no'} | ${consumers.join(', ')} |`;
  });
  return `${INTRODUCTION}${rows.join('\n')}\n`;
}
