import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anAccount, type PlaybooksWorld, playbooksWorld } from './playbooks-world.ts';

let world: PlaybooksWorld;
beforeAll(async () => {
  world = await playbooksWorld();
});
afterAll(() => {
  expect(world.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  return world.stop();
});
beforeEach(() => {
  world.sent.length = 0;
});

const [ANN, MAX] = ['admin_ann', 'admin_max'];
const told = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

async function publish(playbook: ReturnType<typeof anAccount>) {
  const { headers } = await world.upload(ANN, playbook);
  const answer = await world.version(MAX, 'POST /publish', playbook.id, playbook.version, {
    ifMatch: headers['etag']!,
  });
  expect(answer.status).toBe(200);
  return answer;
}

describe('uploading a version', () => {
  test('makes a draft of it, with its findings and a tag', async () => {
    const playbook = anAccount({ title: 'An unsound account' });
    const { status, headers, body } = await world.upload(ANN, playbook);
    expect([status, headers['etag']]).toEqual([200, '"1"']);
    expect(body).toMatchObject({
      id: playbook.id,
      version: 1,
      status: 'draft',
      uploadedBy: ANN,
      uploadedAt: '2026-03-03T09:00:00.000Z',
      document: playbook,
      findings: [{ place: '/intake/0/after', code: 'cycle', message: 'It waits for itself.' }],
    });
    expect(Object.keys(body)).not.toContain('revision');
  });

  test('may be repeated while it is a draft, and costs two calls', async () => {
    const playbook = anAccount();
    await world.upload(ANN, playbook);
    world.sent.length = 0;
    const { status, headers, body } = await world.upload(ANN, { ...playbook, title: 'Better' });
    expect([status, headers['etag'], body.title]).toEqual([200, '"2"', 'Better']);
    expect(world.sent).toEqual(['BatchGetCommand', 'TransactWriteCommand']);
  });

  test('of the same document changes nothing', async () => {
    const playbook = anAccount();
    await world.upload(ANN, playbook);
    const { headers, body } = await world.upload(MAX, playbook);
    expect([headers['etag'], body.uploadedBy]).toEqual(['"1"', ANN]);
  });

  test('with a tag is refused when the draft has changed since', async () => {
    const playbook = anAccount();
    await world.upload(ANN, playbook);
    const answer = await world.upload(MAX, { ...playbook, title: 'Mine' }, { ifMatch: '"7"' });
    expect([...told(answer), answer.body.currentVersion]).toEqual([412, 'playbook.stale', 1]);
  });

  test('never touches what was published', async () => {
    const playbook = anAccount();
    await publish(playbook);
    expect(told(await world.upload(ANN, { ...playbook, title: 'Other' }))).toEqual([409, 'playbook.not-draft']);
    const { body } = await world.version(ANN, 'GET', playbook.id, 1);
    expect(body.document).toEqual(playbook);
  });

  test.each<[string, object, number, string, string]>([
    ['a member that there is not', { nobodyKnowsThis: 1 }, 400, 'request.unknown-member', '/nobodyKnowsThis'],
    ['a value of the wrong type', { group: 7 }, 400, 'request.wrong-type', '/group'],
    ['a wrong type deep inside', { checks: [{ required: 'yes' }] }, 400, 'request.wrong-type', '/checks/0/required'],
    ['something that is missing', { title: undefined }, 422, 'request.invalid', '/title'],
    ['an option that there is not', { preApproval: 'maybe' }, 422, 'request.invalid', '/preApproval'],
    ['an empty list', { intake: [] }, 422, 'request.invalid', '/intake'],
    ['the id of another playbook', { id: 'another' }, 422, 'input.invalid', '/id'],
    ['another version', { version: 2 }, 422, 'input.invalid', '/version'],
  ])('says where there is %s', async (_, change, status, code, pointer) => {
    const { id } = anAccount();
    const answer = await world.version(ANN, 'PUT', id, 1, { body: { ...anAccount({ id }), ...change } });
    expect(told(answer)).toEqual([status, code]);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
    expect((await world.version(ANN, 'GET', id, 1)).status).toBe(404);
  });

  test('is refused for conditions in conditions without an end', async () => {
    const { id, ...rest } = anAccount();
    const depth = 20_000;
    const rawBody = `${JSON.stringify({ id, ...rest }).slice(0, -1)},"deep":${'{"not":'.repeat(depth)}1${'}'.repeat(depth)}}`;
    expect(told(await world.version(ANN, 'PUT', id, 1, { rawBody }))).toEqual([422, 'input.invalid']);
  });

  test('of two new versions at the same time keeps both', async () => {
    const playbook = anAccount();
    const versions = [1, 2, 3].map((version) => ({ ...playbook, version }));
    const answers = await Promise.all(versions.map((one) => world.upload(ANN, one)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { body } = await world.call(ANN, 'GET /v1/playbooks/{playbookId}', { playbookId: playbook.id });
    expect(body.data.map(({ version }: { version: number }) => version)).toEqual([1, 2, 3]);
  });
});

describe('publishing a version', () => {
  test('is for a second person, who read it as it is', async () => {
    const playbook = anAccount();
    await world.upload(ANN, playbook);
    const ask = (who: string, ifMatch?: string) =>
      world.version(who, 'POST /publish', playbook.id, 1, ifMatch === undefined ? {} : { ifMatch });
    expect(told(await ask(ANN, '"1"'))).toEqual([403, 'playbook.publisher-not-independent']);
    expect(told(await ask(MAX))).toEqual([428, 'precondition.required']);
    await world.upload(ANN, { ...playbook, title: 'Changed behind his back' });
    expect(told(await ask(MAX, '"1"'))).toEqual([412, 'playbook.stale']);
    const { status, headers, body } = await ask(MAX, '"2"');
    expect([status, headers['etag'], body.status, body.publishedBy]).toEqual([200, '"3"', 'published', MAX]);
    expect(told(await ask(MAX, '"3"'))).toEqual([409, 'playbook.not-draft']);
  });

  test('is refused while the examination finds something, which it names', async () => {
    const playbook = anAccount({ title: 'unsound' });
    await world.upload(ANN, playbook);
    const answer = await world.version(MAX, 'POST /publish', playbook.id, 1, { ifMatch: '"1"' });
    expect(told(answer)).toEqual([422, 'playbook.not-sound']);
    expect(answer.body.errors).toEqual([
      { pointer: '/intake/0/after', code: 'cycle', message: 'It waits for itself.' },
    ]);
    const lint = await world.version(MAX, 'GET /lint', playbook.id, 1);
    expect(lint.body.data).toEqual([{ place: '/intake/0/after', code: 'cycle', message: 'It waits for itself.' }]);
  });

  test('by two people at the same time happens once', async () => {
    const playbook = anAccount();
    await world.upload('admin_ann', playbook);
    const ask = () => world.version(MAX, 'POST /publish', playbook.id, 1, { ifMatch: '"1"' });
    const statuses = (await Promise.all([ask(), ask()])).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 412]);
  });
});

describe('retiring a version', () => {
  test('leaves the one before for new cases, and is recorded', async () => {
    const playbook = anAccount();
    await publish(playbook);
    const { headers } = await publish({ ...playbook, version: 2, title: 'Second' });
    const row = async () => {
      const { body } = await world.call(ANN, 'GET /v1/playbooks', {});
      return body.data.find(({ id }: { id: string }) => id === playbook.id);
    };
    expect(await row()).toMatchObject({ newestVersion: 2, title: 'Second' });
    const { body } = await world.version(ANN, 'POST /retire', playbook.id, 2, { ifMatch: headers['etag']! });
    expect(body).toMatchObject({ status: 'retired', retiredBy: ANN, retiredAt: '2026-03-03T09:00:00.000Z' });
    expect(await row()).toMatchObject({ newestVersion: 1, title: playbook.title });
  });

  test('is not for drafts, nor for what is retired', async () => {
    const playbook = anAccount();
    await world.upload(ANN, playbook);
    const ask = (tag: string) => world.version(ANN, 'POST /retire', playbook.id, 1, { ifMatch: tag });
    expect(told(await ask('"1"'))).toEqual([409, 'playbook.not-published']);
    await world.version(MAX, 'POST /publish', playbook.id, 1, { ifMatch: '"1"' });
    expect((await ask('"2"')).status).toBe(200);
    expect(told(await ask('"3"'))).toEqual([409, 'playbook.not-published']);
  });
});

describe('a key', () => {
  test('makes every command have one effect, whatever has become of the version since', async () => {
    const playbook = anAccount();
    const upload = () => world.upload(ANN, playbook, { key: 'upload' });
    const publication = () => world.version(MAX, 'POST /publish', playbook.id, 1, { ifMatch: '"1"', key: 'publish' });
    const retirement = () => world.version(ANN, 'POST /retire', playbook.id, 1, { ifMatch: '"2"', key: 'retire' });
    for (const command of [upload, publication, retirement]) {
      expect((await command()).headers['idempotency-replayed']).toBeUndefined();
      const again = await command();
      expect([again.status, again.headers['idempotency-replayed']]).toEqual([200, 'true']);
    }
    const late = await publication();
    expect([late.status, late.body.status, late.headers['etag']]).toEqual([200, 'retired', '"3"']);
  });

  test('is kept by a command that changed nothing, too', async () => {
    const playbook = anAccount();
    await world.upload(ANN, playbook);
    await world.upload(ANN, playbook, { key: 'same' });
    const again = await world.upload(ANN, playbook, { key: 'same' });
    expect(again.headers['idempotency-replayed']).toBe('true');
  });

  test('serves no other request', async () => {
    const playbook = anAccount();
    await world.upload(ANN, playbook, { key: 'once' });
    const other = await world.upload(ANN, { ...playbook, title: 'Other' }, { key: 'once' });
    expect(told(other)).toEqual([422, 'idempotency.body-differs']);
    const elsewhere = anAccount();
    expect(told(await world.upload(ANN, elsewhere, { key: 'once' }))).toEqual([422, 'idempotency.body-differs']);
  });

  test('is not used up by a refusal', async () => {
    const playbook = anAccount({ title: 'unsound' });
    await world.upload(ANN, playbook);
    const ask = (ifMatch: string) => world.version(MAX, 'POST /publish', playbook.id, 1, { ifMatch, key: 'later' });
    expect(told(await ask('"1"'))).toEqual([422, 'playbook.not-sound']);
    await world.upload(ANN, { ...playbook, title: 'sound' });
    expect((await ask('"2"')).status).toBe(200);
  });
});

describe('who may', () => {
  test.each(['consumer_carla', 'contact_nina', 'contact_omar', 'contact_pia'])(
    '%s, a customer, sees nothing of playbooks',
    async (who) => {
      const playbook = anAccount();
      await world.upload(ANN, playbook);
      const answers = [
        await world.call(who, 'GET /v1/playbooks', {}),
        await world.call(who, 'GET /v1/playbooks/{playbookId}', { playbookId: playbook.id }),
        await world.version(who, 'GET', playbook.id, 1),
        await world.version(who, 'GET /lint', playbook.id, 1),
        await world.version(who, 'GET', 'unheard-of', 1),
      ];
      expect(answers.map(told)).toEqual(answers.map(() => [403, 'playbook.forbidden']));
    },
  );

  test.each(['agent_ada', 'supervisor_sue', 'compliance_cleo', 'auditor_abe'])(
    '%s, one of the staff, reads and never writes',
    async (who) => {
      const playbook = anAccount();
      await world.upload(ANN, playbook);
      expect((await world.call(who, 'GET /v1/playbooks', {})).status).toBe(200);
      expect((await world.version(who, 'GET', playbook.id, 1)).status).toBe(200);
      expect(told(await world.upload(who, { ...playbook, title: 'x' }))).toEqual([403, 'playbook.forbidden']);
      for (const verb of ['POST /publish', 'POST /retire']) {
        const answer = await world.version(who, verb, playbook.id, 1, { ifMatch: '"1"' });
        expect(told(answer)).toEqual([403, 'playbook.forbidden']);
      }
    },
  );
});

describe('reading', () => {
  test('costs one call each', async () => {
    const playbook = anAccount();
    await world.upload(ANN, playbook);
    world.sent.length = 0;
    await world.version(ANN, 'GET', playbook.id, 1);
    await world.call(ANN, 'GET /v1/playbooks', {});
    await world.call(ANN, 'GET /v1/playbooks/{playbookId}', { playbookId: playbook.id });
    await world.version(ANN, 'GET /lint', playbook.id, 1);
    expect(world.sent).toEqual(['GetCommand', 'QueryCommand', 'QueryCommand', 'GetCommand']);
  });

  test('of what there is not is a 404', async () => {
    expect(told(await world.version(ANN, 'GET', 'unheard-of', 1))).toEqual([404, 'playbook.not-found']);
    expect(told(await world.version(ANN, 'GET /lint', 'unheard-of', 1))).toEqual([404, 'playbook.not-found']);
    const list = await world.call(ANN, 'GET /v1/playbooks/{playbookId}', { playbookId: 'unheard-of' });
    expect(told(list)).toEqual([404, 'playbook.not-found']);
    for (const verb of ['POST /publish', 'POST /retire']) {
      expect(told(await world.version(ANN, verb, 'unheard-of', 1))).toEqual([404, 'playbook.not-found']);
    }
    for (const number of [0, 10_000]) {
      expect(told(await world.version(ANN, 'GET', 'account', number))).toEqual([404, 'route.not-found']);
    }
  });

  test('gives the schema to anybody, as a schema', async () => {
    const { status, headers, body } = await world.call('nobody', 'GET /v1/playbooks/schema.json', {});
    expect([status, headers['content-type'], body]).toEqual([200, 'application/schema+json', { title: 'the schema' }]);
  });
});
