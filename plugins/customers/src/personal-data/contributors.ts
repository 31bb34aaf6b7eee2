import type { Context } from '@bezel/core'

/** What another plugin holds about customers besides records that refer to them. */
export interface PersonalDataContributor {
  /** The plugin's name; the heading in the person's copy. */
  name: string
  /** Everything held about the customer, as JSON. Null where there is nothing. */
  collect(ctx: Context, customerId: string): Promise<unknown>
  /**
   * Empties what is personal, in the transaction of the erasure; what the law wants kept (invoices) stays without names.
   * Write with `ctx.db` and erase the history by `eraseHistory`: what `ctx.records` changes leaves the old values in the audit.
   */
  erase(ctx: Context, customerId: string): Promise<void>
}
