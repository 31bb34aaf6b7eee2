import type { Context } from '@bezel/core'
import { type Challenge, issueProofs, type Purpose } from '../challenges/challenges.ts'
import type { Mail } from '../ports/mailer.ts'
import { accounts } from '../service.ts'
import {
  alreadyThereMail,
  confirmMail,
  invitationMail,
  newAddressMail,
  oldAddressMail,
  type ProofMail,
  proofMinutes,
  recoverMail,
} from './texts.ts'

interface Open extends Challenge {
  purpose: Purpose
  /** Whether the address has an account. */
  isTaken: boolean
  /** Whether that may be used. */
  isActive: boolean
}

async function lockOpen(ctx: Context, id: string): Promise<Open | undefined> {
  const [row] = await ctx.db.query<Open & { email: string }>(
    `select c.id, c.purpose, c.email::text, c.user_id as "userId",
       exists (select from users u where u.email = c.email) as "isTaken",
       exists (select from users u where u.email = c.email and u.active) as "isActive"
     from accounts_challenges c where c.id = $1 and c.used_at is null for update`,
    [id],
  )
  return row
}

/**
 * What is to be sent about a challenge, with a token and a code made now. Undefined where nothing is: it is over, or an
 * unknown address wants to recover. This runs in a job, so that nobody who waits for an answer can tell which it was.
 */
export async function prepareMail(ctx: Context, challengeId: string): Promise<Mail | undefined> {
  const open = await lockOpen(ctx, challengeId)
  if (!open?.email) return undefined
  const { publicUrl, settings } = ctx.use(accounts)
  const { id, email: to, purpose, isTaken, isActive } = open
  if (purpose === 'register' && isTaken) return alreadyThereMail(to, publicUrl)
  if (purpose === 'recover' && !isActive) return undefined
  const days = settings.invitationDays
  const proofs = await issueProofs(ctx, id, purpose === 'invite' ? days * 24 * 60 : proofMinutes)
  const mail: ProofMail = { to, publicUrl, ...proofs }
  switch (purpose) {
    case 'register':
      return confirmMail(mail)
    case 'recover':
      return recoverMail(mail)
    case 'email-new':
      return newAddressMail(mail)
    case 'email-old':
      return oldAddressMail(mail)
    case 'invite':
      return invitationMail(mail, { shop: new URL(publicUrl).host, days })
    default:
      return undefined
  }
}
