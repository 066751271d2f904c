import { requireKnownProperties } from '../known-properties.ts';
import type { EngineContext, ResolvedResource } from '../parts.ts';
import { type AppClient, readClient } from './client-settings.ts';

/** Rules for new passwords. */
export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requireLowercase: boolean;
  readonly requireUppercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
}

export interface Group {
  readonly name: string;
  readonly description: string | undefined;
  readonly precedence: number | undefined;
}

/** The user pool of the template with its clients, groups and scopes. */
export interface Pool {
  readonly id: string;
  readonly arn: string;
  /** Whether people sign in by mail address, their user name being the `sub` (UsernameAttributes: email). */
  readonly emailAsUsername: boolean;
  /** Whether a verified mail address is a second name to sign in by (AliasAttributes: email). */
  readonly emailAsAlias: boolean;
  readonly caseSensitive: boolean;
  readonly passwordPolicy: PasswordPolicy;
  /** Names like `custom:tenant`. */
  readonly customAttributes: readonly string[];
  readonly groups: readonly Group[];
  readonly clients: readonly AppClient[];
  /** `<resource server>/<scope>` of every resource server. */
  readonly customScopes: readonly string[];
}

/** What a pool may ask for: the first line is honoured, the others change nothing on one machine. */
const knownPool = [
  ...[
    'UserPoolName',
    'UsernameAttributes',
    'AliasAttributes',
    'UsernameConfiguration',
    'Policies',
    'Schema',
    'MfaConfiguration',
  ],
  ...['AccountRecoverySetting', 'AdminCreateUserConfig', 'AutoVerifiedAttributes', 'DeletionProtection', 'EnabledMfas'],
  ...['EmailConfiguration', 'EmailVerificationMessage', 'EmailVerificationSubject', 'SmsVerificationMessage'],
  ...['VerificationMessageTemplate', 'UserPoolAddOns', 'UserPoolTier', 'UserPoolTags', 'UserAttributeUpdateSettings'],
  'DeviceConfiguration',
];

function readPolicy({ properties }: ResolvedResource): PasswordPolicy {
  const policy = properties.Policies?.PasswordPolicy;
  return {
    minimumLength: policy?.MinimumLength ?? 8,
    requireLowercase: policy?.RequireLowercase ?? policy === undefined,
    requireUppercase: policy?.RequireUppercase ?? policy === undefined,
    requireNumbers: policy?.RequireNumbers ?? policy === undefined,
    requireSymbols: policy?.RequireSymbols ?? policy === undefined,
  };
}

function readGroup(resource: ResolvedResource): Group {
  requireKnownProperties(resource, ['GroupName', 'UserPoolId', 'Description', 'Precedence', 'RoleArn']);
  const { Description, Precedence } = resource.properties;
  return { name: resource.physicalId, description: Description, precedence: Precedence };
}

function readScopes({ properties }: ResolvedResource): string[] {
  const scopes: { ScopeName: string }[] = properties.Scopes ?? [];
  return scopes.map(({ ScopeName }) => `${properties.Identifier}/${ScopeName}`);
}

const standardAttributes = new Set(
  [
    'address birthdate email email_verified family_name gender given_name locale middle_name name nickname phone_number',
    'phone_number_verified picture preferred_username profile updated_at website zoneinfo',
  ].flatMap((line) => line.split(' ')),
);

export const isStandardAttribute = (name: string): boolean => standardAttributes.has(name);

function readCustomAttributes({ properties }: ResolvedResource): string[] {
  const schema: { Name: string }[] = properties.Schema ?? [];
  return schema
    .map(({ Name }) => Name)
    .filter((name) => !isStandardAttribute(name))
    .map((name) => `custom:${name}`);
}

/**
 * Reads the user pool; undefined when the template has none. Throws one sentence for a second pool or for a property
 * that sign-in here would not honour.
 */
export function readPool(context: EngineContext): Pool | undefined {
  const ofType = (type: string) => context.resources.filter((resource) => resource.type === `AWS::Cognito::${type}`);
  const [resource, second] = ofType('UserPool');
  if (!resource) return undefined;
  if (second) throw new Error('The local engine runs one user pool, and the template has more.');
  requireKnownProperties(resource, knownPool);
  const { properties, physicalId: id } = resource;
  if (properties.MfaConfiguration === 'ON')
    context.log('The user pool asks for a second factor; sign-in here does not.');
  const names: string[] = properties.UsernameAttributes ?? [];
  const aliases: string[] = properties.AliasAttributes ?? [];
  if ([...names, ...aliases].some((name) => name !== 'email'))
    throw new Error(`User pool ${resource.logicalId}: the local engine knows no other name to sign in by than email.`);
  return {
    id,
    arn: resource.arn ?? `arn:aws:cognito-idp:${context.region}:${context.accountId}:userpool/${id}`,
    emailAsUsername: names.includes('email'),
    emailAsAlias: aliases.includes('email'),
    caseSensitive: properties.UsernameConfiguration?.CaseSensitive ?? false,
    passwordPolicy: readPolicy(resource),
    customAttributes: readCustomAttributes(resource),
    groups: ofType('UserPoolGroup').map(readGroup),
    clients: ofType('UserPoolClient').map(readClient),
    customScopes: ofType('UserPoolResourceServer').flatMap(readScopes),
  };
}
