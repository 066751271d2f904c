import { FUNCTIONS } from '../../shared/contract/functions.ts';
import type { Resource, Resources } from './synthesised.ts';

/** All resources of a type: `[logical id, resource]`. */
export function ofType(resources: Resources, type: string): [logicalId: string, resource: Resource][] {
  return Object.entries(resources).filter(([, resource]) => resource.Type === type);
}

/** The only resource of a type. @throws when there is none or another one */
export function only(resources: Resources, type: string): Resource {
  const found = ofType(resources, type);
  const [first] = found;
  if (!first || found.length > 1) throw new Error(`The template has ${found.length} resources of type ${type}.`);
  return first[1];
}

/** Logical id behind `Ref` or `Fn::GetAtt`; undefined for anything else. */
export function referred(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('Ref' in value) return String(value.Ref);
  return 'Fn::GetAtt' in value ? String((value['Fn::GetAtt'] as unknown[])[0]) : undefined;
}

/** The function of the contract that a logical id of a function, role or log group belongs to: `CasesApi` for `cases-api`. */
export function functionNameOf(logicalId: string | undefined): string | undefined {
  const names = Object.keys(FUNCTIONS).sort((a, b) => b.length - a.length);
  return names.find((name) => logicalId?.startsWith(`Functions${pascal(name)}`));
}

function pascal(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
