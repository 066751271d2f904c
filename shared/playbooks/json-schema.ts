import * as z from 'zod/mini';
import { conditionSchema } from './condition-schema.ts';
import { playbookSchema } from './playbook-schema.ts';

/**
 * JSON Schema (draft 2020-12) of a playbook file, for editors. `playbook.schema.json` holds it as text; regenerate with
 * `npx vitest run test/playbooks/json-schema.test.ts -u`.
 */
export function playbookJsonSchema(): Readonly<Record<string, unknown>> {
  const metadata = z.registry<{ id: string }>().add(conditionSchema, { id: 'condition' });
  return { title: 'Gangway playbook', ...z.toJSONSchema(playbookSchema, { metadata }) };
}
