import { permitsContent } from '../../shared/domain/access/permits-content.ts';
import { DocumentNotClean } from '../../shared/domain/case/refusals.ts';
import { requireVisibleDocument } from '../../shared/domain/case/require-document.ts';
import { CaseForbidden } from '../../shared/domain/errors.ts';
import { caseQuery } from '../../shared/http/case-query.ts';
import type { Incoming, Reply } from '../../shared/http/incoming.ts';
import type { DocumentsDeps } from './deps.ts';

/**
 * Leads to the bytes of a clean document: by a redirect, or, for a client whose `Authorization` header would go along
 * to the object store and break the link, by the link itself (`Accept: application/json`).
 *
 * @throws {CaseForbidden} {DocumentUnknown} {DocumentNotClean}
 */
export function readContent(
  deps: DocumentsDeps,
  incoming: Incoming<'GET /v1/cases/{caseId}/documents/{documentId}/content'>,
): Promise<Reply> {
  const { caller, params, headers, at } = incoming;
  return caseQuery(deps, incoming, 'read_document_content', (case_, playbook) => {
    const document = requireVisibleDocument(case_, params.documentId, { caller, playbook });
    if (permitsContent(caller, document, case_, playbook) !== 'allow') throw new CaseForbidden('read_document_content');
    if (document.scan !== 'clean' || document.objectVersion === undefined) {
      throw new DocumentNotClean(document.documentId, document.scan);
    }
    const link = deps.links.download(document, document.objectVersion, at);
    const wantsLink = headers['accept']?.includes('application/json') === true;
    if (wantsLink) return { status: 200, body: link, headers: NOT_KEPT };
    return { headers: { ...NOT_KEPT, location: link.url } };
  });
}

const NOT_KEPT = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
