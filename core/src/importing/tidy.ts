import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sql } from '../database/types.ts'
import { defineJob } from '../jobs/job.ts'
import { importing } from './importing.ts'
import { endRun } from './runs.ts'

const dayMs = 24 * 3600 * 1000
const batch = 5000

/** Nobody went on with these for a day: their process died too often, or it was a command that was killed. */
async function endAbandoned(sql: Sql): Promise<void> {
  const rows = await sql.query<{ id: string }>(
    `select id from imports where status in ('pending', 'running') and updated_at < now() - interval '1 day' limit $1`,
    [batch],
  )
  const error =
    'It was interrupted, and nobody went on with it. Send the file again: what came in is recognised.'
  for (const { id } of rows) await endRun(sql, id, 'failed', { error })
}

/** Rejected rows hold what people wrote of others: they stay as long as somebody may correct them. */
async function deleteOldErrors(sql: Sql): Promise<number> {
  const rows = await sql.query(
    `delete from bezel_core.import_errors where ctid in (
       select e.ctid from bezel_core.import_errors e join imports i on i.id = e.import_id
       where i.finished_at < now() - interval '30 days' limit $1) returning 1 as one`,
    [batch],
  )
  return rows.length
}

/** Uploads of a day ago that no import will read. */
async function deleteLeftFiles(sql: Sql, folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (!found || now.getTime() - found.mtimeMs < dayMs) continue
    const [wanted] = await sql.query(
      `select 1 as one from bezel_core.import_runs r join imports i on i.id = r.import_id
       where r.path = $1 and i.status in ('pending', 'running')`,
      [path],
    )
    if (!wanted) await rm(path, { force: true })
  }
}

/** Ends imports that nobody goes on with, and deletes what is left of old ones. */
export const tidyImports = defineJob({
  name: 'core.tidy-imports',
  schedule: '23 4 * * *',
  summary:
    'End imports that were abandoned; delete rejected rows after 30 days, and uploads that nobody needs',
  maxAttempts: 3,
  async steps({ step, signal }) {
    await step((ctx) => endAbandoned(ctx.db))
    for (let deleted = batch; deleted === batch; ) {
      signal.throwIfAborted()
      deleted = await step((ctx) => deleteOldErrors(ctx.db))
    }
    await step((ctx) => deleteLeftFiles(ctx.db, ctx.use(importing).folder, ctx.now))
  },
})
