import { defineEntity, oneOf, optional, reference, text } from '@bezel/core'
import { assertLiving } from '../living/living.ts'
import { RELATION_TYPES } from '../relatives/words.ts'

/** How two customers belong together, seen from the first: "customer's spouse is related". Who is no customer has only a name. */
export const CustomerRelation = defineEntity('CustomerRelation', {
  collection: 'customer-relations',
  nav: false,
  custom: false,
  fields: {
    customer: reference('Customer'),
    related: optional(reference('Customer')),
    name: optional(
      text({ max: 200, personal: true, mentions: true, help: 'Of somebody who is no customer' }),
    ),
    type: oneOf(RELATION_TYPES),
    note: optional(text({ max: 200, mentions: true })),
  },
  written: assertLiving,
  rows: () =>
    'not exists (select from customers c where c.id in (t.customer_id, t.related_id) and c.merged_into_id is not null)',
})
