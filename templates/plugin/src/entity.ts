import { count, date, defineEntity, money, oneOf, optional, reference, text } from '@bezel/core'

/** Say here what one of these is, in a sentence of the trade. */
export const __Entity__ = defineEntity('__Entity__', {
  collection: '__collection__',
  nav: 'Care',
  naturalKey: ['number'],
  fields: {
    number: text({ max: 40, unique: true, search: 'A' }),
    title: text({ max: 200, search: 'A' }),
    status: oneOf(['open', 'done'], { default: 'open', readOnly: true }),
    quantity: count({ min: 1, default: 1 }),
    price: optional(money()),
    dueOn: optional(date()),
    notes: optional(text({ long: true, search: 'C' })),
    assignee: optional(reference('User')),
  },
  list: { columns: ['number', 'title', 'status', 'dueOn', 'price'], sort: 'number' },
})
