import { operation } from '@bezel/core'
import { Reminder } from '../entities/life-event.ts'
import { body, id, maybe, words } from './inputs.ts'

const settle = (verb: 'done' | 'dismissed', address: string, graphql: string, summary: string) =>
  operation({
    name: `reminders.${address}`,
    needs: 'reminders.write',
    summary,
    input: body({ id, note: maybe(words(500)) }),
    output: Reminder,
    rest: `POST /reminders/:id/${address}`,
    graphql: `mutation ${graphql}`,
    admin: { collection: 'reminders', on: 'record' },
    when: { record: Reminder, in: ['open'] },
    run: (ctx, { id: reminderId, note }) =>
      ctx.records(Reminder).update(reminderId, { status: verb, ...(note !== undefined && { note }) }),
  })

export const reminderOperations = [
  settle('done', 'done', 'finishReminder', 'Mark a reminder as done'),
  settle('dismissed', 'dismiss', 'dismissReminder', 'Dismiss a reminder'),
]
