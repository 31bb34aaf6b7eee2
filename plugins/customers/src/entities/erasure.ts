import { defineEntity, instant, reference, text } from '@bezel/core'

/** That the personal data of a customer was erased: who did it, when and why. Itself without personal values. */
export const CustomerErasure = defineEntity('CustomerErasure', {
  collection: 'customer-erasures',
  nav: false,
  custom: false,
  fields: {
    customer: reference('Customer'),
    reason: text({ max: 500 }),
    erasedAt: instant(),
    actor: text({ max: 160 }),
  },
  list: { sort: '-erasedAt' },
})
