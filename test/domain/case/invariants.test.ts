import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../../shared/domain/case/case.ts';
import { chained, verifyChain } from '../../../shared/domain/events/chain.ts';
import { type ChainedEnvelope, envelopeOf } from '../../../shared/domain/events/envelope.ts';
import { FACTS } from '../../../shared/domain/events/fact.ts';
import { planNext } from '../../../shared/domain/workflow/plan-next.ts';
import { ACTS, type Check, play, STARTS, stories } from '../../support/stories.ts';

function holdsAlways(check: Check): void {
  fc.assert(
    fc.property(stories, ({ start, story }) => play(STARTS[start]!, story, check)),
    { numRuns: 40 },
  );
}

const isOver = ({ status }: Case): boolean => status === 'closed' || status === 'cancelled';
const current = ({ proposals }: Case) =>
  proposals.filter(({ status }) => status === 'undecided' || status === 'accepted');
const open = ({ infoRequests }: Case) => infoRequests.filter(({ closedAt }) => closedAt === undefined);

describe('whatever is done to a case', () => {
  it('has an outcome and an end exactly when it is over', () => {
    holdsAlways((_, { case: c }) => {
      expect(c.outcome !== undefined).toBe(isOver(c));
      expect(c.closedAt !== undefined).toBe(isOver(c));
    });
  });

  it('has exactly one owner or waits in a queue', () => {
    holdsAlways((_, { case: c }) => {
      const isInQueue = c.status === 'new' || (c.status === 'open' && c.stage === 'initiate');
      if (isOver(c) || c.status === 'draft') return;
      expect(c.assignee === undefined).toBe(isInQueue || (c.stage === 'initiate' && c.status === 'awaiting_info'));
      if (c.offer !== undefined) expect(c.status).toBe('new');
    });
  });

  it('awaits information exactly while one request is open', () => {
    holdsAlways((_, { case: c }) => expect(open(c)).toHaveLength(c.status === 'awaiting_info' ? 1 : 0));
  });

  it('is resolved exactly while one proposal is before the customer or accepted', () => {
    holdsAlways((_, { case: c }) => {
      if (!isOver(c)) expect(current(c)).toHaveLength(c.status === 'resolved' ? 1 : 0);
      if (c.outcome === 'accepted') expect(current(c)).toHaveLength(1);
    });
  });

  it('has nothing running any more when it is over', () => {
    holdsAlways((_, { case: c }) => {
      if (!isOver(c)) return;
      expect(c.timers.filter(({ kind }) => kind !== 'checklist_date' || c.outcome !== 'accepted')).toEqual([]);
      expect(c.stages.filter(({ completedAt }) => completedAt === undefined)).toEqual([]);
      expect(c.checks.map(({ status }) => status)).not.toContain('requested');
    });
  });

  it('is in one stage at a time, and says since when', () => {
    holdsAlways((_, { case: c }) => {
      if (isOver(c)) return;
      const running = c.stages.filter(({ completedAt }) => completedAt === undefined);
      expect(running.map(({ stage }) => stage)).toEqual([c.stage]);
    });
  });

  it('keeps only timers that something in the case still waits for', () => {
    holdsAlways((_, { case: c }) => {
      const kinds = c.timers.map(({ kind }) => kind);
      expect(new Set(kinds).size).toBe(kinds.length);
      expect(kinds.includes('draft_expiry')).toBe(c.status === 'draft');
      if (kinds.includes('draft_reminder')) expect(c.status).toBe('draft');
      expect(kinds.includes('offer_expiry')).toBe(c.offer !== undefined);
      if (kinds.some((kind) => kind.startsWith('info'))) expect(c.status).toBe('awaiting_info');
      if (kinds.some((kind) => kind.startsWith('document')))
        expect([c.status, c.stage]).toEqual(['open', 'data_capture']);
      if (kinds.some((kind) => kind.startsWith('proposal'))) expect(current(c)[0]?.status).toBe('undecided');
    });
  });

  it('gets one new version for a change, and none for no change', () => {
    holdsAlways((before, { case: c, facts }) => {
      if (facts.length === 0) return;
      const shows = facts.some(({ type }) => FACTS[type].audience === 'customer');
      const matters = facts.some(({ type }) => FACTS[type].material);
      expect(c.version - before.version).toBe(1);
      expect(c.customerVersion - before.customerVersion).toBe(shows ? 1 : 0);
      expect(c.materialVersion - before.materialVersion).toBe(matters ? 1 : 0);
    });
  });

  it('changes what is material only with a material fact', () => {
    holdsAlways((before, { case: c, facts }) => {
      if (facts.length === 0 || facts.some(({ type }) => FACTS[type].material)) return;
      expect(c.members).toBe(before.members);
      expect(c.answers.map(({ values }) => values)).toEqual(before.answers.map(({ values }) => values));
      expect(c.applicant).toBe(before.applicant);
    });
  });

  it('is plain JSON without holes', () => {
    holdsAlways((_, { case: c, facts }) => {
      expect(JSON.parse(JSON.stringify(c))).toStrictEqual(c);
      expect(JSON.parse(JSON.stringify(facts))).toStrictEqual(facts);
    });
  });

  it('has a next thing to do, and only the system or somebody to wait for', () => {
    holdsAlways((_, { case: c }, s) => {
      const plan = planNext(c, s.playbook, s.at);
      expect(plan.kind === 'finish').toBe(isOver(c) || c.status === 'draft');
      expect(plan.timeoutSeconds).toBeGreaterThan(0);
    });
  });

  it('leaves a trail that verifies, with one event for every version', () => {
    fc.assert(
      fc.property(stories, ({ start, story }) => {
        const trail: ChainedEnvelope[] = [];
        play({ ...STARTS[start]!, version: 0 }, story, (_, decision, s) => {
          if (decision.facts.length === 0) return;
          const envelope = envelopeOf(decision, s, { id: `evt_${trail.length}`, correlationId: 'req_1' });
          trail.push(chained(envelope, trail.at(-1)?.hash ?? '0'.repeat(64)));
        });
        expect(trail.map(({ caseVersion }) => caseVersion)).toEqual(trail.map((_, index) => index + 1));
        expect(verifyChain(trail)).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });

  it('lets every act succeed somewhere in these stories', () => {
    const succeeded = new Set<string>();
    fc.assert(
      fc.property(stories, ({ start, story }) => {
        play(STARTS[start]!, story, (before, decision, _, act) => {
          if (decision.case !== before) succeeded.add(act);
        });
      }),
      { numRuns: 150, seed: 1 },
    );
    expect([...succeeded].sort()).toEqual([...Object.keys(ACTS), 'wait'].sort());
  });
});
