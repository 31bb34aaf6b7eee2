import { boolean, defineEntity, instant, json, money, oneOf, optional, reference, text } from '@bezel/core'
import { noteNoteWrites, noteWishWrites } from '../timeline/notice.ts'

/** What a colleague wrote down about a customer. */
export const CustomerNote = defineEntity('CustomerNote', {
  collection: 'customer-notes',
  nav: false,
  custom: false,
  written: noteNoteWrites,
  fields: {
    customer: reference('Customer'),
    body: text({ long: true, personal: true, mentions: true }),
    author: text({ max: 160, readOnly: true, default: '' }),
    pinned: boolean({ default: false }),
  },
})

/** Something a customer would like to have, or to be given. */
export const Wish = defineEntity('Wish', {
  collection: 'wishes',
  nav: false,
  custom: false,
  written: noteWishWrites,
  fields: {
    customer: reference('Customer'),
    description: text({ max: 500, personal: true, mentions: true }),
    price: optional(money()),
    occasion: optional(text({ max: 120 })),
    url: optional(text({ max: 500 })),
    status: oneOf(['open', 'bought', 'dropped'], { default: 'open' }),
  },
})

/** One thing that happened with a customer. Every plugin may add to it; it names its source to link there. */
export const TimelineEntry = defineEntity('TimelineEntry', {
  collection: 'timeline-entries',
  nav: false,
  custom: false,
  fields: {
    customer: reference('Customer'),
    at: instant(),
    type: text({ max: 80, help: '<plugin>.<what happened>' }),
    summary: text({ max: 500, personal: true, mentions: true }),
    sourceCollection: optional(text({ max: 80 })),
    sourceId: optional(text({ max: 60 })),
    actor: text({ max: 160 }),
    details: optional(json()),
  },
  list: { sort: '-at' },
})
