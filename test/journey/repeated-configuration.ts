import type { Scene } from '../support/running-system.ts';
import type { Answer } from '../support/running-system-client.ts';
import { act, must } from './case-builder.ts';
import { copyOf, type Document, decide, upload } from './playbook-builder.ts';

const ID = 'repeated-account';

/** A playbook that is published twice, with a case that is taken over to its second version and back, and is retired. */
export async function configuration(scene: Scene): Promise<void> {
  const first = copyOf(ID);
  const second = withoutField(first);
  await publish(scene, first);
  const id = await openCase(scene);
  await publish(scene, second);
  const migrations = `/v1/playbooks/${ID}/migrations`;
  const body = { from: 1, to: 2, dryRun: true };
  const { migrationId } = await must(scene, 201, 'ann', 'POST', migrations, { body });
  await scene.engine.advance('PT0S');
  const own = `${migrations}/${migrationId}`;
  const { data } = await must(scene, 200, 'ann', 'GET', `${own}/cases`);
  const drop = data[0].questions.map(({ place }: { place: string }) => place);
  await must(scene, 200, 'ann', 'POST', `${own}/cases/${id}/decide`, { body: { drop } });
  await must(scene, 200, 'ann', 'POST', `${own}/apply`);
  await scene.engine.advance('PT0S');
  await must(scene, 200, 'ann', 'POST', `${own}/cases/${id}/revert`);
  await must(scene, 200, 'ann', 'POST', `${own}/revert`);
  await scene.engine.advance('PT0S');
  await act(scene, 'luis', id, 'POST /change-type', { type: 'consumer-account' });
  accepted(await decide(scene, 'ann', 'retire', second));
}

/** The second version no longer asks for the reference that customers may give themselves. */
function withoutField(first: Document): Document {
  const intake = first.intake.map((step: Document) => ({
    ...step,
    ...(step.fields && { fields: step.fields.filter(({ id }: { id: string }) => id !== 'customerReference') }),
  }));
  return { ...first, version: 2, intake };
}

async function publish(scene: Scene, document: Document): Promise<void> {
  accepted(await upload(scene, 'max', document));
  accepted(await decide(scene, 'ann', 'publish', document));
}

function accepted({ status, body }: Answer): void {
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
}

async function openCase(scene: Scene): Promise<string> {
  const answers = { customerReference: 'mine' };
  const { id } = await must(scene, 201, 'luis', 'POST', '/v1/cases', { body: { type: ID, channel: 'web', answers } });
  await scene.engine.advance('PT0S');
  return id;
}
