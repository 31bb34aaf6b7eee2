import { isDeepStrictEqual } from 'node:util'
import { type Context, Problem, type RecordWrite } from '@bezel/core'
import { alreadyErased } from '../errors.ts'
import { assertLiving, livingOwners } from '../living/living.ts'
import { addToTimeline, type TimelineFact } from './add.ts'

// What the writes of this plugin's records mean to the timeline, whatever made them: a form, a file, another plugin.

const CONTACT_DATA: Record<string, string> = {
  prefix: 'Name',
  givenName: 'Name',
  additionalName: 'Name',
  familyName: 'Name',
  suffix: 'Name',
  organisation: 'Organisation',
  email: 'E-mail',
  phone: 'Phone',
  language: 'Language',
}

/** New customers, and changes of what they are reached by; the values stay out of it. */
export async function noteCustomerWrites(ctx: Context, writes: RecordWrite[]): Promise<void> {
  const facts = writes.flatMap(({ before, after }): TimelineFact[] => {
    if (!after) return []
    if (before?.erasedAt) throw new Problem(alreadyErased)
    const customerId = String(after.id)
    if (!before) return [{ customerId, type: 'customers.created', summary: 'Customer created' }]
    const changed = Object.keys(CONTACT_DATA).filter(
      (field) => !isDeepStrictEqual(before[field], after[field]),
    )
    const labels = [...new Set(changed.map((field) => CONTACT_DATA[field]))]
    if (labels.length === 0 || after.mergedIntoId) return []
    const details = { fields: changed }
    return [
      { customerId, type: 'customers.contact-changed', summary: `Changed: ${labels.join(', ')}`, details },
    ]
  })
  await addToTimeline(ctx, facts)
}

/** Customers that an import created. */
export async function noteImported(ctx: Context, { created }: { created: string[] }): Promise<void> {
  const facts = created.map((customerId) => ({
    customerId,
    type: 'customers.created',
    summary: 'Customer imported',
  }))
  await addToTimeline(ctx, facts)
}

const verbs = { created: 'added', updated: 'changed', deleted: 'removed' }

function changeOf({ before, after }: RecordWrite): keyof typeof verbs {
  if (!before) return 'created'
  return after ? 'updated' : 'deleted'
}

/** Parts of a customer that came, went or changed later on; those of a new customer go without saying. */
export function notePartWrites(label: string) {
  return async (ctx: Context, written: RecordWrite[]): Promise<void> => {
    const writes = written.filter(({ ofNew }) => !ofNew)
    if (writes.length === 0) return
    const owners = await livingOwners(ctx, writes)
    const facts = new Map<string, TimelineFact>()
    for (const write of writes) {
      const customerId = String((write.after ?? write.before)?.customerId)
      const change = changeOf(write)
      const owner = owners.get(customerId)
      if (!owner || new Date(owner.createdAt) >= ctx.now) continue
      const summary = `${label} ${verbs[change]}`
      facts.set(`${customerId} ${change}`, { customerId, type: 'customers.contact-changed', summary })
    }
    await addToTimeline(ctx, [...facts.values()])
  }
}

function sourceOf(collection: string, record: Record<string, unknown>) {
  return { customerId: String(record.customerId), sourceCollection: collection, sourceId: String(record.id) }
}

/** That a note was written, not what it says: notes may be for fewer eyes than the timeline. */
export async function noteNoteWrites(ctx: Context, writes: RecordWrite[]): Promise<void> {
  await assertLiving(ctx, writes)
  const facts = writes.flatMap(({ before, after }): TimelineFact[] =>
    after && !before
      ? [{ ...sourceOf('customer-notes', after), type: 'customers.note-added', summary: 'Note written' }]
      : [],
  )
  await addToTimeline(ctx, facts)
}

const wishWords: Record<string, string> = {
  open: 'Wishes again',
  bought: 'Wish fulfilled',
  dropped: 'Wish dropped',
}

export async function noteWishWrites(ctx: Context, writes: RecordWrite[]): Promise<void> {
  await assertLiving(ctx, writes)
  const facts = writes.flatMap(({ before, after }): TimelineFact[] => {
    if (!after || before?.status === after.status) return []
    const word = before ? wishWords[String(after.status)] : 'Wishes'
    const type = before ? 'customers.wish-changed' : 'customers.wish-added'
    return [{ ...sourceOf('wishes', after), type, summary: `${word}: ${String(after.description)}` }]
  })
  await addToTimeline(ctx, facts)
}

export async function noteReminderWrites(ctx: Context, writes: RecordWrite[]): Promise<void> {
  await assertLiving(ctx, writes)
  const facts = writes.flatMap(({ before, after }): TimelineFact[] => {
    if (!after || before?.status === after.status) return []
    const word = before ? `Reminder ${String(after.status)}` : 'Reminder'
    const type = before ? `customers.reminder-${String(after.status)}` : 'customers.reminder-made'
    const details = { dueOn: after.dueOn }
    return [{ ...sourceOf('reminders', after), type, summary: `${word}: ${String(after.title)}`, details }]
  })
  await addToTimeline(ctx, facts)
}
