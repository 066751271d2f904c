/** How parts of another playbook, or of an earlier version, are called in this one; what keeps its id is not named. */
export interface PlaybookMapping {
  readonly playbook: string;
  readonly version: number;
  readonly steps?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string>>;
  readonly memberRoles?: Readonly<Record<string, string>>;
  readonly requirements?: Readonly<Record<string, string>>;
  readonly checks?: Readonly<Record<string, string>>;
}
