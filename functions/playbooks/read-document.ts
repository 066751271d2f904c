import { type InputError, InputInvalid } from '../../shared/domain/errors.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { accept } from '../../shared/http/accept.ts';
import { playbookSchema } from '../../shared/playbooks/playbook-schema.ts';
import type { PlaybookRef } from '../../shared/store/playbook-ports.ts';

/** Far below what the parser's stack bears, and above what anybody can read. */
const MAXIMUM_DEPTH = 40;

/**
 * The uploaded document, if it is a playbook and the one that its address says.
 * @throws {RequestMalformed} · {RequestInvalid} by the schema · {InputInvalid}
 */
export function readDocument(body: unknown, { id, version }: PlaybookRef): Playbook {
  requireReadable(body);
  const playbook = accept('body', playbookSchema, body);
  const errors = [
    ...(playbook.id === id ? [] : [misplaced('/id', id)]),
    ...(playbook.version === version ? [] : [misplaced('/version', version)]),
  ];
  if (errors.length > 0) throw new InputInvalid(errors);
  return playbook;
}

const misplaced = (pointer: string, addressed: string | number): InputError => ({
  pointer,
  code: 'playbook.other-address',
  message: `The address says ${addressed}.`,
});

/** Conditions may hold conditions, without an end. */
function requireReadable(body: unknown): void {
  let level: readonly unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAXIMUM_DEPTH) {
      throw new InputInvalid([{ pointer: '', code: 'playbook.too-deep', message: 'Nest conditions less.' }]);
    }
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
}
