import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { newestPlaybook } from '../../shared/playbooks/catalogue.ts';
import { playbookSchema } from '../../shared/playbooks/playbook-schema.ts';

type Json = Record<string, unknown>;

/** Whether the schema takes the packaged consumer playbook after this change. */
function takes(change: (playbook: Json, parts: (name: string) => Json[]) => void): boolean {
  const playbook = structuredClone(newestPlaybook('consumer-account')) as unknown as Json;
  change(playbook, (name) => playbook[name] as Json[]);
  return z.safeParse(playbookSchema, playbook).success;
}

describe('the schema of a playbook', () => {
  it('takes the packaged one', () => {
    expect(takes(() => {})).toBe(true);
  });

  it.each<readonly [string, (playbook: Json, parts: (name: string) => Json[]) => void]>([
    ['an unknown member', (playbook) => Object.assign(playbook, { colour: 'red' })],
    ['an unknown member of a step', (_, parts) => Object.assign(parts('intake')[0]!, { colour: 'red' })],
    [
      'an unknown member of a condition',
      (_, parts) => Object.assign(parts('requirements')[1]!.when as Json, { colour: 'red' }),
    ],
    ['no steps', (playbook) => Object.assign(playbook, { intake: [] })],
    ['a form with an empty list of fields', (_, parts) => Object.assign(parts('intake')[0]!, { fields: [] })],
    ['nobody to apply', (playbook) => Object.assign(playbook, { applicantKinds: [] })],
    ['a role without rights', (_, parts) => Object.assign(parts('memberRoles')[0]!, { rights: [] })],
    ['proof of no kind', (_, parts) => Object.assign(parts('requirements')[0]!, { oneOf: [] })],
    [
      'all of nothing, which would be true',
      (_, parts) => Object.assign(parts('requirements')[0]!, { when: { all: [] } }),
    ],
    ['any of nothing', (_, parts) => Object.assign(parts('requirements')[0]!, { when: { any: [] } })],
    ['one of no values', (_, parts) => Object.assign(parts('requirements')[0]!, { when: { fact: 'channel', in: [] } })],
    [
      'a comparison with null, which no known fact is',
      (_, parts) => Object.assign(parts('requirements')[0]!, { when: { fact: 'channel', equals: null } }),
    ],
    [
      'two comparisons in one',
      (_, parts) =>
        Object.assign(parts('requirements')[0]!, { when: { fact: 'channel', equals: 'web', exists: true } }),
    ],
    ['an expression as text', (_, parts) => Object.assign(parts('requirements')[0]!, { when: 'channel == "web"' })],
    [
      'an id with a dot, which would not tell a member from a requirement',
      (_, parts) => Object.assign(parts('requirements')[0]!, { id: 'photo.id' }),
    ],
    [
      'an unknown type of field',
      (_, parts) => Object.assign((parts('intake')[0]!.fields as Json[])[0]!, { type: 'colour' }),
    ],
    ['a stage that does not exist', (playbook) => Object.assign(playbook.stages as Json, { party: {} })],
    ['a stage without a title', (playbook) => Object.assign(playbook.stages as Json, { close: { title: '' } })],
    ['version 0', (playbook) => Object.assign(playbook, { version: 0 })],
    ['half a day', (playbook) => Object.assign(playbook, { offerHours: 0.5 })],
    ['more days than anybody lives', (playbook) => Object.assign(playbook, { offerHours: 9e15 })],
  ])('refuses %s', (_, change) => {
    expect(takes(change)).toBe(false);
  });
});
