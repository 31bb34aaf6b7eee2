import { type Context, Problem } from '@bezel/core'
import { Consent } from '../entities/consent.ts'
import { Customer } from '../entities/customer.ts'
import { alreadyErased, consentInFuture } from '../errors.ts'
import { consentRecorded } from '../events.ts'
import { actorName, addToTimeline } from '../timeline/add.ts'
import { CHANNELS, type Channel } from './channels.ts'

export interface ConsentGiven {
  channel: Channel
  state: 'given' | 'withdrawn'
  source: string
  wording?: string
  proof?: string
  /** When it was said; now unless told. */
  at?: string
}

/** What holds for one channel now. */
export interface CurrentConsent {
  channel: Channel
  state: 'given' | 'withdrawn' | 'unknown'
  at: string | null
  source: string | null
  consentId: string | null
}

const CLOCKS_DIFFER = 5 * 60_000

/** Adds a statement to the history of a customer's consents, which is never changed. */
export async function recordConsent(ctx: Context, customerId: string, { at, ...given }: ConsentGiven) {
  const customer = await ctx.records(Customer).get(customerId)
  if (customer.erasedAt) throw new Problem(alreadyErased)
  // The latest statement holds: one dated ahead would outlive every withdrawal until then.
  if (at && new Date(at).getTime() > ctx.now.getTime() + CLOCKS_DIFFER)
    throw new Problem(consentInFuture, { errors: [{ pointer: '/at', message: 'cannot be in the future' }] })
  const said = new Date(Math.min(new Date(at ?? ctx.now).getTime(), ctx.now.getTime())).toISOString()
  const made = await ctx.records(Consent).create({ ...given, customerId, at: said, actor: actorName(ctx) })
  await addToTimeline(ctx, [
    {
      customerId,
      type: `customers.consent-${given.state}`,
      summary: `Consent ${given.state}: ${given.channel}`,
      sourceCollection: 'consents',
      sourceId: made.id,
      at: said,
    },
  ])
  ctx.emit(consentRecorded, { customerId, consentId: made.id })
  return made
}

/** The latest statement per channel; `unknown` where there is none, which allows nothing. */
export async function currentConsents(ctx: Context, customerId: string): Promise<CurrentConsent[]> {
  const rows = await ctx.db.query<CurrentConsent>(
    `select distinct on (channel) channel, state, at, source, id as "consentId" from consents
     where customer_id = $1 order by channel, at desc, id desc`,
    [customerId],
  )
  return CHANNELS.map(
    (channel) =>
      rows.find((row) => row.channel === channel) ?? {
        channel,
        state: 'unknown' as const,
        at: null,
        source: null,
        consentId: null,
      },
  )
}
