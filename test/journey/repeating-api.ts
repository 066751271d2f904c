import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { ROUTES, type RouteKey } from '../../shared/contract/routes.ts';
import type { Scene } from '../support/running-system.ts';
import { type Answer, ApiClient, type Sending } from '../support/running-system-client.ts';
import { witness } from './witness.ts';

/** Sends the first command of every route that was accepted twice more: as it was, and with the same key for something else. */
export class RepeatingApi extends ApiClient {
  readonly repeated = new Set<RouteKey>();
  readonly #scene: Scene;

  constructor(scene: Scene) {
    super(scene.system);
    this.#scene = scene;
  }

  override async send(actor: string, method: string, path: string, sending: Sending = {}): Promise<Answer> {
    const route = method === 'GET' ? undefined : routeOf(method, path);
    if (route === undefined || this.repeated.has(route)) return super.send(actor, method, path, sending);
    const keyed = { ...sending, key: randomUUID() };
    const first = await super.send(actor, method, path, keyed);
    if (first.status >= 300) return first;
    await this.#repeat(actor, method, path, keyed, first);
    this.repeated.add(route);
    return first;
  }

  async #repeat(actor: string, method: string, path: string, keyed: Sending, first: Answer): Promise<void> {
    const where = `${method} ${path}`;
    const before = await this.#witness(path, first);
    const again = await super.send(actor, method, path, keyed);
    expect([again.status, again.headers.get('idempotency-replayed')], where).toEqual([first.status, 'true']);
    expect(idOf(again), where).toBe(idOf(first));
    const other = await super.send(actor, method, path, { ...keyed, raw: `${JSON.stringify(keyed.body ?? {})} ` });
    expect([other.status, other.body.code], where).toEqual([422, 'idempotency.body-differs']);
    expect(await this.#witness(path, first), where).toEqual(before);
  }

  async #witness(path: string, { body }: Answer): Promise<unknown> {
    await this.#scene.engine.advance('PT0S');
    if (path.startsWith('/v1/playbooks/')) return this.#configuration(path);
    return witness(this.#scene, path.split('/')[3] ?? body.id);
  }

  /** What an administrator sees of a playbook, and of the migration that the path names. */
  async #configuration(path: string) {
    const [playbook, migration] = [/^\/v1\/playbooks\/[^/]+/, /^.*\/migrations\/[^/]+/].map(
      (part) => part.exec(path)?.[0],
    );
    const seen = [playbook, migration].filter((address) => address !== undefined);
    const answers = await Promise.all(seen.map((address) => super.send('ann', 'GET', address)));
    return answers.map(({ body }) => body);
  }
}

/** What the command made, or what it is about. */
const idOf = ({ body }: Answer): string =>
  body.document?.documentId ??
  body.memberId ??
  body.entryId ??
  body.receiptId ??
  body.stepId ??
  body.taskId ??
  body.migrationId ??
  body.caseId ??
  body.id ??
  body.number;

function routeOf(method: string, path: string): RouteKey | undefined {
  const fits = (template: string) =>
    template.split('/').length === path.split('/').length &&
    template.split('/').every((part, index) => part.startsWith('{') || part === path.split('/')[index]);
  const found = Object.keys(ROUTES).find((key) => {
    const [verb, template = ''] = key.split(' ');
    return verb === method && fits(template);
  });
  return found as RouteKey | undefined;
}
