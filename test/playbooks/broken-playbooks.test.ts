import { describe, expect, it } from 'vitest';
import { lintPlaybook } from '../../shared/playbooks/lint.ts';
import { FIELDS, STEPS } from './broken/intake.ts';
import { DECISIONS, STAGES, TASKS_AND_CHECKS } from './broken/ways.ts';
import { DOCUMENTS, REST, TEXTS } from './broken/words.ts';
import { changed } from './changed.ts';
import { SOUND } from './sound-playbook.ts';

const ALL = [...STAGES, ...STEPS, ...FIELDS, ...DECISIONS, ...TASKS_AND_CHECKS, ...DOCUMENTS, ...TEXTS, ...REST];

describe('a playbook that nobody could be led through', () => {
  it('is looked for with one that is sound', () => {
    expect(lintPlaybook(SOUND)).toEqual([]);
  });

  it.each(ALL.map(([name, changes, ...findings]) => [name, changes, findings] as const))(
    'is refused for %s',
    (_, changes, findings) => {
      expect(lintPlaybook(changed(SOUND, changes)).map(({ place, code }) => `${place} ${code}`)).toEqual(findings);
    },
  );
});
