import { expect, test } from 'vitest';
import { simAnswers } from '../../../functions/checks/sim/script.ts';

const clear = { status: 'complete', result: 'clear', delayMs: 3_000, deliveries: 1 };

test('without a script every check is clear after three seconds', () => {
  expect(simAnswers(undefined, 'legal')).toEqual([clear]);
  expect(simAnswers('PO 4711', 'legal')).toEqual([clear]);
  expect(simAnswers('sim credit=consider', 'legal')).toEqual([clear]);
});

test('a script says for each check what is answered, and when', () => {
  const script = 'sim legal=consider credit=clear:PT10M background=silent';
  expect(simAnswers(script, 'legal')).toEqual([
    { status: 'complete', result: 'consider', delayMs: 3_000, deliveries: 1 },
  ]);
  expect(simAnswers(script, 'credit')).toEqual([
    { status: 'complete', result: 'clear', delayMs: 600_000, deliveries: 1 },
  ]);
  expect(simAnswers(script, 'background')).toEqual([]);
});

test('answers can be repeated, follow and contradict one another', () => {
  expect(simAnswers('sim all=progress:PT1M,clear:P1DT2H*3,consider:P2D', 'legal')).toEqual([
    { status: 'in_progress', delayMs: 60_000, deliveries: 1 },
    { status: 'complete', result: 'clear', delayMs: 93_600_000, deliveries: 3 },
    { status: 'complete', result: 'consider', delayMs: 172_800_000, deliveries: 1 },
  ]);
  expect(simAnswers('sim all=silent legal=error:PT0S', 'legal')).toEqual([
    { status: 'error', delayMs: 0, deliveries: 1 },
  ]);
});

test.each([
  'sim legal',
  'sim legal=',
  'sim legal=maybe',
  'sim legal=clear:10M',
  'sim legal=clear:P',
  'sim legal=clear*0',
])('what looks like a script and is none is refused: %s', (script) => {
  expect(() => simAnswers(script, 'legal')).toThrow('sim script');
});
