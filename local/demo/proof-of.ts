/** What the API tells of a requirement, as far as it matters to whoever accepts a document for it. */
export interface AskedFor {
  readonly requirementId: string;
  readonly oneOf: readonly string[];
  readonly rules: {
    readonly maximumAgeMonths?: number;
    readonly certified?: boolean;
    readonly languages?: readonly string[];
  };
}

/** What an agent reads from a document that meets its requirement: the first kind of proof, issued when it was sent. */
export function proofOf({ oneOf, rules }: AskedFor, uploadedAt: string) {
  return {
    kind: oneOf[0],
    ...(rules.maximumAgeMonths !== undefined && { issuedDate: uploadedAt.slice(0, 10) }),
    ...(rules.certified === true && { certified: true }),
    ...(rules.languages !== undefined && { language: rules.languages[0] }),
  };
}
