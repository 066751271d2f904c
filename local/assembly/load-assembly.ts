import type { ResolvedResource } from '../parts.ts';
import { NO_VALUE, resolveCondition, resolveValue, type TemplateScope } from './intrinsics.ts';
import { localise } from './localise.ts';
import { createNaming, type Identity, type Place } from './naming.ts';
import { readAssembly, type StackFiles, type TemplateResource } from './read-assembly.ts';
import { kindOf } from './resource-kinds.ts';

/** The synthesised app with every reference resolved. Outputs are by stack, then by output name. */
export interface Assembly {
  readonly resources: readonly ResolvedResource[];
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** S3 key of a code asset to the absolute path of its staged folder. */
  readonly assets: ReadonlyMap<string, string>;
}

/**
 * Reads and resolves `cdk.out`.
 * @param directory absolute path of `cdk.out`
 * @throws one sentence naming stack and resource for an unknown type, function or attribute, and for circular references
 */
export function loadAssembly(directory: string, place: Place): Assembly {
  const stacks = readAssembly(directory).map((files) => files);
  const imports: Importer = (name) => exportValue(resolvers, name);
  const resolvers: StackResolver[] = stacks.map((files) => createStackResolver(files, place, imports));
  return {
    resources: resolvers.flatMap((resolver) => resolver.resources()),
    outputs: Object.fromEntries(resolvers.map((resolver) => [resolver.stack, resolver.outputs()])),
    assets: new Map(stacks.flatMap((files) => [...files.assets])),
  };
}

type Importer = (name: string) => unknown;

interface StackResolver {
  readonly stack: string;
  resources(): ResolvedResource[];
  outputs(): Record<string, string>;
  exported(name: string): unknown;
}

function exportValue(resolvers: readonly StackResolver[], name: string): unknown {
  for (const resolver of resolvers) {
    const value = resolver.exported(name);
    if (value !== undefined) return value;
  }
  throw new Error(`No stack exports ${name}.`);
}

function createStackResolver(files: StackFiles, place: Place, imports: Importer): StackResolver {
  const { name: stack, template } = files;
  const conditions = once((name: string) => {
    const condition = template.Conditions?.[name];
    if (condition === undefined) throw new Error(`Stack ${stack} has no condition ${name}.`);
    return resolveCondition(condition, scope);
  });
  const identities = once((logicalId: string): Identity => {
    const resource = template.Resources?.[logicalId];
    if (!resource) throw new Error(`Stack ${stack} refers to ${logicalId}, which it does not define.`);
    return identify(stack, logicalId, resource, place, scope);
  });
  const scope: TemplateScope = {
    stack,
    ref: (name) => pseudoParameter(name, stack, place) ?? parameter(files, name) ?? identities(name).physicalId,
    attribute: (logicalId, attribute) => attributeOf(identities(logicalId), stack, logicalId, attribute),
    mapping(map, first, second) {
      const value = template.Mappings?.[map]?.[first]?.[second];
      if (value === undefined) throw new Error(`Stack ${stack} has no entry ${first}/${second} in mapping ${map}.`);
      return value;
    },
    condition: conditions,
    imported: imports,
    localise: (text) => localise(text, place),
  };
  const present = (entry: { readonly Condition?: string }) =>
    entry.Condition === undefined || conditions(entry.Condition);
  const liveOutputs = () => Object.entries(template.Outputs ?? {}).filter(([, output]) => present(output));
  return {
    stack,
    resources: () =>
      Object.entries(template.Resources ?? {})
        .filter(([, resource]) => present(resource))
        .map(([logicalId, resource]) => resolveResource(stack, logicalId, resource, identities(logicalId), scope)),
    outputs: () =>
      Object.fromEntries(liveOutputs().map(([name, output]) => [name, String(resolveValue(output.Value, scope))])),
    exported(name) {
      const found = liveOutputs().find(
        ([, output]) => output.Export && resolveValue(output.Export.Name, scope) === name,
      );
      return found && resolveValue(found[1].Value, scope);
    },
  };
}

function resolveResource(
  stack: string,
  logicalId: string,
  resource: TemplateResource,
  identity: Identity,
  scope: TemplateScope,
): ResolvedResource {
  const properties = resolveValue(resource.Properties ?? {}, scope);
  const { physicalId, arn } = identity;
  return { stack, logicalId, type: resource.Type, physicalId, ...(arn === undefined ? {} : { arn }), properties };
}

function identify(stack: string, logicalId: string, resource: TemplateResource, place: Place, scope: TemplateScope) {
  const given = (property: string) => {
    const value = resolveValue(resource.Properties?.[property], scope);
    return value === NO_VALUE ? undefined : value;
  };
  return kindOf(stack, logicalId, resource.Type).identify(createNaming(place, stack, logicalId, given));
}

function attributeOf(identity: Identity, stack: string, logicalId: string, attribute: string): string {
  const value = identity.attributes?.[attribute];
  if (value !== undefined) return value;
  throw new Error(`Stack ${stack} asks ${logicalId} for ${attribute}, which the local engine does not provide.`);
}

function pseudoParameter(name: string, stack: string, place: Place): string | undefined {
  const values: Readonly<Record<string, string>> = {
    'AWS::Region': place.region,
    'AWS::AccountId': place.accountId,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack,
    'AWS::StackId': `arn:aws:cloudformation:${place.region}:${place.accountId}:stack/${stack}/local`,
  };
  return values[name];
}

function parameter(files: StackFiles, name: string): unknown {
  const declared = files.template.Parameters?.[name];
  if (declared === undefined) return undefined;
  if (declared.Default === undefined) throw new Error(`Parameter ${name} of stack ${files.name} has no default value.`);
  return declared.Default;
}

/** Computes each value once and refuses a value that needs itself. */
function once<T>(compute: (key: string) => T): (key: string) => T {
  const values = new Map<string, T>();
  const underWay = new Set<string>();
  return (key) => {
    if (values.has(key)) return values.get(key)!;
    if (underWay.has(key)) throw new Error(`${[...underWay, key].join(' -> ')} is a circular reference.`);
    underWay.add(key);
    const value = compute(key);
    underWay.delete(key);
    values.set(key, value);
    return value;
  };
}
