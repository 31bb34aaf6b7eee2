import { setImmediate as breathe } from 'node:timers/promises'
import type { Context } from '../operation/context.ts'
import type { RowSource } from '../transfer/read/types.ts'
import { Occurrences } from './content-key.ts'
import { Continuations } from './continuation.ts'
import type { OpenedFile } from './open-file.ts'
import type { Plan } from './plan.ts'
import { finish, inBatch, type Job, undone } from './progress.ts'
import { prepareRows, readRow } from './read-row.ts'
import { recordAudit, recordErrors } from './record-batch.ts'
import { remarksOf } from './remarks.ts'
import type { ImportRow } from './row.ts'
import { addContentKey, contentOrder, keyText } from './row-key.ts'
import type { Counts } from './runs.ts'
import { inTurn, type Turn } from './turn.ts'
import { type Written, writeBatch } from './write-batch.ts'

/** Rows of one transaction: many enough that its round trips do not count, few enough that nobody waits for its locks. */
const BATCH_ROWS = 4000

interface RowsJob extends Job {
  plan: Plan
  source: RowSource
  continuations: Continuations
  /** Natural keys of a dry run, which keeps nothing that later rows could be compared with. */
  keysSeen: Occurrences
}

/** Rows of a dry run about a record that an earlier row would have made. */
function repeatedRows({ run, plan, keysSeen }: RowsJob, rows: ImportRow[]): Set<ImportRow> {
  const repeated = new Set<ImportRow>()
  if (!run.options.dryRun) return repeated
  for (const row of rows) {
    const key = keyText(plan, row)
    if (key !== undefined && keysSeen.addText(key) > 1) repeated.add(row)
  }
  return repeated
}

/** Consecutive rows of the file, written in one transaction. */
interface Batch {
  rows: ImportRow[]
  /** Number of the first and the last of them in the file. */
  from: number
  to: number
}

/**
 * Rows that are known by their content only and have nothing that is unique are new records without ties: they may be
 * written while the batch before still is. Neither can wait for a lock of the other, which would never end.
 */
function standAlone({ table, parts }: Plan, rows: ImportRow[]): boolean {
  return (
    parts.length === 0 &&
    !table.fields.some(({ options }) => options.unique) &&
    rows.every(({ contentKey }) => contentKey !== undefined)
  )
}

/** Rows of a batch, by what is known of them before the database is asked. */
interface Sorted {
  right: ImportRow[]
  wrong: ImportRow[]
  repeated: number
}

function sortRows(job: RowsJob, rows: ImportRow[]): Sorted {
  const wrong = rows.filter(({ problems }) => problems.length > 0)
  const right = rows.filter(({ problems }) => problems.length === 0)
  const repeated = repeatedRows(job, right)
  return { right: right.filter((row) => !repeated.has(row)), wrong, repeated: repeated.size }
}

/** Rows of the file, those that go on about the same record included. */
function rowsOf(rows: ImportRow[]): number {
  return rows.reduce((count, { continued }) => count + 1 + (continued?.length ?? 0), 0)
}

async function writeAndRecord(
  ctx: Context,
  { run, plan }: RowsJob,
  { rows, from, to }: Batch,
  { right, wrong, repeated }: Sorted,
  turn: Turn,
): Promise<Counts> {
  if (!standAlone(plan, rows)) await turn()
  const write = () => writeBatch(ctx, plan, right, turn)
  const written: Written = run.options.dryRun ? await undone(ctx, write) : await write()
  if (!run.options.dryRun) await recordAudit(ctx, plan, run, written, from, to)
  await recordErrors(ctx, run, [...wrong.map((row) => ({ row, problems: row.problems })), ...written.failed])
  await turn()
  const failed = rowsOf(wrong) + rowsOf(written.failed.map(({ row }) => row))
  const created = written.created.length
  const updated = written.changes.length + repeated
  const { unchanged } = written
  return {
    created,
    updated,
    unchanged,
    failed,
    continued: to - from + 1 - created - updated - unchanged - failed,
  }
}

function estimate({ source }: RowsJob): number | undefined {
  const { bytesRead, bytesTotal, counts } = source
  return bytesTotal && bytesRead > 0
    ? Math.max(counts.rows, Math.round((counts.rows * bytesTotal) / bytesRead))
    : undefined
}

/** One transaction: the rows, what is kept about them, and how far the import is. */
async function commitBatch(job: RowsJob, batch: Batch, before: Promise<void>): Promise<void> {
  // Outside the transaction, which may be run again.
  const sorted = sortRows(job, batch.rows)
  await inTurn(before, (turn) =>
    inBatch(job, batch.to, estimate(job), (ctx) => writeAndRecord(ctx, job, batch, sorted, turn)),
  )
}

/** Reads and converts the next rows while the database works on the two batches before. */
async function readAndWrite(job: RowsJob): Promise<void> {
  const { plan, source, run, options, continuations } = job
  const [seen, order] = [new Occurrences(), contentOrder(plan)]
  let [earlier, latest] = [Promise.resolve(), Promise.resolve()]
  let { processed } = job.progress
  let rows: ImportRow[] = []
  async function hand(): Promise<void> {
    const last = rows.at(-1)
    if (!last) return
    await earlier
    options.signal?.throwIfAborted()
    const to = (last.continued?.at(-1) ?? last.source).row
    earlier = latest
    latest = commitBatch(job, { rows, from: processed + 1, to }, latest)
    // Told where it is awaited.
    latest.catch(() => {})
    processed = to
    rows = []
  }
  function add(row: ImportRow | undefined): void {
    if (!row) return
    addContentKey(plan, row, order, seen)
    // Done before an interruption; read again only to count equal rows.
    if (row.source.row > run.processed) rows.push(row)
  }
  try {
    for await (const batch of source) {
      await prepareRows(plan, batch)
      for (const one of batch) add(continuations.push(readRow(plan, one)))
      if (rows.length >= BATCH_ROWS) await hand()
      await breathe()
    }
    add(continuations.end())
    await hand()
  } finally {
    await latest
  }
}

/** Imports the rows of an opened table. */
export async function importRows(job: Job, file: OpenedFile): Promise<void> {
  const { source, plan } = file
  const continuations = new Continuations(plan)
  await readAndWrite({ ...job, plan, source, continuations, keysSeen: new Occurrences() })
  await finish(job, remarksOf(file, continuations))
}
