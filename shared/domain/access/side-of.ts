/** Whether a person on record, or the system, acts for us or for the customer. */
export function sideOf(personId: string): 'customer' | 'staff' | 'system' {
  if (personId.startsWith('system:')) return 'system';
  return /^(consumer|contact|address|partner)_/.test(personId) ? 'customer' : 'staff';
}
