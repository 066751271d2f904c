/** Values of a form step by field id; or the people whom a members step adds. */
export type StepInput = Readonly<Record<string, Value>> | readonly Person[];

/** A value as it is sent, but for a choice among the members, who are called by name. */
type Value = string | boolean | readonly string[] | { readonly memberCalled: string };

export interface Person {
  readonly role: string;
  readonly name: string;
  readonly dateOfBirth?: string;
  readonly country?: string;
  readonly ownershipPercent?: number;
}

/**
 * A line of the checklist: definition, label, kinds of proof of which one suffices, and whether it is owed. An optional one is
 * left open in the story.
 */
export type Line = readonly [
  definitionId: string,
  label: string,
  oneOf: string,
  owed: 'mandatory' | 'optional',
  copies?: number,
];

/** How one kind of applicant gets an account, from an empty draft until the checks run. */
export interface Story {
  readonly about: string;
  readonly type: string;
  /** Sign-in of the customer. */
  readonly me: string;
  /** Party on record that the case is matched with. */
  readonly party: string;
  readonly needsApproval: boolean;
  readonly decisions: Readonly<Record<string, string>>;
  /** What Ada has to do before the documents are done, in order. */
  readonly tasks: readonly string[];
  /** Every step that is asked, in order, but documents and review. */
  readonly steps: readonly (readonly [stepId: string, input: StepInput])[];
  readonly checklist: readonly Line[];
}

export const CONSENT = { consentToChecks: true, informationIsTrue: true };
export const IDENTITY = 'passport | driving_licence | national_id';
