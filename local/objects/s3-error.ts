import type { WireReply } from '../parts.ts';
import { xmlDocument } from './xml.ts';

/** A refusal in the words of S3: HTTP status, code and one sentence. */
export class S3Error extends Error {
  override readonly name = 'S3Error';
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const accessDenied = (message: string) => new S3Error(403, 'AccessDenied', message);
export const invalidRequest = (message: string) => new S3Error(400, 'InvalidRequest', message);
export const invalidArgument = (message: string) => new S3Error(400, 'InvalidArgument', message);
export const notImplemented = (message: string) => new S3Error(501, 'NotImplemented', message);
export const noSuchKey = (headers: Readonly<Record<string, string>> = {}) =>
  new S3Error(404, 'NoSuchKey', 'The specified key does not exist.', headers);
export const noSuchVersion = () => new S3Error(404, 'NoSuchVersion', 'The specified version does not exist.');

/** The XML reply of a refusal. A HEAD reply has no body, as in S3. */
export function errorReply(error: S3Error, method: string, requestId: string): WireReply {
  const headers = { ...error.headers, 'content-type': 'application/xml', 'x-amz-request-id': requestId };
  if (method === 'HEAD') return { status: error.status, headers };
  const body = xmlDocument('Error', { Code: error.code, Message: error.message, RequestId: requestId });
  return { status: error.status, headers, body };
}
