import { defineEntity, oneOf, optional, reference, text } from '@bezel/core'

/** How two customers belong together, seen from the first: "customer's spouse is related". */
export const CustomerRelation = defineEntity('CustomerRelation', {
  collection: 'customer-relations',
  nav: false,
  custom: false,
  fields: {
    customer: reference('Customer'),
    related: reference('Customer'),
    type: oneOf([
      'spouse',
      'partner',
      'parent',
      'child',
      'sibling',
      'gift_giver',
      'gift_receiver',
      'assistant',
      'other',
    ]),
    note: optional(text({ max: 200 })),
  },
})
