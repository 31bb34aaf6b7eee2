import type { Context } from '@bezel/core'
import { SecurityEvent } from '../entities.ts'
import { type EventDetails, type EventType, isTold } from './types.ts'

/** Notes what happened to an account; what a mail is to tell of is told after commit. */
export async function noteEvent(
  ctx: Context,
  type: EventType,
  userId: string | null,
  details: EventDetails = [],
): Promise<void> {
  const { address = null, userAgent } = ctx.client ?? {}
  const event = await ctx
    .asSystem()
    .records(SecurityEvent)
    .create({
      userId,
      type,
      address,
      userAgent: userAgent ? userAgent.slice(0, 400) : null,
      details: typeof details === 'string' ? details : details.join(', ') || null,
    })
  if (userId && isTold(type)) ctx.enqueue('accounts.tell-event', { eventId: event.id })
}
