import { acceptDocument } from '../../shared/domain/case/accept-document.ts';
import { bindDocument } from '../../shared/domain/case/bind-document.ts';
import { rejectDocument } from '../../shared/domain/case/reject-document.ts';
import { caseQuery } from '../../shared/http/case-query.ts';
import { versionFor } from '../../shared/http/etag.ts';
import type { Handlers } from '../../shared/http/incoming.ts';
import { presentDocuments } from '../../shared/http/present-document.ts';
import { presentChecklist } from '../../shared/http/present-requirement.ts';
import { wholeList } from '../../shared/http/whole-list.ts';
import { decideOnDocument } from './decide-on-document.ts';
import type { DocumentsDeps } from './deps.ts';
import { exceptionHandlers } from './exceptions.ts';
import { readContent } from './read-content.ts';
import { replyWithDocument } from './reply-with-document.ts';
import { reuse } from './reuse-document.ts';
import { uploadDocument } from './upload-document.ts';
import { verifyDocuments } from './verify-documents.ts';

/** Documents of a case and its checklist. */
export const documentsApi = (deps: DocumentsDeps): Handlers<'documents'> => ({
  'POST /v1/cases/{caseId}/documents': (incoming) => uploadDocument(deps, incoming),

  'GET /v1/cases/{caseId}/documents': (incoming) =>
    caseQuery(deps, incoming, 'read_case', (case_, playbook) => ({
      body: wholeList(presentDocuments({ ...incoming, case_, playbook })),
      version: versionFor(case_, incoming.caller),
    })),

  'GET /v1/cases/{caseId}/documents/{documentId}': (incoming) =>
    caseQuery(deps, incoming, 'read_case', (case_, playbook) =>
      replyWithDocument({ ...incoming, case_, playbook }, incoming.params.documentId),
    ),

  'GET /v1/cases/{caseId}/documents/{documentId}/content': (incoming) => readContent(deps, incoming),

  'PATCH /v1/cases/{caseId}/documents/{documentId}': (incoming) => {
    const input = { ...incoming.body, documentId: incoming.params.documentId };
    return decideOnDocument(deps, incoming, 'bind_document', (case_, s) => bindDocument(case_, input, s));
  },
  'POST /v1/cases/{caseId}/documents/{documentId}/accept': (incoming) => {
    const input = { ...incoming.body, documentId: incoming.params.documentId };
    return decideOnDocument(deps, incoming, 'accept_document', (case_, s) => acceptDocument(case_, input, s));
  },
  'POST /v1/cases/{caseId}/documents/{documentId}/reject': (incoming) => {
    const input = { ...incoming.body, documentId: incoming.params.documentId };
    return decideOnDocument(deps, incoming, 'reject_document', (case_, s) => rejectDocument(case_, input, s));
  },

  'GET /v1/cases/{caseId}/requirements': (incoming) =>
    caseQuery(deps, incoming, 'read_requirements', (case_, playbook) => ({
      body: wholeList(presentChecklist({ ...incoming, case_, playbook })),
      version: versionFor(case_, incoming.caller),
    })),

  'POST /v1/cases/{caseId}/requirements/{requirementId}/reuse': (incoming) => reuse(deps, incoming),
  ...exceptionHandlers(deps),

  'POST /v1/cases/{caseId}/document-verifications': (incoming) => verifyDocuments(deps, incoming),
});
