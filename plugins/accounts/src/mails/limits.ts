import { addressSubject, limitGuesses, type PrepareContext } from '@bezel/core'
import { deviceOfEmail } from '../sign-in/devices.ts'

const anHour = { seconds: 3600 }

/**
 * Mails that may be asked for: five an hour to an address, thirty from one. Strangers who use an address up leave five to each
 * device that its owner signed in with. Counted alike for known and unknown addresses. @throws Problem TOO_MANY_REQUESTS
 */
export async function limitMails(ctx: PrepareContext, email: string): Promise<void> {
  const from = `mail:${addressSubject(ctx.client?.address ?? 'none')}`
  const device = await deviceOfEmail(ctx, email)
  if (!device) await limitGuesses(ctx.db, from, { most: 30, ...anHour })
  await limitGuesses(ctx.db, `mail:${device ?? email.toLowerCase()}`, { most: 5, ...anHour })
}
