import { count, date, defineEntity, oneOf, optional, reference, text } from '@bezel/core'
import { lifeEventsWritten } from '../reminders/life-events-written.ts'
import { noteReminderWrites } from '../timeline/notice.ts'

/** A day that comes again every year: a birthday, an anniversary. The year may be unknown. */
export const LifeEvent = defineEntity('LifeEvent', {
  collection: 'life-events',
  nav: false,
  custom: false,
  written: lifeEventsWritten,
  fields: {
    customer: reference('Customer'),
    type: oneOf(['birthday', 'anniversary', 'engagement', 'wedding', 'graduation', 'other']),
    title: optional(text({ max: 120 })),
    month: count({ min: 1, max: 12 }),
    day: count({ min: 1, max: 31 }),
    year: optional(count({ min: 1850, max: 2200, ungrouped: true })),
    remindDaysBefore: count({ min: 0, max: 120, default: 21 }),
  },
})

/** A coming life event that somebody should act on; made by the daily job, once per event and year. */
export const Reminder = defineEntity('Reminder', {
  collection: 'reminders',
  nav: 'Customers',
  custom: false,
  fields: {
    customer: reference('Customer'),
    lifeEvent: optional(reference('LifeEvent', { readOnly: true })),
    occasionYear: optional(
      count({
        min: 1850,
        max: 2300,
        ungrouped: true,
        readOnly: true,
        help: 'Year of the celebration it reminds of',
      }),
    ),
    title: text({ max: 200, personal: true }),
    dueOn: date(),
    status: oneOf(['open', 'done', 'dismissed'], { default: 'open' }),
    note: optional(text({ max: 500, personal: true })),
  },
  list: { columns: ['dueOn', 'title', 'customerId', 'status'], sort: 'dueOn' },
  rows: () =>
    'not exists (select from customers c where c.id = t.customer_id and c.merged_into_id is not null)',
  written: noteReminderWrites,
})
