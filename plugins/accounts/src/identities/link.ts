import type { Context } from '@bezel/core'
import { noteEvent } from '../security/note.ts'

/** An identity at a vendor, as it is kept. */
export interface Linked {
  provider: string
  subject: string
  email: string | null
}

/** Lets an identity sign its user in from now on; the database has each identity once. */
export async function linkIdentity(
  ctx: Context,
  userId: string,
  { provider, subject, email }: Linked,
): Promise<void> {
  await ctx.db.query(
    `insert into accounts_identities (id, user_id, provider, subject, email, linked_at) values ($1, $2, $3, $4, $5, $6)`,
    [ctx.newId(), userId, provider, subject, email, ctx.now],
  )
  await noteEvent(ctx, 'identity-linked', userId, [provider])
}

interface Owner {
  userId: string
  active: boolean
}

/** Whose account an identity signs in to; notes that it was used. */
export async function ownerOf(ctx: Context, { provider, subject }: Linked): Promise<Owner | undefined> {
  const [owner] = await ctx.db.query<Owner>(
    `update accounts_identities i set last_used_at = $3 from users u
     where u.id = i.user_id and i.provider = $1 and i.subject = $2 returning i.user_id as "userId", u.active`,
    [provider, subject, ctx.now],
  )
  return owner
}
