/** The two calls of SES that activation takes. */
export interface ReceiptRuleSets {
  /** @returns name of the active rule set, undefined when none is */
  active(): Promise<string | undefined>;
  activate(name: string): Promise<void>;
}

/**
 * CloudFormation creates a receipt rule set but cannot activate it, and an account has one active set per region. Ours is
 * activated when none is; another one is never replaced.
 *
 * @returns one sentence for whoever deploys
 */
export async function activateReceiptRules(sets: ReceiptRuleSets, name: string): Promise<string> {
  const active = await sets.active();
  if (active === name) return 'Inbound mail: our receipt rule set is active.';
  if (active !== undefined) {
    return `Inbound mail: the rule set ${active} is active. To replace it: aws ses set-active-receipt-rule-set --rule-set-name ${name}`;
  }
  await sets.activate(name);
  return `Inbound mail: the receipt rule set ${name} has been activated.`;
}
