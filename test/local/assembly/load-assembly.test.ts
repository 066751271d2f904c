import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadAssembly } from '../../../local/assembly/load-assembly.ts';
import { HANDLED, IGNORED } from '../../../local/assembly/resource-kinds.ts';
import { FIXTURE_APP } from '../support/fixture-engine.ts';

/** Written this way because the linter takes the text of `Fn::Sub` for a mistaken template literal. */
const variable = (name: string) => ['$', '{', name, '}'].join('');

const PLACE = {
  region: 'eu-west-1',
  accountId: '000000000000',
  publicUrl: 'http://127.0.0.1:4000',
  awsUrl: 'http://127.0.0.1:4001',
};

let app: string;

beforeEach(() => {
  app = mkdtempSync(join(tmpdir(), 'gangway-assembly-'));
  cpSync(FIXTURE_APP, app, { recursive: true });
});
afterEach(() => rmSync(app, { recursive: true }));

function changeTemplate(
  change: (template: { Resources: Record<string, unknown>; Outputs: Record<string, unknown> }) => void,
) {
  const path = join(app, 'Service.template.json');
  const template = JSON.parse(readFileSync(path, 'utf8'));
  change(template);
  writeFileSync(path, JSON.stringify(template));
}

function outputOf(value: unknown): string | undefined {
  changeTemplate((template) => {
    template.Outputs['Tried'] = { Value: value };
  });
  return loadAssembly(app, PLACE).outputs['Fixture-Service']?.['Tried'];
}

describe('a synthesised app', () => {
  it('gives every resource its type, its place and its physical id', () => {
    const { resources } = loadAssembly(app, PLACE);
    const table = resources.find(({ logicalId }) => logicalId === 'Table');
    expect(table).toMatchObject({
      stack: 'Fixture-Data',
      type: 'AWS::DynamoDB::GlobalTable',
      physicalId: 'fixture-data-table',
      arn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/fixture-data-table',
    });
  });

  it('resolves what one stack imports from another', () => {
    const { resources } = loadAssembly(app, PLACE);
    const echo = resources.find(({ logicalId }) => logicalId === 'Echo');
    expect(echo?.properties.Environment.Variables.TABLE_NAME).toBe('fixture-data-table');
  });

  it('leaves out resources whose condition does not hold', () => {
    const { resources } = loadAssembly(app, PLACE);
    expect(resources.map(({ logicalId }) => logicalId)).not.toContain('Elsewhere');
  });

  it('knows where the code of the functions is staged', () => {
    expect(loadAssembly(app, PLACE).assets.get('echo.zip')).toBe(join(app, 'asset.echo'));
  });

  it('gives queues their address at the emulated services', () => {
    const queue = loadAssembly(app, PLACE).resources.find(({ logicalId }) => logicalId === 'Failures');
    expect(queue?.physicalId).toBe('http://127.0.0.1:4001/000000000000/failures');
    expect(queue?.arn).toBe('arn:aws:sqs:eu-west-1:000000000000:failures');
  });

  it.each<[string, unknown, string]>([
    ['Ref of a pseudo parameter', { Ref: 'AWS::Partition' }, 'aws'],
    ['GetAtt', { 'Fn::GetAtt': ['Echo', 'Arn'] }, 'arn:aws:lambda:eu-west-1:000000000000:function:echo'],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-eu-west-1'],
    [
      'Sub',
      { 'Fn::Sub': `${variable('AWS::AccountId')}/${variable('Echo.Arn')}/${variable('!kept')}` },
      `000000000000/arn:aws:lambda:eu-west-1:000000000000:function:echo/${variable('kept')}`,
    ],
    ['Sub with variables', { 'Fn::Sub': [variable('one'), { one: { Ref: 'Echo' } }] }, 'echo'],
    ['Select of Split', { 'Fn::Select': [2, { 'Fn::Split': [':', 'a:b:c'] }] }, 'c'],
    ['If', { 'Fn::If': ['Never', 'then', 'otherwise'] }, 'otherwise'],
    [
      'the address of an API from its id',
      { 'Fn::Join': ['', ['https://', { Ref: 'Api' }, '.execute-api.eu-west-1.amazonaws.com/v1']] },
      'http://127.0.0.1:4000/v1',
    ],
    [
      'the issuer of a user pool from its id',
      { 'Fn::Join': ['', ['https://cognito-idp.', { Ref: 'AWS::Region' }, '.amazonaws.com/eu-west-1_pool']] },
      'http://127.0.0.1:4000/_auth',
    ],
    ['Base64', { 'Fn::Base64': 'hi' }, 'aGk='],
  ])('resolves %s', (_name, value, expected) => {
    expect(outputOf(value)).toBe(expected);
  });

  it('leaves out a property whose value is AWS::NoValue', () => {
    changeTemplate((template) => {
      template.Resources['Bare'] = { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'AWS::NoValue' } } };
    });
    const bare = loadAssembly(app, PLACE).resources.find(({ logicalId }) => logicalId === 'Bare');
    expect(bare?.properties).toEqual({});
    expect(bare?.physicalId).toBe('http://127.0.0.1:4001/000000000000/fixture-service-bare');
  });

  it('refuses an unknown resource type by stack, logical id and type', () => {
    changeTemplate((template) => {
      template.Resources['Odd'] = { Type: 'AWS::Glue::Crawler', Properties: {} };
    });
    expect(() => loadAssembly(app, PLACE)).toThrow(
      'Resource Odd of stack Fixture-Service has the type AWS::Glue::Crawler, which the local engine neither runs nor knowingly ignores.',
    );
  });

  it('refuses an unknown function of the template', () => {
    expect(() => outputOf({ 'Fn::Cidr': ['10.0.0.0/16', 2, 8] })).toThrow('Stack Fixture-Service uses Fn::Cidr');
  });

  it('refuses an attribute that it does not provide', () => {
    expect(() => outputOf({ 'Fn::GetAtt': ['Echo', 'Colour'] })).toThrow('asks Echo for Colour');
  });

  it('refuses a reference to nothing', () => {
    expect(() => outputOf({ Ref: 'Nowhere' })).toThrow('refers to Nowhere');
  });

  it('refuses names that need each other', () => {
    changeTemplate((template) => {
      template.Resources['One'] = { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Two' } } };
      template.Resources['Two'] = { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'One' } } };
    });
    expect(() => loadAssembly(app, PLACE)).toThrow('One -> Two -> One is a circular reference.');
  });

  it('refuses a dynamic reference', () => {
    expect(() => outputOf('{{resolve:ssm:/x}}')).toThrow('dynamic reference');
  });

  it('says what to do where there is no synthesised app', () => {
    expect(() => loadAssembly(join(app, 'nowhere'), PLACE)).toThrow('run "npm run synth" first');
  });
});

describe('the census of resource types', () => {
  it('has functions among what runs and rights among what is ignored, with a reason', () => {
    expect(HANDLED).toContain('AWS::Lambda::Function');
    expect(IGNORED['AWS::IAM::Role']).toBe('rights are not evaluated on one machine');
    expect(HANDLED.filter((type) => type in IGNORED)).toEqual([]);
  });
});
