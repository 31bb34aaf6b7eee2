import { PassThrough } from 'node:stream'
import type { RecordOf } from '../entity/entity.ts'
import type { Context } from '../operation/context.ts'
import type { MadeFile } from '../operation/operation.ts'
import type { Json } from '../transfer/read/types.ts'
import { ErrorFile } from '../transfer/write/error-file.ts'
import type { Import } from './import.ts'
import type { RowProblem } from './row.ts'

const PAGE = 1000

interface ErrorRow {
  place: string
  line: number
  values: Json[]
  problems: RowProblem[]
}

async function writeErrors({ db }: Context, importId: string, file: ErrorFile): Promise<void> {
  let after: ErrorRow | undefined
  do {
    const rows: ErrorRow[] = await db.query<ErrorRow & Record<string, unknown>>(
      `select ctid::text as place, line, "values", problems from bezel_core.import_errors
       where import_id = $1 and (line, ctid) > ($2, $3::tid) order by line, ctid limit $4`,
      [importId, after?.line ?? -1, after?.place ?? '(0,0)', PAGE],
    )
    await file.write(rows.map(({ line, values, problems }) => ({ row: line, values, problems })))
    after = rows.length === PAGE ? rows.at(-1) : undefined
  } while (after)
  await file.end()
}

/** The rejected rows of an import as CSV, streamed. */
export async function errorFile(ctx: Context, { id, fileName }: RecordOf<typeof Import>): Promise<MadeFile> {
  const [run] = await ctx.db.query<{ headers: string[] | null }>(
    'select headers from bezel_core.import_runs where import_id = $1',
    [id],
  )
  const content = new PassThrough()
  const file = new ErrorFile(content, run?.headers ?? [])
  writeErrors(ctx, id, file).catch((error) => content.destroy(error))
  return {
    name: `${fileName.replace(/\.\w+$/, '')}.rejected.csv`,
    mediaType: 'text/csv; charset=utf-8',
    content,
  }
}
