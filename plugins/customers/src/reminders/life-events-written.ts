import type { Context, RecordWrite } from '@bezel/core'
import { notePartWrites } from '../timeline/notice.ts'

const note = notePartWrites('Life event')

/** A corrected date makes its open reminders wrong; the daily job makes them anew. */
export async function lifeEventsWritten(ctx: Context, writes: RecordWrite[]): Promise<void> {
  const moved = writes.flatMap(({ before, after }) =>
    before && after && (before.month !== after.month || before.day !== after.day) ? [after.id] : [],
  )
  if (moved.length > 0) {
    await ctx.db.query(`delete from reminders where life_event_id = any($1) and status = 'open'`, [moved])
  }
  await note(ctx, writes)
}
