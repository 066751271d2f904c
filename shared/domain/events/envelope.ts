import type { Case, Instant } from '../case/case.ts';
import type { Decision, Surroundings } from '../case/decision.ts';
import type { Fact, FactType } from './fact.ts';

/** Version of the envelope's shape. */
export const ENVELOPE_SCHEMA = 1;

export interface Actor {
  readonly personId: string;
  readonly kind: 'person' | 'system' | 'provider';
  /** Whom the case was opened for, when somebody else acts. */
  readonly onBehalfOf?: string;
}

/** One event: everything that one command recorded. Ids and codes only; no personal data. */
export interface Envelope {
  readonly id: string;
  readonly schema: number;
  readonly at: Instant;
  readonly caseId: string;
  /** Version of the case after the command; events of a case have every version once. */
  readonly caseVersion: number;
  readonly actor: Actor;
  readonly correlationId: string;
  /** Event that made the system act, when one did. */
  readonly causationId?: string;
  readonly data: {
    readonly types: readonly FactType[];
    readonly facts: readonly Fact[];
    /** Salted digest of text that is kept elsewhere and can be erased there. */
    readonly textDigest?: string;
  };
}

/** An event as it is stored. */
export interface ChainedEnvelope extends Envelope {
  /** Hash of the event before; 64 zeros before the first. */
  readonly previousHash: string;
  readonly hash: string;
}

/** What surrounds the facts of one command. */
export interface Circumstances {
  readonly id: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly textDigest?: string;
}

/** The event of a decision that has facts. @throws {RangeError} when it has none: nothing happened */
export function envelopeOf(
  decision: Decision,
  { caller, at }: Pick<Surroundings, 'caller' | 'at'>,
  circumstances: Circumstances,
): Envelope {
  const { facts } = decision;
  if (facts.length === 0) throw new RangeError('a decision without facts has no event');
  const { id, correlationId, causationId, textDigest } = circumstances;
  const types = [...new Set(facts.map(({ type }) => type))];
  return {
    id,
    schema: ENVELOPE_SCHEMA,
    at,
    caseId: decision.case.caseId,
    caseVersion: decision.case.version,
    actor: actorOf(decision.case, caller),
    correlationId,
    ...(causationId !== undefined && { causationId }),
    data: { types, facts, ...(textDigest !== undefined && { textDigest }) },
  };
}

function actorOf({ onBehalfOf }: Case, { personId, kind }: Surroundings['caller']): Actor {
  const isOther = kind === 'person' && onBehalfOf !== undefined && onBehalfOf !== personId;
  return { personId, kind, ...(isOther && { onBehalfOf }) };
}
