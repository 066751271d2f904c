import type { Action } from '../../shared/domain/access/actions.ts';
import { type CommandSpec, caseCommand } from '../../shared/http/case-command.ts';
import type { Incoming, Reply } from '../../shared/http/incoming.ts';
import type { DocumentsDeps } from './deps.ts';
import { replyWithDocument } from './reply-with-document.ts';

type DocumentIncoming = Incoming<
  | 'PATCH /v1/cases/{caseId}/documents/{documentId}'
  | 'POST /v1/cases/{caseId}/documents/{documentId}/accept'
  | 'POST /v1/cases/{caseId}/documents/{documentId}/reject'
>;

/** A command on one document, answered with the document as it then is. */
export function decideOnDocument(
  deps: DocumentsDeps,
  incoming: DocumentIncoming,
  action: Action,
  decide: CommandSpec['decide'],
): Promise<Reply> {
  const { caseId, documentId } = incoming.params;
  const { at } = incoming;
  const render: CommandSpec['render'] = (case_, caller, _created, playbook) =>
    replyWithDocument({ case_, caller, playbook, at }, documentId);
  return caseCommand(deps, incoming, { action, caseId, decide, render });
}
