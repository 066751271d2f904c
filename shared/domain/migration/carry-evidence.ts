import type { Case } from '../case/case.ts';
import { dataDigest } from '../case/data-digest.ts';
import type { Rename } from '../playbook/renames.ts';
import { partsOf } from '../requirements/definition-of.ts';
import { verificationFindings } from '../requirements/verification-findings.ts';
import { keepSame } from './carried.ts';
import type { Journey } from './carry-over.ts';

interface Evidence extends Journey {
  readonly rename: Rename;
  /** Whether answers and members are those of before, whatever they are called. */
  readonly isSameData: boolean;
}

/**
 * What checks, reviews and verifications came to is still worth something when the data is only called otherwise: their
 * digests are made anew from the new names. After any other change they are left as they are, and so are stale.
 */
export function carryEvidence(before: Case, after: Case, evidence: Evidence): Case {
  const verified = withVerification(before, after, evidence);
  if (!evidence.isSameData) return verified;
  const [old, now] = [dataDigest(before), dataDigest(after)];
  if (old === now) return verified;
  const checks = after.checks.map((check) => (check.dataDigest === old ? { ...check, dataDigest: now } : check));
  return {
    ...verified,
    checks: keepSame(after.checks, checks),
    ...(before.reviewDigest === old && { reviewDigest: now }),
  };
}

/** The customer was told of these findings, and is not told again because they have other names. */
function withVerification(before: Case, after: Case, { from, to, at, rename }: Evidence): Case {
  const { verification } = before;
  if (verification === undefined) return after;
  const known = verificationFindings(before, from, at);
  const found = verificationFindings(after, to, at);
  const renamed = (ids: readonly string[]) => ids.map((id) => renamedRequirement(id, rename)).toSorted();
  const isSame =
    known.digest === verification.digest &&
    known.digest !== found.digest &&
    equal(renamed(known.missing), found.missing) &&
    equal(renamed(known.invalid), found.invalid) &&
    equal(known.unexpected, found.unexpected);
  if (!isSame) return after;
  const { missing, invalid, digest } = found;
  return { ...after, verification: { ...verification, missing, invalid, digest } };
}

function renamedRequirement(requirementId: string, rename: Rename): string {
  const { definitionId } = partsOf(requirementId);
  return rename('requirement', definitionId) + requirementId.slice(definitionId.length);
}

const equal = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);
