import { accessDenied, S3Error } from './s3-error.ts';

type Condition = Readonly<Record<string, string>> | readonly [string, string | number, string | number];

interface Policy {
  readonly expiration: string;
  readonly conditions: readonly Condition[];
}

/** Fields that need no condition. Source: "Creating a POST policy", S3 API guide. */
const exempt = new Set(['x-amz-signature', 'file', 'policy', 'awsaccesskeyid', 'signature']);

const invalidPolicy = () =>
  new S3Error(
    400,
    'InvalidPolicyDocument',
    'The content of the form does not meet the conditions specified in the policy document.',
  );

const failed = (condition: unknown) =>
  accessDenied(`Invalid according to Policy: Policy Condition failed: ${JSON.stringify(condition)}`);

function parsePolicy(encoded: string): Policy {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch {
    throw invalidPolicy();
  }
  const { expiration, conditions } = parsed as Partial<Policy>;
  if (typeof expiration !== 'string' || Number.isNaN(Date.parse(expiration)) || !Array.isArray(conditions))
    throw invalidPolicy();
  return { expiration, conditions };
}

/** A condition as [operator, field without `$`, value]; `{field: value}` is short for eq. */
function normalise(condition: Condition): readonly [string, string, string][] {
  if (!Array.isArray(condition))
    return Object.entries(condition).map(([field, value]) => ['eq', field.toLowerCase(), String(value)]);
  const [operator, field, value] = condition as readonly [string, string, string];
  if (typeof operator !== 'string' || typeof field !== 'string' || !field.startsWith('$')) throw invalidPolicy();
  return [[operator.toLowerCase(), field.slice(1).toLowerCase(), String(value)]];
}

const holds: Readonly<Record<string, (given: string, value: string) => boolean>> = {
  eq: (given, value) => given === value,
  'starts-with': (given, value) => given.startsWith(value),
};

function checkSize(condition: readonly (string | number)[], sizeBytes: number): void {
  const [least, most] = [Number(condition[1]), Number(condition[2])];
  if (Number.isNaN(least) || Number.isNaN(most)) throw invalidPolicy();
  if (sizeBytes < least)
    throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  if (sizeBytes > most)
    throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
}

/**
 * Checks a form against its (already verified) policy: expiry by the engine's clock, every condition, and that no
 * field lacks a condition. `fields` contain `bucket`. Throws AccessDenied, EntityTooLarge, EntityTooSmall.
 */
export function checkPolicy(
  encoded: string,
  fields: ReadonlyMap<string, string>,
  sizeBytes: number,
  now: number,
): void {
  const policy = parsePolicy(encoded);
  if (Date.parse(policy.expiration) <= now) throw accessDenied('Invalid according to Policy: Policy expired.');
  const sizes = policy.conditions.filter((one) => Array.isArray(one) && one[0] === 'content-length-range');
  const others = policy.conditions.filter((one) => !sizes.includes(one));
  const covered = new Set<string>(['bucket']);
  for (const condition of others)
    for (const [operator, field, value] of normalise(condition)) {
      const check = holds[operator];
      if (!check) throw invalidPolicy();
      covered.add(field);
      if (!check(fields.get(field) ?? '', value)) throw failed(condition);
    }
  const extra = [...fields.keys()].find(
    (name) => !covered.has(name) && !exempt.has(name) && !name.startsWith('x-ignore-'),
  );
  if (extra !== undefined) throw accessDenied(`Invalid according to Policy: Extra input fields: ${extra}`);
  for (const size of sizes) checkSize(size as readonly (string | number)[], sizeBytes);
}
