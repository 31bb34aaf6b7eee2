import { defineEntity, optional, reference, text } from '@bezel/core'

/** A postal address of a customer, written as part of the customer. */
export const CustomerAddress = defineEntity('CustomerAddress', {
  collection: 'customer-addresses',
  nav: false,
  fields: {
    customer: reference('Customer'),
    label: optional(text({ max: 40 })),
    street: text({ max: 300, personal: true }),
    city: optional(text({ max: 120, personal: true })),
    region: optional(text({ max: 120, personal: true })),
    postalCode: optional(text({ max: 20, personal: true })),
    country: text({ max: 2, pattern: '^[A-Z]{2}$', hint: 'two letters, like US' }),
  },
})
