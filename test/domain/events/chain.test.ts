import { describe, expect, it } from 'vitest';
import { chained, eventHash, verifyChain } from '../../../shared/domain/events/chain.ts';
import { type ChainedEnvelope, type Envelope, envelopeOf } from '../../../shared/domain/events/envelope.ts';
import { aCase, anAgent, aSystem, surroundings } from '../../support/a-case.ts';

const ZEROS = '0000000000000000000000000000000000000000000000000000000000000000';

const first: Envelope = {
  id: 'evt_1',
  schema: 1,
  at: '2026-03-03T09:00:00.000Z',
  caseId: 'case_1',
  caseVersion: 1,
  actor: { personId: 'contact_ada', kind: 'person' },
  correlationId: 'req_1',
  data: { types: ['case.created'], facts: [{ type: 'case.created', channel: 'web' }] },
};

function trail(length: number): ChainedEnvelope[] {
  const events: ChainedEnvelope[] = [];
  for (let version = 1; version <= length; version += 1) {
    events.push(chained({ ...first, id: `evt_${version}`, caseVersion: version }, events.at(-1)?.hash ?? ZEROS));
  }
  return events;
}

describe('the hash of an event', () => {
  it('is that of its canonical JSON together with the hash before', () => {
    // printf '%s' '{"actor":{"kind":"person",…},"previousHash":"000…"}' | sha256sum
    expect(eventHash(first, ZEROS)).toBe('c9394893abd99a9be3f9886c9c47fd6e385c0d8a377c23049b5680f57e5568f1');
  });

  it('does not depend on the order of members', () => {
    const { data, actor, ...rest } = first;
    expect(eventHash({ data, actor, ...rest }, ZEROS)).toBe(eventHash(first, ZEROS));
  });
});

describe('a trail', () => {
  it('verifies when nothing was touched', () => {
    expect(verifyChain(trail(5))).toBeUndefined();
    expect(verifyChain([])).toBeUndefined();
  });

  it.each([0, 1, 4])('shows where an event was changed (%i)', (index) => {
    const events = trail(5);
    events[index] = { ...events[index]!, actor: { personId: 'agent_eve', kind: 'person' } };
    expect(verifyChain(events)).toBe(index);
  });

  it('shows a change that was hashed anew by the event that follows', () => {
    const events = trail(5);
    const { hash: _, previousHash, ...envelope } = events[2]!;
    events[2] = chained({ ...envelope, correlationId: 'req_forged' }, previousHash);
    expect(verifyChain(events)).toBe(3);
  });

  it('shows a missing event', () => {
    expect(verifyChain(trail(5).toSpliced(2, 1))).toBe(2);
    expect(verifyChain(trail(5).slice(1))).toBe(0);
  });

  it('shows a gap in the versions that was linked over', () => {
    const events = trail(2);
    events.push(chained({ ...first, id: 'evt_4', caseVersion: 4 }, events[1]!.hash));
    expect(verifyChain(events)).toBe(2);
  });

  it('shows two events in each other’s place', () => {
    const [a, b, c] = trail(3);
    expect(verifyChain([a!, c!, b!])).toBe(1);
  });

  it('shows an event of another case', () => {
    const events = trail(1);
    events.push(chained({ ...first, caseId: 'case_2', caseVersion: 2 }, events[0]!.hash));
    expect(verifyChain(events)).toBe(1);
  });
});

describe('the envelope of a decision', () => {
  const facts = [{ type: 'case.commented', commentId: 'comment_1' }] as const;

  it('says who did what to which version, and why', () => {
    const decision = { case: aCase({ version: 7 }), facts };
    const s = surroundings({ caller: aSystem() });
    const envelope = envelopeOf(decision, s, {
      id: 'evt_7',
      correlationId: 'req_7',
      causationId: 'evt_6',
      textDigest: 'abc',
    });
    expect(envelope).toStrictEqual({
      id: 'evt_7',
      schema: 1,
      at: '2026-03-03T09:00:00.000Z',
      caseId: 'case_1',
      caseVersion: 7,
      actor: { personId: 'system:workflow', kind: 'system' },
      correlationId: 'req_7',
      causationId: 'evt_6',
      data: { types: ['case.commented'], facts, textDigest: 'abc' },
    });
  });

  it('says for whom an agent acts, and nothing when the customer acts', () => {
    const case_ = aCase({ onBehalfOf: 'contact_ada' });
    const of = (caller = anAgent()) =>
      envelopeOf({ case: case_, facts }, surroundings({ caller }), { id: 'e', correlationId: 'r' }).actor;
    expect(of()).toEqual({ personId: 'agent_bo', kind: 'person', onBehalfOf: 'contact_ada' });
    expect(of(anAgent({ personId: 'contact_ada' }))).toEqual({ personId: 'contact_ada', kind: 'person' });
  });

  it('does not exist when nothing happened', () => {
    expect(() => envelopeOf({ case: aCase(), facts: [] }, surroundings(), { id: 'e', correlationId: 'r' })).toThrow(
      RangeError,
    );
  });
});
