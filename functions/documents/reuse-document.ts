import { permits } from '../../shared/domain/access/permits.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import { reuseDocument } from '../../shared/domain/case/reuse-document.ts';
import { CaseNotFound } from '../../shared/domain/errors.ts';
import { caseCommand } from '../../shared/http/case-command.ts';
import type { Incoming, Reply } from '../../shared/http/incoming.ts';
import { visibleDocuments } from '../../shared/http/present-document.ts';
import type { DocumentsDeps } from './deps.ts';
import { newDocument } from './new-document.ts';
import { replyWithDocument } from './reply-with-document.ts';

type ReuseIncoming = Incoming<'POST /v1/cases/{caseId}/requirements/{requirementId}/reuse'>;

/**
 * Uses a document again that was accepted on another case. A case or a document that the caller may not know of is
 * answered like one that is not there.
 *
 * @throws {DocumentUnknown} {RequirementUnknown} {DocumentNotReusable}
 */
export async function reuse(deps: DocumentsDeps, incoming: ReuseIncoming): Promise<Reply> {
  const { body, params, at } = incoming;
  const source = await knownSource(deps, incoming);
  const input = { requirementId: params.requirementId, documentId: body.documentId };
  return caseCommand(deps, incoming, {
    action: 'reuse_document',
    caseId: params.caseId,
    decide: (case_, s) => reuseDocument(case_, input, source, s),
    created: newDocument,
    render: (case_, caller, createdId = '', playbook) => replyWithDocument({ case_, caller, playbook, at }, createdId),
  });
}

/** The other case with those of its documents that the caller may know of. */
async function knownSource(deps: DocumentsDeps, { body, caller }: ReuseIncoming): Promise<Case | undefined> {
  const source = await deps.cases.load(body.fromCaseId).catch(undefinedWhenAbsent);
  if (source === undefined) return undefined;
  const playbook = await deps.playbookOf(source.playbook);
  if (permits(caller, 'read_case', source, playbook) !== 'allow') return undefined;
  return { ...source, documents: visibleDocuments({ case_: source, caller, playbook }) };
}

function undefinedWhenAbsent(error: unknown): undefined {
  if (error instanceof CaseNotFound) return undefined;
  throw error;
}
