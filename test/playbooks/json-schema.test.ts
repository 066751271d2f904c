import { describe, expect, it } from 'vitest';
import { playbookJsonSchema } from '../../shared/playbooks/json-schema.ts';

describe('the published JSON Schema of playbooks', () => {
  it('is the one that is generated from the schema in use', async () => {
    const text = `${JSON.stringify(playbookJsonSchema(), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../../shared/playbooks/playbook.schema.json');
  });
});
