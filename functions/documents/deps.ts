import type { CaseDocument } from '../../shared/domain/case/case.ts';
import type { CommandDeps } from '../../shared/http/command-deps.ts';
import type { PresignedPost } from '../../shared/store/objects/presign.ts';

/** Links to the document bucket. They carry everything that they allow, and expire within minutes. */
export interface DocumentLinks {
  /** A form that takes exactly the announced bytes. */
  upload(document: CaseDocument, at: string): PresignedPost;
  /** The version that the scan found clean, as an attachment of that name. */
  download(
    document: CaseDocument,
    objectVersion: string,
    at: string,
  ): { readonly url: string; readonly expiresAt: string };
}

/** What the documents API needs from outside. */
export interface DocumentsDeps extends CommandDeps {
  readonly links: DocumentLinks;
}
