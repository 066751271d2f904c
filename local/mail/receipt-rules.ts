import { nameInArn, refuseUnknownKeys, requireKnownProperties } from '../known-properties.ts';
import type { EngineContext, ResolvedResource } from '../parts.ts';
import { domainOf } from './raw-message.ts';

/** What a rule does with a mail, in order. */
export type ReceiptAction =
  | { readonly kind: 'store'; readonly bucket: string; readonly prefix: string }
  | { readonly kind: 'invoke'; readonly functionName: string; readonly functionArn: string };

export interface ReceiptRule {
  readonly name: string;
  readonly enabled: boolean;
  /** Addresses, domains, or `.domain` for every domain below; empty for everybody. Lower case. */
  readonly recipients: readonly string[];
  readonly actions: readonly ReceiptAction[];
}

function readStore(action: Record<string, string>, where: string): ReceiptAction {
  refuseUnknownKeys(action, ['BucketName', 'ObjectKeyPrefix', 'IamRoleArn', 'KmsKeyArn'], where);
  if (action['KmsKeyArn'] !== undefined) throw new Error(`${where}: the local engine does not encrypt received mail.`);
  return { kind: 'store', bucket: action['BucketName']!, prefix: action['ObjectKeyPrefix'] ?? '' };
}

function readInvoke(action: Record<string, string>, where: string): ReceiptAction {
  refuseUnknownKeys(action, ['FunctionArn', 'InvocationType'], where);
  if ((action['InvocationType'] ?? 'Event') !== 'Event')
    throw new Error(`${where}: the local engine invokes by Event only.`);
  return { kind: 'invoke', functionArn: action['FunctionArn']!, functionName: nameInArn(action['FunctionArn']!) };
}

function readAction(action: Record<string, Record<string, string>>, where: string): ReceiptAction {
  refuseUnknownKeys(action, ['S3Action', 'LambdaAction'], where);
  if (action['S3Action']) return readStore(action['S3Action'], where);
  if (action['LambdaAction']) return readInvoke(action['LambdaAction'], where);
  throw new Error(`${where}: an action does nothing.`);
}

function readRule(resource: ResolvedResource): ReceiptRule {
  requireKnownProperties(resource, ['Rule', 'RuleSetName', 'After']);
  const { Rule: rule } = resource.properties;
  const where = `Receipt rule ${resource.logicalId}`;
  refuseUnknownKeys(rule, ['Name', 'Enabled', 'Recipients', 'Actions', 'ScanEnabled', 'TlsPolicy'], where);
  return {
    name: rule.Name ?? resource.physicalId,
    enabled: rule.Enabled ?? false,
    recipients: (rule.Recipients ?? []).map((recipient: string) => recipient.toLowerCase()),
    actions: (rule.Actions ?? []).map((action: Record<string, Record<string, string>>) => readAction(action, where)),
  };
}

/** Rules in the order they run: each after the one it names in `After`, the others first to last as written. */
function inOrder(rules: readonly { rule: ReceiptRule; after: string | undefined }[]): ReceiptRule[] {
  const following = (name: string | undefined): ReceiptRule[] =>
    rules.filter(({ after }) => after === name).flatMap(({ rule }) => [rule, ...following(rule.name)]);
  return following(undefined);
}

/** The enabled receipt rules of the template in order. Throws one sentence for an action it does not know. */
export function readReceiptRules({ resources }: EngineContext): readonly ReceiptRule[] {
  const found = resources.filter(({ type }) => type === 'AWS::SES::ReceiptRule');
  const byId = new Map(found.map((resource) => [resource.physicalId, readRule(resource)]));
  const ordered = inOrder(
    found.map(({ physicalId, properties }) => ({
      rule: byId.get(physicalId)!,
      after: properties.After === undefined ? undefined : (byId.get(properties.After)?.name ?? properties.After),
    })),
  );
  if (ordered.length !== found.length)
    throw new Error('A receipt rule comes after one that the template does not have.');
  return ordered.filter(({ enabled }) => enabled);
}

/** Those of the recipients (as given) that a rule is for. */
export function recipientsOf(rule: ReceiptRule, addresses: readonly string[]): string[] {
  if (rule.recipients.length === 0) return [...addresses];
  return addresses.filter((address) =>
    rule.recipients.some((recipient) =>
      recipient.startsWith('.')
        ? domainOf(address).endsWith(recipient)
        : recipient === domainOf(address) || recipient === address.toLowerCase(),
    ),
  );
}
