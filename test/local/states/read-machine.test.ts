import { describe, expect, it } from 'vitest';
import { readMachine } from '../../../local/states/read-machine.ts';
import { callback, functionArn, invoke, machine } from './definitions.ts';

const read = (definition: string) => readMachine(definition, (name) => !name.includes('unknown'));
const end = { Type: 'Succeed' };
const inner = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };

const refused: ReadonlyArray<readonly [string, string, string]> = [
  ['no JSONata', JSON.stringify({ StartAt: 'A', States: { A: end } }), 'The state "A" has the query language JSONPath'],
  ['an unknown field of the machine', machine({ A: end }, { Mode: 1 }), 'The definition has the field Mode'],
  ['an unknown type', machine({ A: { Type: 'Loop', End: true } }), 'The state "A" has the type Loop'],
  ['an unknown field', machine({ A: { ...end, Colour: 1 } }), 'The state "A" has the field Colour'],
  ['a JSONPath field', machine({ A: { Type: 'Pass', ResultPath: '$.x', End: true } }), 'the field ResultPath'],
  [
    'a dynamic JSONPath timeout',
    machine({ A: invoke('f', {}, { TimeoutSecondsPath: '$.t', End: true }) }),
    'TimeoutSecondsPath',
  ],
  [
    'a JSONPath member',
    machine({ A: { Type: 'Pass', Output: { 'x.$': '$.y' }, End: true } }),
    'the JSONPath member x.$',
  ],
  ['an unknown resource', machine({ A: { ...invoke('f'), Resource: 'arn:aws:states:::sns:publish' } }), 'sns:publish'],
  ['a function of nobody', machine({ A: invoke('unknown') }), 'which no template declares'],
  [
    'an invocation type',
    machine({ A: { ...invoke('f'), Arguments: { FunctionName: functionArn('f'), InvocationType: 'Event' } } }),
    'the field InvocationType',
  ],
  [
    'a callback that never gets the token',
    machine({ A: { ...callback('f'), Arguments: { FunctionName: functionArn('f'), Payload: {} } } }),
    'does not hand it to the function',
  ],
  ['broken JSONata', machine({ A: { ...end, Output: '{% $x. %}' } }), 'The state "A", field Output'],
  ['an expression without its end', machine({ A: { ...end, Output: '{% $x' } }), 'does not end with %}'],
  ['a way to nowhere', machine({ A: { Type: 'Pass', Next: 'B' } }), 'names the state "B"'],
  ['a start at nowhere', machine({ A: end }, { StartAt: 'X' }), 'names the state "X"'],
  ['neither Next nor End', machine({ A: { Type: 'Pass' } }), 'needs either Next or End'],
  ['both Next and End', machine({ A: { Type: 'Pass', Next: 'A', End: true } }), 'needs either Next or End'],
  [
    'a Choice rule of JSONPath',
    machine({ A: { Type: 'Choice', Choices: [{ Variable: '$.x', Next: 'A' }] } }),
    'Variable',
  ],
  ['a Choice without rules', machine({ A: { Type: 'Choice', Choices: [] } }), 'at least one rule'],
  ['a Wait without time', machine({ A: { Type: 'Wait', End: true } }), 'either Seconds or Timestamp'],
  [
    'a Wait of a part of a second',
    machine({ A: { Type: 'Wait', Seconds: 0.5, End: true } }),
    'a whole number from 0 in Seconds',
  ],
  ['a timeout of nothing', machine({ A: invoke('f', {}, { TimeoutSeconds: 0, End: true }) }), 'whole number from 1'],
  [
    'a heartbeat that never comes into play',
    machine({ A: invoke('f', {}, { TimeoutSeconds: 60, HeartbeatSeconds: 60, End: true }) }),
    'HeartbeatSeconds below its TimeoutSeconds',
  ],
  ['a distributed Map', machine({ A: map({ ProcessorConfig: { Mode: 'DISTRIBUTED' } }) }), 'only INLINE'],
  ['a Map with tolerated failures', machine({ A: { ...map({}), ToleratedFailureCount: 1 } }), 'ToleratedFailureCount'],
  ['a Parallel without branches', machine({ A: { Type: 'Parallel', Branches: [], End: true } }), 'at least one branch'],
  [
    'an unknown retry field',
    machine({ A: retry({ ErrorEquals: ['X'], Times: 3 }) }),
    'The state "A", Retry 0 has the field Times',
  ],
  ['an unknown jitter', machine({ A: retry({ ErrorEquals: ['X'], JitterStrategy: 'SOME' }) }), 'JitterStrategy SOME'],
  ['a retry for nothing', machine({ A: retry({ ErrorEquals: [] }) }), 'at least one error name'],
  ['States.ALL among others', machine({ A: retry({ ErrorEquals: ['X', 'States.ALL'] }) }), 'States.ALL alone'],
  [
    'retries after States.ALL',
    machine({ A: retry({ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }) }),
    'never be reached',
  ],
  [
    'an unknown catch field',
    machine({ A: invoke('f', {}, { Catch: [{ ErrorEquals: ['X'], Next: 'A', ResultPath: '$' }], End: true }) }),
    'Catch 0 has the field ResultPath',
  ],
  [
    'a catch to nowhere',
    machine({ A: invoke('f', {}, { Catch: [{ ErrorEquals: ['X'], Next: 'B' }], End: true }) }),
    'names the state "B"',
  ],
  [
    'an inner variable with the name of an outer one',
    machine({
      P: { Type: 'Pass', Assign: { x: 1 }, Next: 'A' },
      A: map({ StartAt: 'I', States: { I: { Type: 'Pass', Assign: { x: 2 }, End: true } } }),
    }),
    'The variable x is assigned inside a Map or Parallel',
  ],
];

function map(processor: object): object {
  return { Type: 'Map', ItemProcessor: { ...inner, ...processor }, End: true };
}

function retry(...retriers: readonly object[]): object {
  return invoke('f', {}, { Retry: retriers, End: true });
}

describe('reading a definition', () => {
  it.each(refused)('refuses %s', (_name, definition, sentence) => {
    expect(() => read(definition)).toThrow(sentence);
  });

  it('accepts JSONata declared by single states', () => {
    const states = { A: { Type: 'Pass', QueryLanguage: 'JSONata', End: true } };
    expect(read(JSON.stringify({ StartAt: 'A', States: states })).scope.startAt).toBe('A');
  });
});
