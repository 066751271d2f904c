import { MAXIMUM_DOCUMENT_BYTES } from '../../shared/domain/case/caps.ts';
import { derivedId } from './derived-ids.ts';
import type { Mail, Part } from './mail.ts';

/** A part of a mail that becomes a document. */
export interface AttachedFile {
  readonly documentId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

export interface Attached {
  readonly taken: readonly AttachedFile[];
  /** Names of files that were not taken: too many, too large, or empty. */
  readonly left: readonly string[];
}

const MAXIMUM_FILES = 20;
const MAXIMUM_NAME_LENGTH = 200;
/** A picture inside the text that is smaller is a logo or a smile; a document that somebody photographed is larger. */
const DECORATION_BYTES = 20 * 1024;
/** What mail programs add by themselves. */
const NO_FILES = [
  'application/pgp-signature',
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
  'text/calendar',
];

/**
 * The files of a mail, as documents of a case.
 *
 * @param caseId part of the ids, so that one mail to two cases makes two documents of each file
 */
export function attachedFiles({ parts, digest }: Pick<Mail, 'parts' | 'digest'>, caseId: string): Attached {
  const files = parts.filter((part) => !isDecoration(part)).map((part, index) => fileOf(part, index, digest, caseId));
  const fitting = files.filter(({ bytes }) => bytes.length > 0 && bytes.length <= MAXIMUM_DOCUMENT_BYTES);
  const taken = fitting.slice(0, MAXIMUM_FILES);
  return { taken, left: files.filter((file) => !taken.includes(file)).map(({ fileName }) => fileName) };
}

const isDecoration = ({ isInline, mediaType, bytes }: Part): boolean =>
  NO_FILES.includes(mediaType) || (isInline && mediaType.startsWith('image/') && bytes.length < DECORATION_BYTES);

function fileOf(
  { fileName, mediaType, bytes, sha256 }: Part,
  index: number,
  digest: string,
  caseId: string,
): AttachedFile {
  const documentId = derivedId('doc', digest, caseId, index);
  const name = safeName(fileName) || `attachment-${index + 1}`;
  return { documentId, fileName: name, mediaType: knownType(name, mediaType), bytes, sha256 };
}

/** The last step of a path, so that no name leads anywhere. */
const safeName = (name: string): string =>
  (name.split(/[/\\]/).at(-1) ?? '').replaceAll(/^\.+/g, '').trim().slice(-MAXIMUM_NAME_LENGTH).toWellFormed();

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const BY_EXTENSION: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  heic: 'image/heic',
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  odt: 'application/vnd.oasis.opendocument.text',
};

/** Mail programs often do not know what they send; the scan looks at the bytes anyway, and wants a name that fits them. */
function knownType(fileName: string, mediaType: string): string {
  const byName = BY_EXTENSION[fileName.split('.').at(-1)?.toLowerCase() ?? ''];
  return byName ?? (/^[a-z]+\/[a-z0-9.+-]{1,100}$/.test(mediaType) ? mediaType : 'application/octet-stream');
}
