import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../local/event-pattern.ts';

const event = {
  source: 'gangway.cases',
  'detail-type': 'case.submitted',
  resources: ['arn:one', 'arn:two'],
  detail: {
    kind: 'Company',
    size: 12,
    flag: true,
    nothing: null,
    empty: [],
    parties: [
      { role: 'director', share: 10 },
      { role: 'owner', share: 60 },
    ],
  },
};

const matching: ReadonlyArray<readonly [string, unknown]> = [
  ['an exact string', { source: ['gangway.cases'] }],
  ['one of several strings', { source: ['other', 'gangway.cases'] }],
  ['a number', { detail: { size: [12] } }],
  ['a boolean', { detail: { flag: [true] } }],
  ['null', { detail: { nothing: [null] } }],
  ['a list of the event that holds one of the alternatives', { resources: ['arn:zero', 'arn:two'] }],
  ['a prefix', { 'detail-type': [{ prefix: 'case.' }] }],
  ['a prefix in another case', { 'detail-type': [{ prefix: { 'equals-ignore-case': 'CASE.' } }] }],
  ['a suffix', { 'detail-type': [{ suffix: '.submitted' }] }],
  ['a suffix in another case', { 'detail-type': [{ suffix: { 'equals-ignore-case': '.SUBMITTED' } }] }],
  ['a wildcard', { 'detail-type': [{ wildcard: 'case.*ted' }] }],
  ['equality without case', { detail: { kind: [{ 'equals-ignore-case': 'COMPANY' }] } }],
  ['anything but a string', { source: [{ 'anything-but': 'other' }] }],
  ['anything but a list', { detail: { size: [{ 'anything-but': [1, 2] }] } }],
  ['anything but a prefix', { source: [{ 'anything-but': { prefix: 'aws.' } }] }],
  ['anything but several prefixes', { source: [{ 'anything-but': { prefix: ['aws.', 'x.'] } }] }],
  ['a leaf that exists', { detail: { nothing: [{ exists: true }] } }],
  ['a leaf that does not exist', { detail: { missing: [{ exists: false }] } }],
  ['a missing leaf below a missing object', { detail: { missing: { deeper: [{ exists: false }] } } }],
  ['a missing leaf or one value', { detail: { kind: [{ exists: false }, 'Company'] } }],
  ['a numeric range', { detail: { size: [{ numeric: ['>', 10, '<=', 12] }] } }],
  ['numeric equality', { detail: { size: [{ numeric: ['=', 12] }] } }],
  ['conditions that hold in the same element', { detail: { parties: { role: ['owner'], share: [60] } } }],
  ['one side of $or', { $or: [{ source: ['other'] }, { detail: { size: [12] } }] }],
  ['$or below an object', { detail: { $or: [{ size: [1] }, { kind: ['Company'] }] } }],
];

const failing: ReadonlyArray<readonly [string, unknown]> = [
  ['another string', { source: ['gangway'] }],
  ['a number where the event has the string of it', { source: [12] }],
  ['one of two fields only', { source: ['gangway.cases'], detail: { size: [13] } }],
  ['anything but what it is', { source: [{ 'anything-but': ['gangway.cases', 'x'] }] }],
  ['anything but a suffix it has', { 'detail-type': [{ 'anything-but': { suffix: 'submitted' } }] }],
  ['anything but, of a missing leaf', { detail: { missing: [{ 'anything-but': 'x' }] } }],
  ['a leaf that should not exist', { detail: { kind: [{ exists: false }] } }],
  ['an object taken for a leaf', { detail: [{ exists: true }] }],
  ['an empty list taken for a leaf', { detail: { empty: [{ exists: true }] } }],
  ['a number outside the range', { detail: { size: [{ numeric: ['<', 12] }] } }],
  ['a numeric test on a string', { source: [{ numeric: ['>', 0] }] }],
  ['conditions that hold in different elements', { detail: { parties: { role: ['director'], share: [60] } } }],
  ['neither side of $or', { $or: [{ source: ['other'] }, { detail: { size: [1] } }] }],
  ['a wildcard that does not span it', { source: [{ wildcard: 'gang*way' }] }],
];

const malformed: ReadonlyArray<readonly [string, unknown]> = [
  ['a bare list', ['x']],
  ['an empty pattern', {}],
  ['a scalar at a leaf', { source: 'x' }],
  ['an empty list', { source: [] }],
  ['an unknown operator', { source: [{ cidr: '10.0.0.0/8' }] }],
  ['two operators in one', { source: [{ prefix: 'a', suffix: 'b' }] }],
  ['exists with a string', { source: [{ exists: 'yes' }] }],
  ['numeric without a bound', { detail: { size: [{ numeric: ['>'] }] } }],
  ['numeric with an unknown sign', { detail: { size: [{ numeric: ['!=', 1] }] } }],
  ['a prefix that is a number', { source: [{ prefix: 1 }] }],
  ['$or with one side', { $or: [{ source: ['x'] }] }],
  ['anything-but of an unknown operator', { source: [{ 'anything-but': { numeric: ['=', 1] } }] }],
];

describe('an event pattern', () => {
  it.each(matching)('matches %s', (_name, pattern) => {
    expect(compilePattern(pattern)(event)).toBe(true);
  });

  it.each(failing)('does not match %s', (_name, pattern) => {
    expect(compilePattern(pattern)(event)).toBe(false);
  });

  it.each(malformed)('is refused when it has %s', (_name, pattern) => {
    expect(() => compilePattern(pattern)).toThrow(/\.$/);
  });

  it('filters stream records the way Lambda filter criteria do', () => {
    const matches = compilePattern({
      eventName: ['INSERT'],
      dynamodb: { NewImage: { sk: { S: [{ prefix: 'EVENT#' }] } } },
    });
    expect(matches({ eventName: 'INSERT', dynamodb: { NewImage: { sk: { S: 'EVENT#0000000001' } } } })).toBe(true);
    expect(matches({ eventName: 'MODIFY', dynamodb: { NewImage: { sk: { S: 'EVENT#0000000001' } } } })).toBe(false);
    expect(matches({ eventName: 'INSERT', dynamodb: { NewImage: { sk: { S: 'A#ROOT' } } } })).toBe(false);
  });
});
