import { date, defineEntity, email, many, optional, phone, text } from '@bezel/core'

/** A person or an organisation that buys. */
export const Customer = defineEntity('Customer', {
  collection: 'customers',
  nav: 'Customers',
  title: ['givenName', 'familyName'],
  naturalKey: ['email'],
  fields: {
    givenName: text({ max: 120, personal: true, search: 'A' }),
    familyName: text({ max: 120, personal: true, search: 'A' }),
    email: optional(email({ personal: true, unique: true, search: 'B' })),
    phone: optional(phone({ personal: true })),
    birthday: optional(date({ personal: true })),
    notes: optional(text({ long: true, read: 'customers.notes' })),
  },
  relations: {
    addresses: many('CustomerAddress', { via: 'customer', owned: true }),
  },
  list: { columns: ['givenName', 'familyName', 'email', 'phone'], sort: 'familyName' },
})
