import { AwsFault, awsJsonService, requireList, type WireInput } from '../aws-json.ts';
import type { WireService } from '../parts.ts';
import type { NewEvent } from './envelope.ts';
import { busNameOf } from './rule-settings.ts';

/** What one accepted entry of PutEvents asks for. */
export interface EventEntry {
  readonly busName: string;
  readonly event: NewEvent;
  readonly detail: unknown;
}

/** Delivers all entries of one call in one transaction; gives their event ids in order. */
export type PutEntries = (entries: readonly EventEntry[]) => readonly string[];

interface RefusedEntry {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

const entryLimit = 10;
/** Source: EventBridge quotas, size of a PutEvents entry; the older and stricter limit. */
const sizeLimitBytes = 262_144;

/** `AWSEvents.PutEvents`; any other operation is refused by name. A refused entry does not hold up the others. */
export function createEventsWire(busNames: ReadonlySet<string>, put: PutEntries): WireService {
  return awsJsonService(
    { targetPrefix: 'AWSEvents', version: '1.1', errorNamespace: '' },
    {
      PutEvents: (input) => {
        const entries = requireList(input, 'Entries');
        if (entries.length > entryLimit) {
          throw new AwsFault('ValidationException', `PutEvents takes at most ${entryLimit} entries.`);
        }
        const read = entries.map((entry) => readEntry(entry, busNames));
        const ids = [...put(read.filter((entry) => 'event' in entry))];
        const Entries = read.map((entry) => ('event' in entry ? { EventId: ids.shift() } : entry));
        return { FailedEntryCount: read.filter((entry) => !('event' in entry)).length, Entries };
      },
    },
  );
}

function readEntry(entry: WireInput, busNames: ReadonlySet<string>): EventEntry | RefusedEntry {
  const { Source, DetailType, Detail, EventBusName, Resources, Time } = entry;
  const refuse = (ErrorCode: string, ErrorMessage: string): RefusedEntry => ({ ErrorCode, ErrorMessage });
  if (typeof Source !== 'string' || Source === '') {
    return refuse('InvalidArgument', 'Parameter Source is not valid. Reason: Source is a required argument.');
  }
  if (typeof DetailType !== 'string' || DetailType === '') {
    return refuse('InvalidArgument', 'Parameter DetailType is not valid. Reason: DetailType is a required argument.');
  }
  if (typeof Detail !== 'string') {
    return refuse('InvalidArgument', 'Parameter Detail is not valid. Reason: Detail is a required argument.');
  }
  if (Source.startsWith('aws.')) {
    return refuse('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  if (Buffer.byteLength(Detail) + Source.length + DetailType.length > sizeLimitBytes) {
    return refuse('InvalidArgument', 'The entry is too large.');
  }
  const busName = busNameOf(typeof EventBusName === 'string' ? EventBusName : 'default');
  if (!busNames.has(busName)) throw new AwsFault('ResourceNotFoundException', `Event bus ${busName} does not exist.`);
  const detail = parseDetail(Detail);
  if (detail === undefined) return refuse('MalformedDetail', 'Detail is malformed.');
  const resources = Array.isArray(Resources) ? (Resources as readonly string[]) : [];
  const at = typeof Time === 'number' ? { at: Time * 1000 } : {};
  return { busName, detail, event: { source: Source, detailType: DetailType, resources, detailText: Detail, ...at } };
}

function parseDetail(text: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
