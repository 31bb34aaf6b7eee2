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
  await noteEvent(ctx, 'identity-linked', userId, provider)
}
