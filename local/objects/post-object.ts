import type { WireReply } from '../parts.ts';
import { SECRET_ACCESS_KEY } from '../place.ts';
import type { Bucket } from './bucket.ts';
import { readCredential, sameSignature, signText } from './canonical-request.ts';
import { verifyChecksums } from './checksums.ts';
import { readUploadForm } from './form-data.ts';
import { describeWrite, refuseUnknownHeaders, storedHeaders, toTags } from './object-headers.ts';
import type { ObjectStore } from './object-store.ts';
import { checkPolicy } from './post-policy.ts';
import { accessDenied, invalidArgument, S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';
import type { ObjectVersion } from './version-table.ts';
import { innerXml, textOf, xmlDocument } from './xml.ts';

function verifyPolicySignature(fields: ReadonlyMap<string, string>): string {
  const policy = fields.get('policy');
  if (policy === undefined) throw accessDenied('Access Denied');
  const scope = readCredential(fields.get('x-amz-credential') ?? '');
  if (fields.get('x-amz-algorithm') !== 'AWS4-HMAC-SHA256' || !scope)
    throw invalidArgument('Bucket POST must contain x-amz-algorithm and x-amz-credential.');
  const expected = signText(SECRET_ACCESS_KEY, scope, policy);
  if (!sameSignature(expected, fields.get('x-amz-signature') ?? ''))
    throw new S3Error(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    );
  return policy;
}

const readTagField = (xml: string | undefined) =>
  toTags(innerXml(xml ?? '', 'Tag').map((tag) => [textOf(tag, 'Key') ?? '', textOf(tag, 'Value') ?? '']));

function success(fields: ReadonlyMap<string, string>, version: ObjectVersion, location: string): WireReply {
  const headers: Record<string, string> = { ...describeWrite(version), location };
  const redirect = fields.get('success_action_redirect');
  if (redirect !== undefined && URL.canParse(redirect)) {
    const target = new URL(redirect);
    for (const [name, value] of [
      ['bucket', version.bucket],
      ['key', version.key],
      ['etag', `"${version.etag}"`],
    ] as const)
      target.searchParams.set(name, value);
    return { status: 303, headers: { ...headers, location: target.href } };
  }
  const status = fields.get('success_action_status');
  if (status !== '201') return { status: status === '200' ? 200 : 204, headers };
  const body = xmlDocument('PostResponse', {
    Location: location,
    Bucket: version.bucket,
    Key: version.key,
    ETag: `"${version.etag}"`,
  });
  return { status: 201, headers: { ...headers, 'content-type': 'application/xml' }, body };
}

/**
 * A browser's upload with a signed policy. Conditions are checked against the key with `${filename}` replaced.
 * Throws AccessDenied, SignatureDoesNotMatch, EntityTooLarge, EntityTooSmall, BadDigest and kin.
 */
export async function postObject(
  store: ObjectStore,
  bucket: Bucket,
  request: S3Request,
  awsUrl: string,
  now: number,
): Promise<WireReply> {
  const { fields: sent, file, fileName } = readUploadForm(request.body, request.headers['content-type'] ?? '');
  const policy = verifyPolicySignature(sent);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: S3's own placeholder
  const key = (sent.get('key') ?? '').replaceAll('${filename}', fileName.replace(/^.*[/\\]/, ''));
  const fields = new Map([...sent, ['bucket', bucket.name], ['key', key]]);
  checkPolicy(policy, fields, file.length, now);
  if (key === '') throw invalidArgument("Bucket POST must contain a field named 'key'.");
  const record = Object.fromEntries(sent);
  refuseUnknownHeaders(record);
  const version = await store.put(bucket, {
    key,
    bytes: file,
    checksums: verifyChecksums(record, file),
    headers: storedHeaders(record),
    tags: readTagField(sent.get('tagging')),
    reason: 'POST Object',
  });
  return success(sent, version, `${awsUrl}/${bucket.name}/${key.split('/').map(encodeURIComponent).join('/')}`);
}
