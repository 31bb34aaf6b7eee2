import { defineJob } from '@bezel/core'
import { findBatch } from './duplicates/find.ts'
import { remindBatch } from './reminders/remind.ts'

export const remindLifeEvents = defineJob({
  name: 'customers.remind-life-events',
  schedule: '0 6 * * *',
  summary: 'Make reminders of the birthdays and anniversaries coming up',
  async steps({ step, signal }) {
    let after: string | undefined
    do {
      signal.throwIfAborted()
      const from = after
      after = (await step((ctx) => remindBatch(ctx, from))).next
    } while (after)
  },
})

export const findDuplicateCustomers = defineJob({
  name: 'customers.find-duplicates',
  schedule: '*/15 * * * *',
  summary: 'Compare new and changed customers with all others',
  async steps({ step, signal }) {
    let after: string | undefined
    do {
      signal.throwIfAborted()
      const from = after
      after = (await step((ctx) => findBatch(ctx, from))).next
    } while (after)
  },
})
