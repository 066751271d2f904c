import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { FunctionName } from '../../shared/contract/functions.ts';
import { CONTEXTS, type Context } from '../../shared/contract/route-spec.ts';
import { allTriggers } from './triggers.ts';

/** @throws one sentence when a context has routes but no function */
export function functionOfContext(
  functions: Readonly<Record<FunctionName, LambdaFunction>>,
): Readonly<Record<Context, LambdaFunction>> {
  const triggers = allTriggers();
  const entries = CONTEXTS.map((context) => {
    const found = triggers.find(({ trigger }) => trigger.kind === 'http' && trigger.context === context);
    if (!found) throw new Error(`No function has the routes of ${context}.`);
    return [context, functions[found.name]] as const;
  });
  return Object.fromEntries(entries) as Record<Context, LambdaFunction>;
}
