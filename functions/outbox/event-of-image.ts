import type { Envelope } from '../../shared/domain/events/envelope.ts';
import { envelopeOfItem } from '../../shared/store/event-item.ts';

/** An attribute value as the stream writes it; event items have texts and numbers only. */
type Attribute = { readonly S?: string; readonly N?: string };

/** The event of an item's image in the stream. @throws {CorruptItem} */
export function eventOfImage(image: Readonly<Record<string, Attribute>>): Envelope {
  const item = Object.entries(image).map(([name, { S, N }]) => [name, N === undefined ? S : Number(N)]);
  return envelopeOfItem(Object.fromEntries(item));
}
