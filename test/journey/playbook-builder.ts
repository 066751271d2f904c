import { PACKAGED } from '../../shared/playbooks/catalogue.ts';
import type { Scene } from '../support/running-system.ts';
import type { Answer } from '../support/running-system-client.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document as somebody outside writes it
export type Document = any;

/** The packaged consumer account, as a playbook of another id. */
export const copyOf = (id: string): Document => ({
  ...structuredClone(PACKAGED.find((packaged) => packaged.id === 'consumer-account')),
  id,
  version: 1,
});

export const pathTo = ({ id, version }: Document): string => `/v1/playbooks/${id}/versions/${version}`;

export const upload = ({ api }: Scene, who: string, document: Document): Promise<Answer> =>
  api.send(who, 'PUT', pathTo(document), { body: document });

/** Publishes or retires the version as it is now. */
export async function decide(
  { api }: Scene,
  who: string,
  verb: 'publish' | 'retire',
  document: Document,
): Promise<Answer> {
  const path = pathTo(document);
  const seen = await api.send(who, 'GET', path);
  return api.send(who, 'POST', `${path}/${verb}`, { body: {}, ifMatch: seen.headers.get('etag') ?? '"0"' });
}
