import type { Context } from '@bezel/core'
import { type Challenge, issueProofs, type Purpose } from '../challenges/challenges.ts'
import type { Mail } from '../ports/mailer.ts'
import { accounts } from '../service.ts'
import { alreadyThereMail, invitationMail, proofMail, proofMinutes } from './compose.ts'

interface Open extends Challenge {
  purpose: Purpose
  email: string
  /** Whether the address has an account. */
  isTaken: boolean
  /** Whether that may be used. */
  isActive: boolean
  /** What the person of the account chose, or who invites. */
  language: string | null
}

async function lockOpen(ctx: Context, id: string): Promise<Open | undefined> {
  const [row] = await ctx.db.query<Omit<Open, 'data'> & { data: string | null }>(
    `select c.id, c.purpose, c.email::text, c.user_id as "userId", c.data, u.id is not null as "isTaken",
       coalesce(u.active, false) as "isActive", coalesce(u.language, own.language) as language
     from accounts_challenges c left join users u on u.email = c.email left join users own on own.id = c.user_id
     where c.id = $1 and c.used_at is null and c.email is not null for update of c`,
    [id],
  )
  return row && { ...row, data: row.data ? JSON.parse(ctx.keyring.decrypt(row.data)) : {} }
}

const kinds = {
  register: 'confirm',
  recover: 'recover',
  'email-new': 'newAddress',
  'email-old': 'oldAddress',
} as const

/**
 * What is to be sent about a challenge, with a token and a code made now. Undefined where nothing is: it is over, or an
 * unknown address wants to recover. This runs in a job, so that nobody who waits for an answer can tell which it was.
 */
export async function prepareMail(ctx: Context, challengeId: string): Promise<Mail | undefined> {
  const open = await lockOpen(ctx, challengeId)
  if (!open) return undefined
  const { publicUrl, settings } = ctx.use(accounts)
  const { id, email: to, purpose, isTaken, isActive, data } = open
  // Who registers, or is invited, has chosen nothing yet: the page's language or the one of who invites.
  const reader = {
    to,
    language: open.language ?? (data.language as string | undefined) ?? null,
    timeZone: null,
  }
  if (purpose === 'register' && isTaken) return alreadyThereMail(reader, publicUrl)
  if (purpose === 'recover' && !isActive) return undefined
  if (purpose === 'invite') {
    const days = settings.invitationDays
    const proofs = await issueProofs(ctx, id, days * 24 * 60)
    return invitationMail(reader, { publicUrl, ...proofs }, days)
  }
  const kind = (kinds as Partial<Record<Purpose, (typeof kinds)[keyof typeof kinds]>>)[purpose]
  if (!kind) return undefined
  return proofMail(reader, kind, { publicUrl, ...(await issueProofs(ctx, id, proofMinutes)) })
}
