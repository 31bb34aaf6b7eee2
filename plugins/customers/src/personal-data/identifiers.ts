import { type Context, identifiersOf } from '@bezel/core'

interface Named {
  givenName: string | null
  additionalName: string | null
  familyName: string | null
  nickname: string | null
  contacts: string[]
}

function namesOf({ givenName, additionalName, familyName, nickname }: Named): string[] {
  const orders = [
    [givenName, familyName],
    [familyName, givenName],
    [givenName, additionalName, familyName],
    [familyName, givenName, additionalName],
    [nickname, familyName],
  ]
  return orders.map((parts) => parts.filter(Boolean).join(' ')).filter(Boolean)
}

/**
 * What texts can name a person by. An organisation is no person, so its name stays. A namesake cannot be told apart in
 * words alone: that its name goes too is the lesser harm, for what happened stays.
 */
export async function identifiersOfCustomers(ctx: Context, ids: readonly string[]) {
  const people = await ctx.db.query<Named & Record<string, unknown>>(
    `select given_name as "givenName", additional_name as "additionalName", family_name as "familyName", nickname,
       array_remove(array[email::text, phone::text], null)
         || array(select address::text from customer_emails where customer_id = c.id)
         || array(select number::text from customer_phones where customer_id = c.id) as contacts
     from customers c where id = any($1)`,
    [ids],
  )
  return identifiersOf(people.flatMap((person) => [...namesOf(person), ...person.contacts]))
}
