import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A CloudFormation template as far as the engine looks at it. */
export interface Template {
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown; readonly Type?: string }>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, TemplateOutput>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

export interface TemplateOutput {
  readonly Value: unknown;
  readonly Condition?: string;
  readonly Export?: { readonly Name: unknown };
}

/** One synthesised stack. `assets` maps the S3 key a template names to the absolute path of what was staged for it. */
export interface StackFiles {
  readonly name: string;
  readonly template: Template;
  readonly assets: ReadonlyMap<string, string>;
}

interface Manifest {
  readonly artifacts?: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly type: string;
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly file?: string;
    readonly directoryName?: string;
  };
}

interface AssetManifest {
  readonly files?: Readonly<Record<string, AssetFile>>;
}

interface AssetFile {
  readonly source: { readonly path?: string };
  readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
}

const UNUSED_ARTIFACTS = new Set(['cdk:tree', 'cdk:feature-flag-report', 'aws:cdk:tree']);

/**
 * Reads a synthesised cloud assembly.
 * @param directory absolute path of `cdk.out`
 * @throws when the folder holds no assembly, or an artifact of a kind the engine does not know
 */
export function readAssembly(directory: string): StackFiles[] {
  const path = join(directory, 'manifest.json');
  if (!existsSync(path)) throw new Error(`There is no synthesised app in ${directory}: run "npm run synth" first.`);
  const artifacts = Object.entries(readJson<Manifest>(path).artifacts ?? {});
  const assets = new Map(artifacts.flatMap(([, artifact]) => assetsOf(directory, artifact)));
  return artifacts.flatMap(([id, artifact]) => stacksOf(directory, id, artifact, assets));
}

function stacksOf(directory: string, id: string, artifact: Artifact, assets: Map<string, string>): StackFiles[] {
  if (artifact.type === 'cdk:cloud-assembly') {
    return readAssembly(join(directory, requireText(artifact.properties?.directoryName, id)));
  }
  if (artifact.type === 'cdk:asset-manifest' || UNUSED_ARTIFACTS.has(artifact.type)) return [];
  if (artifact.type !== 'aws:cloudformation:stack') {
    throw new Error(`Artifact ${id} of ${directory} is a ${artifact.type}, which the local engine does not know.`);
  }
  const templateFile = requireText(artifact.properties?.templateFile, id);
  const template = readJson<Template>(join(directory, templateFile));
  return [{ name: artifact.properties?.stackName ?? id, template, assets }];
}

function assetsOf(directory: string, artifact: Artifact): [string, string][] {
  if (artifact.type !== 'cdk:asset-manifest' || artifact.properties?.file === undefined) return [];
  const manifest = readJson<AssetManifest>(join(directory, artifact.properties.file));
  return Object.values(manifest.files ?? {}).flatMap(({ source, destinations }) =>
    source.path === undefined
      ? []
      : Object.values(destinations).map(({ objectKey }): [string, string] => [
          objectKey,
          join(directory, source.path!),
        ]),
  );
}

function requireText(value: string | undefined, id: string): string {
  if (value === undefined) throw new Error(`Artifact ${id} of the synthesised app is incomplete.`);
  return value;
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
