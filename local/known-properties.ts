import type { ResolvedResource } from './parts.ts';

/**
 * Throws one sentence when a resource has a property that the local engine neither honours nor may ignore: what the
 * template asks for must never silently do nothing.
 */
export function requireKnownProperties(resource: ResolvedResource, known: readonly string[]): void {
  refuseUnknownKeys(resource.properties ?? {}, known, `${resource.type} ${resource.logicalId}`);
}

/** The same for any object of a template; `where` begins the sentence. */
export function refuseUnknownKeys(value: object, known: readonly string[], where: string): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new Error(`${where}: the local engine does not support the property ${unknown}.`);
}

/** The part of an ARN after the last colon: a queue's, function's, bus's or machine's name. */
export function nameInArn(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}
