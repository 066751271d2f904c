import { pdf } from '../../local/demo/files.ts';
import type { Scene } from '../support/running-system.ts';
import { act, capturing, prove } from './case-builder.ts';

/** Waivers and deferrals on their every road, a question given up, and a document that is used a second time. */
export async function exceptions(scene: Scene): Promise<void> {
  const first = await capturing(scene, 'luis');
  const documentId = await prove(scene, 'luis', first, 'photo-id', pdf('passport'));
  const id = await capturing(scene, 'luis');
  await act(scene, 'luis', id, 'POST /requirements/photo-id/reuse', { documentId, fromCaseId: first }, 201);
  const deferral = { reason: 'It is on its way.', untilDate: await inTenDays(scene) };
  for (const [kind, requirementId, body] of [
    ['waivers', 'selfie', { reason: 'We met in person.' }],
    ['deferrals', 'proof-of-address', deferral],
  ] as const) {
    const road = `POST /requirements/${requirementId}/${kind}`;
    await act(scene, 'ada', id, road, body, 201);
    await act(scene, 'sue', id, `${road}/refuse`, { reason: 'Not yet.' });
    await act(scene, 'ada', id, road, body, 201);
    await act(scene, 'sue', id, `${road}/approve`);
    await act(scene, 'ada', id, `${road}/withdraw`);
  }
  await questionGivenUp(scene, id);
}

async function questionGivenUp(scene: Scene, id: string): Promise<void> {
  const items = ['One', 'Two'].map((label) => ({ label, kind: 'text' }));
  const asked = await act(scene, 'ada', id, 'POST /request-info', { items, message: 'Two things.' });
  const { itemId } = asked.infoRequests.at(-1).items[0];
  await act(scene, 'ada', id, `POST /info-requests/1/items/${itemId}/drop`, { reason: 'We found it.' });
}

const TEN_DAYS_MS = 10 * 86_400_000;
const inTenDays = async ({ engine }: Scene): Promise<string> =>
  new Date((await engine.now()) + TEN_DAYS_MS).toISOString().slice(0, 10);
