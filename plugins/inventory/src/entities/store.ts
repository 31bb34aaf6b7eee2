import { defineEntity, oneOf, optional, phone, text } from '@bezel/core'

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
    ringSizes: oneOf(
      [
        { value: 'us', label: 'US, Canada' },
        { value: 'uk', label: 'UK, Ireland, Australia' },
        { value: 'iso', label: 'ISO: France, Germany' },
        { value: 'ch', label: 'Switzerland, Italy, Spain' },
        { value: 'jp', label: 'Japan' },
      ],
      { default: 'us', help: 'How tags write ring sizes' },
    ),
  },
  list: { columns: ['name', 'code', 'city', 'phone'], sort: 'name' },
})
