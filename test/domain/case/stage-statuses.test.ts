import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STAGE_STATUSES } from '../../../shared/domain/case/stage-statuses.ts';
import { play, STARTS, stories } from '../../support/stories.ts';

describe('the statuses of a stage', () => {
  it('are those in which whatever is done to a case can bring it there, and no others', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(stories, ({ start, story }) => {
        play(STARTS[start]!, story, (_, { case: { stage, status } }) => {
          if (status !== 'cancelled') seen.add(`${stage} ${status}`);
        });
      }),
      { numRuns: 200, seed: 7 },
    );
    for (const { stage, status } of Object.values(STARTS)) if (status !== 'cancelled') seen.add(`${stage} ${status}`);
    const named = Object.entries(STAGE_STATUSES).flatMap(([stage, { needed, possible }]) =>
      [...needed, ...possible].map((status) => `${stage} ${status}`),
    );
    expect([...seen].toSorted()).toEqual(named.toSorted());
  });
});
