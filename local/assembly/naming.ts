import { createHash } from 'node:crypto';

/** Where the emulated account is and how it is reached. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
  readonly publicUrl: string;
  readonly awsUrl: string;
}

/** What `Ref` and `Fn::GetAtt` give for one resource. `arn` is its full resource name, where it has one. */
export interface Identity {
  readonly physicalId: string;
  readonly arn?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** What a kind of resource may use to work out its identity. */
export interface Naming {
  readonly place: Place;
  readonly stack: string;
  readonly logicalId: string;
  /** A resolved property, undefined when the template does not set it. */
  given(property: string): unknown;
  /** The name in `property`, or a deterministic lower-case one made from stack and logical id (at most 63 characters). */
  name(property: string): string;
  /** A deterministic id of `length` characters out of `0-9a-z`. */
  token(length: number): string;
  /** A deterministic id in the shape of a UUID. */
  uuid(): string;
  arn(service: string, rest: string): string;
}

const NAME_LIMIT = 63;

export function createNaming(
  place: Place,
  stack: string,
  logicalId: string,
  given: (property: string) => unknown,
): Naming {
  const digest = createHash('sha256').update(`${stack}/${logicalId}`).digest();
  const hex = digest.toString('hex');
  return {
    place,
    stack,
    logicalId,
    given,
    name(property) {
      const value = given(property);
      return value === undefined ? derivedName(stack, logicalId, hex) : textOf(value, stack, logicalId, property);
    },
    token: (length) => BigInt(`0x${hex}`).toString(36).padStart(length, '0').slice(0, length),
    uuid: () => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
    arn: (service, rest) => `arn:aws:${service}:${place.region}:${place.accountId}:${rest}`,
  };
}

function derivedName(stack: string, logicalId: string, hex: string): string {
  const full = `${stack}-${logicalId}`.toLowerCase();
  return full.length <= NAME_LIMIT ? full : `${full.slice(0, NAME_LIMIT - 9)}-${hex.slice(0, 8)}`;
}

function textOf(value: unknown, stack: string, logicalId: string, property: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(`Resource ${logicalId} of stack ${stack} has a ${property} that is not a text.`);
}
