import { announceUpload } from '../../shared/domain/case/announce-upload.ts';
import { MAXIMUM_DOCUMENT_BYTES } from '../../shared/domain/case/caps.ts';
import { MEDIA_TYPES } from '../../shared/domain/case/media-types.ts';
import { requireDocument } from '../../shared/domain/case/require-document.ts';
import { InputInvalid } from '../../shared/domain/errors.ts';
import { caseCommand } from '../../shared/http/case-command.ts';
import type { Incoming, Reply } from '../../shared/http/incoming.ts';
import { presentDocument } from '../../shared/http/present-document.ts';
import { objectKey } from '../../shared/store/objects/document-keys.ts';
import type { DocumentsDeps } from './deps.ts';
import { newDocument } from './new-document.ts';

/**
 * Makes room for a document and says where its bytes go. They never pass through here. A repeated request gets the same
 * document and a freshly signed form.
 *
 * @throws {InputInvalid} for a size or type that is never taken
 */
export function uploadDocument(
  deps: DocumentsDeps,
  incoming: Incoming<'POST /v1/cases/{caseId}/documents'>,
): Promise<Reply> {
  const { body, params, at } = incoming;
  return caseCommand(deps, incoming, {
    action: 'upload_document',
    caseId: params.caseId,
    decide: (case_, surroundings) => {
      requireAcceptable(body);
      const documentId = surroundings.newId('doc');
      const key = objectKey(surroundings.at, case_.caseId, documentId);
      return announceUpload(case_, { ...body, documentId, objectKey: key }, surroundings);
    },
    created: newDocument,
    render: (case_, caller, createdId = '', playbook) => {
      const document = requireDocument(case_, createdId);
      return {
        body: {
          document: presentDocument(document, { case_, caller, playbook, at }),
          upload: deps.links.upload(document, at),
        },
      };
    },
  });
}

function requireAcceptable({ sizeBytes, mediaType }: { sizeBytes: number; mediaType: string }): void {
  if (sizeBytes > MAXIMUM_DOCUMENT_BYTES) {
    throw new InputInvalid([
      { pointer: '/sizeBytes', code: 'document.too-large', message: 'A document has at most 25 MB.' },
    ]);
  }
  if (!MEDIA_TYPES.some((known) => known === mediaType)) {
    const message = `Send one of ${MEDIA_TYPES.join(', ')}.`;
    throw new InputInvalid([{ pointer: '/mediaType', code: 'document.media-type', message }]);
  }
}
