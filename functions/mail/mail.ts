/** A mailbox; the address is in lower case. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

export interface Part {
  /** As the sender wrote it. */
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Base64 SHA-256 of the bytes. */
  readonly sha256: string;
  /** Shown inside the HTML text, like a logo. */
  readonly isInline: boolean;
}

/** A received mail, taken apart. Nothing in it is believed. */
export interface Mail {
  /** Absent unless there is exactly one. */
  readonly from: Mailbox | undefined;
  /** To and Cc, lower case. */
  readonly addressees: readonly string[];
  readonly subject: string;
  /** Message ids of the mails that this one answers, as they were written. */
  readonly references: string;
  /** Values in order, by name in lower case. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Plain text, converted from HTML where there is no other. */
  readonly text: string;
  readonly parts: readonly Part[];
  /** The same for every delivery of the same message (hex SHA-256). */
  readonly digest: string;
}
