import type { Context } from '@bezel/core'
import { foldLetters } from '@bezel/core/text'
import type { CustomerData } from '../domain/index.ts'

interface Candidate {
  id: string
  givenName: string | null
  familyName: string | null
  organisation: string | null
}

/**
 * The customer that a card is about: the one who came with the same UID before, else one with the same e-mail address
 * and no other name, for families share addresses.
 */
export async function matchCard(
  ctx: Context,
  uid: string,
  { emails, givenName, familyName, organisation }: CustomerData,
): Promise<string | undefined> {
  const [known] = await ctx.db.query<{ id: string }>(
    // A card of somebody who was merged since is about the record that is left.
    `with recursive named as (
       select c.id, c.merged_into_id, c.erased_at from customer_cards k join customers c on c.id = k.customer_id where k.uid = $1
       union select c.id, c.merged_into_id, c.erased_at from named n join customers c on c.id = n.merged_into_id
     ) select id from named where merged_into_id is null and erased_at is null order by id limit 1`,
    [uid],
  )
  if (known) return known.id
  const candidates = await ctx.db.query<Candidate>(
    `select c.id, c.given_name as "givenName", c.family_name as "familyName", c.organisation from customers c
     where c.merged_into_id is null and c.erased_at is null and (c.email = any($1::citext[])
       or exists (select from customer_emails e where e.customer_id = c.id and e.address = any($1::citext[])))
     order by c.id limit 20`,
    [emails.map(({ address }) => address)],
  )
  const name = [givenName, familyName].filter(Boolean).join(' ') || (organisation ?? '')
  return candidates.find((one) => agrees(name, one))?.id
}

function agrees(name: string, { givenName, familyName, organisation }: Candidate): boolean {
  const known = [givenName, familyName].filter(Boolean).join(' ') || (organisation ?? '')
  return name === '' || known === '' || foldLetters(name) === foldLetters(known)
}
