import { boolean, defineEntity, email, optional, phone, reference, text } from '@bezel/core'
import { notePartWrites } from '../timeline/notice.ts'

const part = { nav: false, custom: false } as const
const personal = { personal: true }

/** A further e-mail address of a customer. */
export const CustomerEmail = defineEntity('CustomerEmail', {
  collection: 'customer-emails',
  ...part,
  written: notePartWrites('E-mail address'),
  fields: {
    customer: reference('Customer'),
    label: optional(text({ max: 40 })),
    address: email(personal),
  },
})

/** A further telephone number of a customer. */
export const CustomerPhone = defineEntity('CustomerPhone', {
  collection: 'customer-phones',
  ...part,
  written: notePartWrites('Phone number'),
  fields: {
    customer: reference('Customer'),
    label: optional(text({ max: 40 })),
    number: phone(personal),
  },
})

/** A postal address of a customer. */
export const CustomerAddress = defineEntity('CustomerAddress', {
  collection: 'customer-addresses',
  ...part,
  written: notePartWrites('Postal address'),
  fields: {
    customer: reference('Customer'),
    label: optional(text({ max: 40 })),
    street: optional(text({ ...personal, max: 300 })),
    street2: optional(text({ ...personal, max: 300 })),
    city: optional(text({ ...personal, max: 120 })),
    region: optional(text({ ...personal, max: 120 })),
    postalCode: optional(text({ ...personal, max: 20 })),
    country: optional(text({ max: 2, pattern: '^[A-Z]{2}$', hint: 'two capital letters, like US' })),
    primary: boolean({ default: false }),
  },
})
