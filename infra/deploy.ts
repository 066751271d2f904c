import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DescribeActiveReceiptRuleSetCommand, SESClient, SetActiveReceiptRuleSetCommand } from '@aws-sdk/client-ses';
import { activateReceiptRules, type ReceiptRuleSets } from './activate-receipt-rules.ts';
import { stageSettings } from './stages.ts';

/** Outputs of one stack by name, as the CDK writes them. */
type Outputs = Readonly<Record<string, string>>;

const root = join(import.meta.dirname, '..');

const { values } = parseArgs({ options: { stage: { type: 'string' }, yes: { type: 'boolean', default: false } } });
if (values.stage === undefined) throw new Error('Say which stage to deploy: npm run deploy -- --stage sandbox');
const { stage } = stageSettings(values.stage);

const outputsFile = join(mkdtempSync(join(tmpdir(), 'gangway-')), 'outputs.json');
const outputs = deploy(stage, values.yes);
publishPlaybooks();
const ses = new SESClient({});
say(await activateReceiptRules(ruleSetsOf(ses), output(outputs, 'ReceiptRuleSetName')));
say('DNS records that mail needs:');
for (const record of output(outputs, 'MailDnsRecords').split(' | ')) say(`  ${record}`);
say(
  'A new account may only send to verified addresses until SES has granted production access (SES console, Account dashboard).',
);
for (const name of ['ApiUrl', 'PortalClientId', 'InboundAddress', 'DashboardUrl'])
  say(`${name}: ${output(outputs, name)}`);

/** @throws when the CDK's own command fails; it has said why */
function deploy(stageName: string, withoutAsking: boolean): Outputs {
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk'),
      'deploy',
      '--all',
      '--app',
      `"${process.execPath}" infra/synth.ts`,
      '--require-approval',
      withoutAsking ? 'never' : 'broadening',
      '--outputs-file',
      outputsFile,
      '--no-notices',
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, GANGWAY_STAGE: stageName, CDK_DISABLE_CLI_TELEMETRY: 'true' },
    },
  );
  if (status !== 0) throw new Error(`The deployment of ${stageName} failed.`);
  const stacks = JSON.parse(readFileSync(outputsFile, 'utf8')) as Readonly<Record<string, Outputs>>;
  return stacks[`gangway-${stageName}-service`] ?? {};
}

/** The playbooks that ship with the code, into the table: the tool for it has said why when it fails. */
function publishPlaybooks(): void {
  const args = [join(root, 'local', 'cli', 'seed.ts'), '--world', 'catalogue', '--outputs', outputsFile];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('The packaged playbooks could not be published.');
}

function ruleSetsOf(client: SESClient): ReceiptRuleSets {
  return {
    active: async () => (await client.send(new DescribeActiveReceiptRuleSetCommand({}))).Metadata?.Name,
    activate: async (RuleSetName) => {
      await client.send(new SetActiveReceiptRuleSetCommand({ RuleSetName }));
    },
  };
}

function output(all: Outputs, name: string): string {
  const value = all[name];
  if (value === undefined) throw new Error(`The deployed stack has no output ${name}.`);
  return value;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
