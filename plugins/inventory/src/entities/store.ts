import { defineEntity, optional, phone, text } from '@bezel/core'

/** A shop with its own stock; people can be limited to some of them. */
export const Store = defineEntity('Store', {
  collection: 'stores',
  nav: 'Inventory',
  naturalKey: ['code'],
  fields: {
    name: text({ max: 120, search: 'A' }),
    code: text({ max: 20, unique: true, help: 'Short name on tags and in transfers' }),
    phone: optional(phone()),
    city: optional(text({ max: 120 })),
  },
  list: { columns: ['name', 'code', 'city', 'phone'], sort: 'name' },
})
