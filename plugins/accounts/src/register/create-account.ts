import { type Context, Problem, seededRole, User } from '@bezel/core'
import { parsePersonName } from '@bezel/core/text'
import { Customer } from '@bezel/customers/contract'
import { addressTaken, registrationClosed } from '../errors.ts'

export interface NewAccount {
  email: string
  name: string
  language?: string | null
}

/** The customer record of a confirmed address, unless somebody else's account is tied to it; a new one where there is none. */
async function customerOf(ctx: Context, { email, name, language }: NewAccount): Promise<string | null> {
  const records = ctx.asSystem().records(Customer)
  const [known] = await records.find({ email }, { limit: 1 })
  if (known) {
    const tied = await ctx.db.query('select 1 from users where customer_id = $1', [known.id])
    return tied.length > 0 ? null : known.id
  }
  const made = await records.create({
    email,
    ...parsePersonName(name),
    language: language ?? null,
    source: 'portal',
  })
  return made.id
}

/** Makes the portal account of a confirmed address, tied to its customer record. @throws Problem ACCOUNTS_ADDRESS_TAKEN */
export async function createAccount(ctx: Context, account: NewAccount): Promise<string> {
  const role = await seededRole(ctx.db, 'customer')
  if (!role?.portal) throw new Problem(registrationClosed)
  const taken = await ctx.db.query('select 1 from users where email = $1', [account.email])
  if (taken.length > 0) throw new Problem(addressTaken)
  const { email, name, language = null } = account
  const customerId = await customerOf(ctx, account)
  const made = await ctx
    .asSystem()
    .records(User)
    .create({ email, name, roleId: role.id, active: true, language, customerId })
  return made.id
}
