import { nameInArn } from './known-properties.ts';
import type { ResolvedResource } from './parts.ts';

/**
 * Physical name of the function that an ARN or a name in a template means. Throws one sentence when no template
 * declares it; `where` begins the sentence.
 */
export function requireFunction(resources: readonly ResolvedResource[], arnOrName: unknown, where: string): string {
  const name = nameInArn(String(arnOrName));
  const declared = resources.some((one) => one.type === 'AWS::Lambda::Function' && one.physicalId === name);
  if (declared) return name;
  throw new Error(`${where}: no template declares the function ${name}.`);
}
