import type { Context } from '@bezel/core'
import { daysUntil, isLifeDate, type LifeDate, nextOccurrence, yearsOn } from '../domain/index.ts'
import { Reminder } from '../entities/life-event.ts'

interface EventRow {
  id: string
  customerId: string
  type: string
  title: string | null
  month: number
  day: number
  year: number | null
  remindDaysBefore: number
  name: string
}

const BATCH = 1000

/**
 * Turns the life events coming up into reminders: one batch, in the order of their ids.
 * @returns how many reminders it made, and the id to go on after; no id when all events were seen
 */
export async function remindBatch(
  ctx: Context,
  after: string | undefined,
): Promise<{ made: number; next: string | undefined }> {
  const events = await ctx.db.query<EventRow>(
    `select l.id, l.customer_id as "customerId", l.type, l.title, l.month, l.day, l.year, l.remind_days_before as "remindDaysBefore",
       coalesce(nullif(concat_ws(' ', c.given_name, c.family_name), ''), c.organisation, '') as name
     from life_events l join customers c on c.id = l.customer_id
     where c.merged_into_id is null and c.erased_at is null and ($1::uuid is null or l.id > $1) order by l.id limit $2`,
    [after ?? null, BATCH],
  )
  const today = ctx.day()
  const due = await withoutKnown(
    ctx,
    events.flatMap((event) => reminderOf(event, today)),
  )
  await ctx.records(Reminder).createMany(due)
  return { made: due.length, next: events.length < BATCH ? undefined : events.at(-1)?.id }
}

type DueReminder = {
  customerId: string
  lifeEventId: string
  occasionYear: number
  title: string
  dueOn: string
}

function reminderOf(event: EventRow, today: string): DueReminder[] {
  const { id, customerId, month, day, year, remindDaysBefore } = event
  const date: LifeDate = year === null ? { month, day } : { month, day, year }
  // One day that cannot be, from whatever source, must not keep everybody else's reminders back.
  if (!isLifeDate(date)) return []
  const dueOn = nextOccurrence(date, today)
  if (daysUntil(date, today) > remindDaysBefore) return []
  return [
    {
      customerId,
      lifeEventId: id,
      occasionYear: Number(dueOn.slice(0, 4)),
      title: titleOf(event, yearsOn(date, dueOn)),
      dueOn,
    },
  ]
}

/** What comes again every year; the first one itself does not. */
const OCCASIONS: Record<string, string> = {
  wedding: 'wedding anniversary',
  engagement: 'engagement anniversary',
  graduation: 'graduation anniversary',
  other: 'special day',
}

/** `40th birthday of Ada Lovelace`, `Wedding anniversary of …`. */
function titleOf({ type, title, name }: EventRow, years: number | undefined): string {
  // The wedding itself is no anniversary yet.
  const word = title ?? (years === 0 ? type : (OCCASIONS[type] ?? type))
  const count = years !== undefined && years > 0 ? `${ordinal(years)} ` : ''
  const text = `${count}${word} of ${name}`
  return (text.charAt(0).toUpperCase() + text.slice(1)).slice(0, 200)
}

function ordinal(n: number): string {
  const [tens, ones] = [n % 100, n % 10]
  if (tens >= 11 && tens <= 13) return `${n}th`
  return `${n}${['th', 'st', 'nd', 'rd'][ones] ?? 'th'}`
}

/** Leaves out those made before, whatever became of them: done is done for this year. */
async function withoutKnown(ctx: Context, due: DueReminder[]): Promise<DueReminder[]> {
  if (due.length === 0) return []
  const known = await ctx.db.query<{ key: string }>(
    `select life_event_id || ' ' || occasion_year as key from reminders where life_event_id = any($1)`,
    [due.map(({ lifeEventId }) => lifeEventId)],
  )
  const keys = new Set(known.map(({ key }) => key))
  return due.filter(({ lifeEventId, occasionYear }) => !keys.has(`${lifeEventId} ${occasionYear}`))
}
