import { S3Error } from './s3-error.ts';

/** A browser-style upload form: the fields before the file, and the file. */
export interface UploadForm {
  /** Values by lower-case name. */
  readonly fields: ReadonlyMap<string, string>;
  readonly file: Buffer;
  readonly fileName: string;
}

const malformed = () =>
  new S3Error(400, 'MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.');

const invalid = (message: string) => new S3Error(400, 'InvalidArgument', message);

function readDisposition(head: string): { name: string; fileName: string; type: string | undefined } {
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(head)?.[1] ?? '';
  const quoted = (name: string) =>
    new RegExp(`(?:^|;)\\s*${name}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition)?.[1]?.replace(/\\(.)/g, '$1');
  const bare = (name: string) => new RegExp(`(?:^|;)\\s*${name}=([^";\\s]+)`, 'i').exec(disposition)?.[1];
  const name = quoted('name') ?? bare('name');
  if (name === undefined) throw malformed();
  return {
    name,
    fileName: quoted('filename') ?? bare('filename') ?? '',
    type: /^content-type:\s*(.+)$/im.exec(head)?.[1],
  };
}

/**
 * Parses the form of a presigned POST. The file must come last, as in S3: what follows it is ignored.
 * Throws MalformedPOSTRequest, or InvalidArgument when a field is repeated or the file is missing.
 */
export function readUploadForm(body: Buffer, contentType: string): UploadForm {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  if (!/^multipart\/form-data\b/i.test(contentType) || !boundary)
    throw new S3Error(412, 'PreconditionFailed', 'Bucket POST must be of the enclosure-type multipart/form-data');
  const delimiter = Buffer.from(`\r\n--${boundary[1] ?? boundary[2]}`);
  const opening = delimiter.subarray(2);
  if (!body.subarray(0, opening.length).equals(opening)) throw malformed();
  const fields = new Map<string, string>();
  let at = opening.length;
  for (;;) {
    if (body.toString('latin1', at, at + 2) === '--')
      throw invalid('POST requires exactly one file upload per request.');
    const headEnd = body.indexOf('\r\n\r\n', at);
    const end = headEnd < 0 ? -1 : body.indexOf(delimiter, headEnd + 4 - 2);
    if (end < 0) throw malformed();
    const part = readDisposition(body.toString('utf8', at, headEnd));
    const content = body.subarray(headEnd + 4, Math.max(end, headEnd + 4));
    const name = part.name.toLowerCase();
    if (name === 'file') return { fields, file: content, fileName: part.fileName };
    if (fields.has(name)) throw invalid(`The form field ${name} appears more than once.`);
    fields.set(name, content.toString('utf8'));
    at = end + delimiter.length;
  }
}
