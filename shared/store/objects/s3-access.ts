import { type Access, encodeStrictly, type S3Access } from './signature.ts';

/** The variables that every AWS client reads. */
export type AwsEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * Access to S3 as the environment of the function gives it. Signed by hand, because the S3 client alone is larger than
 * what a bundle has left.
 *
 * @throws {Error} naming the variable that is missing
 */
export function s3Access(environment: AwsEnvironment): S3Access {
  const endpoint = environment['AWS_ENDPOINT_URL_S3'] ?? environment['AWS_ENDPOINT_URL'];
  return { ...accessOf(environment), ...(endpoint && { endpoint }) };
}

/** As whom the function acts. @throws {Error} naming the variable that is missing */
export function accessOf(environment: AwsEnvironment): Access {
  const need = (name: string): string => {
    const value = environment[name];
    if (!value) throw new Error(`${name} is not set`);
    return value;
  };
  const sessionToken = environment['AWS_SESSION_TOKEN'];
  return {
    region: need('AWS_REGION'),
    accessKeyId: need('AWS_ACCESS_KEY_ID'),
    secretAccessKey: need('AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken && { sessionToken }),
  };
}

/** Address of a bucket, or of an object in it. */
export function objectUrl({ endpoint, region }: S3Access, bucket: string, key = ''): URL {
  const path = key.split('/').map(encodeStrictly).join('/');
  if (endpoint === undefined) return new URL(`https://${bucket}.s3.${region}.amazonaws.com/${path}`);
  return new URL(`${endpoint.replace(/\/$/, '')}/${bucket}${path === '' ? '' : `/${path}`}`);
}
