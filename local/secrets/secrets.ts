import { randomUUID } from 'node:crypto';
import { AwsFault, awsJsonService, requireText, type WireInput } from '../aws-json.ts';
import { requireKnownProperties } from '../known-properties.ts';
import type { EngineContext, EnginePart, ResolvedResource, WireService } from '../parts.ts';
import { transact } from '../transact.ts';
import { generateSecretString } from './generate-password.ts';
import { SecretTable, type SecretVersion } from './secret-table.ts';

/** The secrets of the template, spoken to as Secrets Manager. */
export interface Secrets extends EnginePart {
  readonly wire: WireService;
}

interface Secret {
  readonly arn: string;
  readonly name: string;
  readonly description: string | undefined;
}

const known = ['Name', 'Description', 'GenerateSecretString', 'SecretString', 'KmsKeyId', 'Tags'];

function readSecret(resource: ResolvedResource): Secret {
  requireKnownProperties(resource, known);
  const arn = resource.arn ?? resource.physicalId;
  const named = arn.slice(arn.lastIndexOf(':') + 1);
  const { Name, Description } = resource.properties;
  return { arn, name: Name ?? named.replace(/-[A-Za-z0-9]{6}$/, ''), description: Description };
}

function firstText({ properties, logicalId }: ResolvedResource): string {
  if (properties.SecretString !== undefined) return properties.SecretString;
  return generateSecretString(properties.GenerateSecretString ?? {}, `Secret ${logicalId}`);
}

const seconds = (epochMs: number) => epochMs / 1000;
const stages = ({ stage }: SecretVersion) => (stage === '' ? [] : [stage]);

/** Opens the secrets of the template; a generated one is generated once and kept in `engine.db`. */
export function createSecrets(context: EngineContext): Secrets {
  const table = new SecretTable(context.database);
  const found = context.resources.filter(({ type }) => type === 'AWS::SecretsManager::Secret');
  const secrets = found.map(readSecret);
  transact(context.database, () => {
    for (const [at, { arn }] of secrets.entries())
      if (table.versions(arn).length === 0) table.push(arn, randomUUID(), firstText(found[at]!), context.clock.now());
  });

  function find(input: WireInput): Secret {
    const id = requireText(input, 'SecretId');
    const secret = secrets.find(({ arn, name }) => id === arn || id === name || id === arn.slice(0, -7));
    if (!secret) throw new AwsFault('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return secret;
  }

  function getValue(input: WireInput) {
    const { arn, name } = find(input);
    const { VersionId, VersionStage = VersionId === undefined ? 'AWSCURRENT' : undefined } = input;
    const version = table
      .versions(arn)
      .find((one) => (VersionId ?? one.versionId) === one.versionId && (VersionStage ?? one.stage) === one.stage);
    if (!version)
      throw new AwsFault('ResourceNotFoundException', "Secrets Manager can't find the specified secret value.");
    const { versionId, text, createdAt } = version;
    return {
      ARN: arn,
      Name: name,
      VersionId: versionId,
      VersionStages: stages(version),
      SecretString: text,
      CreatedDate: seconds(createdAt),
    };
  }

  /** The same token with the same value again is a repetition and changes nothing, as in Secrets Manager. */
  function putValue(input: WireInput) {
    const { arn, name } = find(input);
    if (input['VersionStages'] !== undefined || input['SecretBinary'] !== undefined)
      throw new AwsFault('InvalidParameterException', 'The local engine takes a SecretString for AWSCURRENT only.');
    const text = requireText(input, 'SecretString');
    const versionId = requireText(input, 'ClientRequestToken');
    const same = table.versions(arn).find((version) => version.versionId === versionId);
    if (same && same.text !== text)
      throw new AwsFault('ResourceExistsException', 'A version with this token exists and has another value.');
    if (!same) transact(context.database, () => table.push(arn, versionId, text, context.clock.now()));
    return { ARN: arn, Name: name, VersionId: versionId, VersionStages: same ? stages(same) : ['AWSCURRENT'] };
  }

  function describe(input: WireInput) {
    const { arn, name, description } = find(input);
    const versions = table.versions(arn);
    return {
      ARN: arn,
      Name: name,
      Description: description,
      CreatedDate: seconds(versions[0]!.createdAt),
      LastChangedDate: seconds(versions.at(-1)!.createdAt),
      VersionIdsToStages: Object.fromEntries(
        versions.filter(({ stage }) => stage !== '').map((version) => [version.versionId, stages(version)]),
      ),
    };
  }

  function listVersions(input: WireInput) {
    const { arn, name } = find(input);
    const shown = table.versions(arn).filter(({ stage }) => stage !== '' || input['IncludeDeprecated'] === true);
    const Versions = shown.map((version) => ({
      VersionId: version.versionId,
      VersionStages: stages(version),
      CreatedDate: seconds(version.createdAt),
    }));
    return { ARN: arn, Name: name, Versions };
  }

  return {
    wire: awsJsonService(
      { targetPrefix: 'secretsmanager', version: '1.1', errorNamespace: '' },
      {
        GetSecretValue: getValue,
        PutSecretValue: putValue,
        DescribeSecret: describe,
        ListSecretVersionIds: listVersions,
      },
    ),
    nextDueAt: () => undefined,
    runDue: () => undefined,
    busy: () => 0,
    close: () => undefined,
  };
}
