import { requireKnownProperties } from '../known-properties.ts';
import type { EngineContext, ResolvedResource } from '../parts.ts';

/** What a configuration set publishes to the default bus: `SEND`, `DELIVERY`, `BOUNCE`, `COMPLAINT`. */
export interface ConfigurationSet {
  readonly name: string;
  readonly eventTypes: ReadonlySet<string>;
}

export interface SendingIdentity {
  /** A verified address or domain, lower case. */
  readonly name: string;
  /** The configuration set of mails that name none. */
  readonly configurationSet: string | undefined;
}

export interface SendingSettings {
  readonly identities: readonly SendingIdentity[];
  readonly configurationSets: ReadonlyMap<string, ConfigurationSet>;
}

const known = {
  identity: [
    'EmailIdentity',
    'DkimAttributes',
    'DkimSigningAttributes',
    'MailFromAttributes',
    'FeedbackAttributes',
    'ConfigurationSetAttributes',
    'Tags',
  ],
  set: ['Name', 'DeliveryOptions', 'ReputationOptions', 'SendingOptions', 'SuppressionOptions', 'Tags'],
  destination: ['ConfigurationSetName', 'EventDestination'],
};

/** Events about what a mail client or a foreign server does: nobody opens or delays a mail here. */
const neverHappen = ['REJECT', 'OPEN', 'CLICK', 'RENDERING_FAILURE', 'DELIVERY_DELAY', 'SUBSCRIPTION'];
const published = ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT'];

/** The templates write `SEND` or `send`, `DELIVERY_DELAY` or `deliveryDelay`. */
const eventType = (text: string) => text.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();

function readDestination(resource: ResolvedResource): readonly string[] {
  requireKnownProperties(resource, known.destination);
  const { EventDestination: destination } = resource.properties;
  const where = `Event destination ${resource.logicalId}`;
  const kinds = Object.keys(destination).filter((name) => name.endsWith('Destination'));
  if (kinds.join() !== 'EventBridgeDestination')
    throw new Error(`${where}: the local engine publishes to EventBridge only.`);
  if (!String(destination.EventBridgeDestination.EventBusArn).endsWith(':event-bus/default'))
    throw new Error(`${where}: SES publishes to the default bus only.`);
  const types: string[] = destination.MatchingEventTypes.map(eventType);
  const unknown = types.find((type) => !published.includes(type) && !neverHappen.includes(type));
  if (unknown !== undefined) throw new Error(`${where}: the event type ${unknown} is unknown.`);
  return destination.Enabled === false ? [] : types;
}

/** Reads identities and configuration sets. Throws one sentence for what the local engine would not do. */
export function readSendingSettings({ resources }: EngineContext): SendingSettings {
  const ofType = (type: string) => resources.filter((resource) => resource.type === `AWS::SES::${type}`);
  const identities = ofType('EmailIdentity').map((resource) => {
    requireKnownProperties(resource, known.identity);
    const { EmailIdentity, ConfigurationSetAttributes } = resource.properties;
    return {
      name: String(EmailIdentity).toLowerCase(),
      configurationSet: ConfigurationSetAttributes?.ConfigurationSetName as string | undefined,
    };
  });
  const destinations = ofType('ConfigurationSetEventDestination').map((resource) => ({
    set: String(resource.properties.ConfigurationSetName),
    types: readDestination(resource),
  }));
  const sets = ofType('ConfigurationSet').map((resource) => {
    requireKnownProperties(resource, known.set);
    const name = resource.physicalId;
    return { name, eventTypes: new Set(destinations.filter(({ set }) => set === name).flatMap(({ types }) => types)) };
  });
  return { identities, configurationSets: new Map(sets.map((set) => [set.name, set])) };
}
