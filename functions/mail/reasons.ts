/** Why a received mail could not be placed, with what to do about it. */
export const REASONS = {
  'mail.unreadable': 'is no mail that can be taken apart, or is built to exhaust whoever tries',
  'mail.too-large': 'is larger than SES takes in',
  'mail.no-sender': 'does not say who wrote it, or names several people',
  'mail.virus': 'carries malware, SES says',
  'mail.spam': 'is spam, SES says, from somebody whom nobody knows',
  'mail.not-authentic': 'does not prove that it comes from the domain of its sender',
  'mail.unannounced': 'was stored, but SES never said whether its sender is genuine',
  'mail.unplaceable': 'failed every time that it was tried',
  'mail.bulk': 'went out to many people, one of them a case',
  'mail.staff-cannot-act': 'comes from one of us: people at work act in the workspace, never by mail',
  'mail.sender-disabled': 'comes from somebody whose access was ended',
  'mail.token-invalid': 'is addressed to a case by an address that we never gave out',
  'mail.token-expired': 'is addressed to a case by an address that has expired',
  'mail.not-recipient': 'is addressed to a case by an address that was given to somebody else',
  'mail.may-not-write': 'comes from somebody who may no longer write to that case',
  'mail.no-case': 'comes from somebody we know and names no case that they may write to',
  'mail.case-closed': 'is about a case that is over',
  'mail.case-full': 'brings more documents than the case can hold',
  'mail.refused': 'was refused by the rules of its case',
} as const;
export type Reason = keyof typeof REASONS;

/** The mail goes to the quarantine, where people look; nothing else happens because of it. */
export class CannotPlace extends Error {
  override readonly name = 'CannotPlace';
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}
