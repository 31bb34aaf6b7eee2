import { type Context, Problem, type RecordWrite } from '@bezel/core'
import { isLifeDate } from '../domain/index.ts'
import { dayImpossible } from '../errors.ts'
import { notePartWrites } from '../timeline/notice.ts'

const note = notePartWrites('Life event')

type Written = NonNullable<RecordWrite['after']>

/** 31 April would be a day that no reminder can ever be due on. */
function assertDay({ month, day, year }: Written): void {
  const date = { month: Number(month), day: Number(day), ...(year != null && { year: Number(year) }) }
  if (isLifeDate(date)) return
  const message = 'must be a day that the calendar has'
  throw new Problem(dayImpossible, { errors: [{ pointer: '/day', message }] })
}

const told = ['type', 'title', 'month', 'day', 'year']

/** A corrected event makes its open reminders wrong; the daily job makes them anew. */
export async function lifeEventsWritten(ctx: Context, writes: RecordWrite[]): Promise<void> {
  for (const { after } of writes) if (after) assertDay(after)
  const changed = writes.flatMap(({ before, after }) =>
    before && after && told.some((field) => before[field] !== after[field]) ? [after.id] : [],
  )
  if (changed.length > 0) {
    await ctx.db.query(`delete from reminders where life_event_id = any($1) and status = 'open'`, [changed])
  }
  await note(ctx, writes)
}
