import type { Context } from '@bezel/core'
import { inverseOf, type RelationType } from './words.ts'

/** Somebody who belongs to a customer. */
export interface Relative {
  relationId: string
  /** What that person is to the customer: `spouse`, `gift_giver`. */
  type: RelationType
  /** Whether the relation is noted with this customer, or with the other one and seen from here. */
  noted: 'here' | 'there'
  /** Null for somebody known by name only. */
  customerId: string | null
  name: string
  note: string | null
}

interface RelationRow extends Omit<Relative, 'noted'> {
  outgoing: boolean
}

const NAME = (of: string) =>
  `coalesce(nullif(concat_ws(' ', ${of}.given_name, ${of}.family_name), ''), ${of}.organisation, '')`

/** Relations of a customer in both directions, those noted with the others in inverse words. */
export async function relativesOf(ctx: Context, customerId: string): Promise<Relative[]> {
  const rows = await ctx.db.query<RelationRow>(
    `select r.id as "relationId", r.type, true as outgoing, r.related_id as "customerId", coalesce(r.name, ${NAME('o')}) as name, r.note
     from customer_relations r left join customers o on o.id = r.related_id
     where r.customer_id = $1 and o.merged_into_id is null
     union all
     select r.id, r.type, false, r.customer_id, ${NAME('o')}, r.note
     from customer_relations r join customers o on o.id = r.customer_id
     where r.related_id = $1 and o.merged_into_id is null
     order by name, 1`,
    [customerId],
  )
  const relatives = rows.map(
    ({ outgoing, type, ...relation }): Relative => ({
      ...relation,
      type: outgoing ? type : inverseOf(type),
      noted: outgoing ? 'here' : 'there',
    }),
  )
  // Noted with both of them, it is still one marriage.
  const here = new Set(relatives.filter(({ noted }) => noted === 'here').map(keyOf))
  return relatives.filter((relative) => relative.noted === 'here' || !here.has(keyOf(relative)))
}

const keyOf = ({ type, customerId }: Relative) => `${type} ${customerId}`
