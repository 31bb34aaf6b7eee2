import { type Context, type RecordOf, service } from '@bezel/core'
import type { Channel } from './consent/channels.ts'
import { type ConsentGiven, type CurrentConsent, currentConsents, recordConsent } from './consent/consents.ts'
import type { Consent } from './entities/consent.ts'
import type { CustomerErasure } from './entities/erasure.ts'
import { collectPersonalData, type PersonalData } from './personal-data/collect.ts'
import type { PersonalDataContributor } from './personal-data/contributors.ts'
import { eraseCustomer } from './personal-data/erase.ts'
import { addToTimeline, type TimelineFact } from './timeline/add.ts'

/** What other plugins can do with customers besides reading their records. */
export interface CustomerService {
  timeline: {
    /** Adds to the timelines of customers, in the operation's transaction. Facts of merged customers follow them. */
    add(ctx: Context, facts: TimelineFact | readonly TimelineFact[]): Promise<void>
  }
  consents: {
    current(ctx: Context, customerId: string): Promise<CurrentConsent[]>
    /** Whether the customer may be reached that way: only where consent was given and not withdrawn. */
    allows(ctx: Context, customerId: string, channel: Channel): Promise<boolean>
    record(ctx: Context, customerId: string, given: ConsentGiven): Promise<RecordOf<typeof Consent>>
  }
  personalData: {
    /** Called by other plugins in their `setup`. */
    contribute(contributor: PersonalDataContributor): void
    collect(ctx: Context, customerId: string): Promise<PersonalData>
    erase(ctx: Context, customerId: string, reason: string): Promise<RecordOf<typeof CustomerErasure>>
  }
}

export const customers = service<CustomerService>('customers')

export function createCustomerService(): CustomerService {
  // Filled while the app is assembled, by the plugins that need this one; never after.
  const contributors: PersonalDataContributor[] = []
  return {
    timeline: { add: (ctx, facts) => addToTimeline(ctx, [facts].flat()) },
    consents: {
      current: currentConsents,
      async allows(ctx, customerId, channel) {
        const current = await currentConsents(ctx, customerId)
        return current.some((one) => one.channel === channel && one.state === 'given')
      },
      record: recordConsent,
    },
    personalData: {
      contribute: (contributor) => void contributors.push(contributor),
      collect: (ctx, customerId) => collectPersonalData(ctx, contributors, customerId),
      erase: (ctx, customerId, reason) => eraseCustomer(ctx, contributors, customerId, reason),
    },
  }
}
