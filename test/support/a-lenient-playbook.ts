import type { DocumentRequirement, Playbook } from '../../shared/domain/playbook/playbook.ts';
import { aPlaybook } from './a-playbook.ts';

/** The test playbook with other rules for the registry extract, which may be waived and deferred, and for identities. */
export function aLenientPlaybook(
  registration: Partial<DocumentRequirement> = {},
  identity: Partial<DocumentRequirement> = {},
  more: Partial<Playbook> = {},
): Playbook {
  const lenient = { waivable: true, deferrable: true } as const;
  const requirements = aPlaybook().requirements.map((one) =>
    one.id === 'registration' ? { ...one, ...lenient, ...registration } : { ...one, ...identity },
  );
  return aPlaybook({ requirements, ...more });
}
