import { rm } from 'node:fs/promises'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Kernel } from '../app/kernel.ts'
import type { Sql } from '../database/types.ts'
import { Problem } from '../errors/problem.ts'
import { defineEvent } from '../events/event.ts'
import type { Context } from '../operation/context.ts'
import { inTransaction } from '../operation/transaction.ts'
import type { RowSource } from '../transfer/read/types.ts'
import { Occurrences } from './content-key.ts'
import { Continuations } from './continuation.ts'
import { fileGone, notImportable } from './errors.ts'
import { mappingOf, type OpenedFile, openFile } from './open-file.ts'
import type { Plan } from './plan.ts'
import { prepareRows, readRow } from './read-row.ts'
import { recordAudit, recordErrors } from './record-batch.ts'
import { remarksOf } from './remarks.ts'
import type { ImportRow } from './row.ts'
import { addContentKey, contentOrder, keyText } from './row-key.ts'
import { addProgress, type Counts, endRun, forgetPath, type Run, readRun, startRun } from './runs.ts'
import { type Written, writeBatch } from './write-batch.ts'

export interface Progress extends Counts {
  processed: number
  /** An estimate until all rows are read. */
  total: number | undefined
}

export interface RunOptions {
  kernel: Kernel
  currency: string
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

/** Rows of one transaction: many enough that its round trips do not count, few enough that nobody waits for its locks. */
const BATCH_ROWS = 4000

/** Somebody cancelled the import, or another process goes on with it. */
class TakenAway extends Error {}

interface Job {
  options: RunOptions
  run: Run
  plan: Plan
  source: RowSource
  file: OpenedFile
  continuations: Continuations
  /** Natural keys of a dry run, which keeps nothing that later rows could be compared with. */
  keysSeen: Occurrences
  progress: Progress
}

/** Ends a dry run's batch like a failure, so that nothing of it stays: no row, no event, no job. */
const nothingKept = { code: 'IMPORT_DRY_RUN', status: 200, message: 'A dry run keeps nothing.' }

async function undone(ctx: Context, work: () => Promise<Written>): Promise<Written> {
  let written: Written | undefined
  const ended = await ctx.attempt(async () => {
    written = await work()
    throw new Problem(nothingKept)
  })
  if (!written) throw ended
  return written
}

/** Rows of a dry run about a record that an earlier row would have made. */
function repeatedRows({ run, plan, keysSeen }: Job, rows: ImportRow[]): Set<ImportRow> {
  const repeated = new Set<ImportRow>()
  if (!run.options.dryRun) return repeated
  for (const row of rows) {
    const key = keyText(plan, row)
    if (key !== undefined && keysSeen.addText(key) > 1) repeated.add(row)
  }
  return repeated
}

/** Rows of a batch, by what is known of them before the database is asked. */
interface Sorted {
  right: ImportRow[]
  wrong: ImportRow[]
  repeated: number
}

function sortRows(job: Job, rows: ImportRow[]): Sorted {
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
  { run, plan }: Job,
  { right, wrong, repeated }: Sorted,
  from: number,
  to: number,
): Promise<Counts> {
  const write = () => writeBatch(ctx, plan, right)
  const written: Written = run.options.dryRun ? await undone(ctx, write) : await write()
  if (!run.options.dryRun) await recordAudit(ctx, plan, run, written, from, to)
  await recordErrors(ctx, run, [...wrong.map((row) => ({ row, problems: row.problems })), ...written.failed])
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

function estimate({ source }: Job): number | undefined {
  const { bytesRead, bytesTotal, counts } = source
  return bytesTotal && bytesRead > 0
    ? Math.max(counts.rows, Math.round((counts.rows * bytesTotal) / bytesRead))
    : undefined
}

/** One transaction: the rows, what is kept about them, and how far the import is. */
async function commitBatch(job: Job, rows: ImportRow[]): Promise<void> {
  const { options, run, progress } = job
  const last = rows.at(-1)
  if (!last) return
  const to = (last.continued?.at(-1) ?? last.source).row
  const total = estimate(job)
  const call = { actor: run.actor, requestId: run.requestId }
  // Outside the transaction, which may be run again.
  const sorted = sortRows(job, rows)
  const counts = await inTransaction(options.kernel, `${run.collection}.import`, call, async (ctx) => {
    const counted = await writeAndRecord(ctx, job, sorted, progress.processed + 1, to)
    if (!(await addProgress(ctx.db, run.id, progress.processed, to, total, counted))) throw new TakenAway()
    return counted
  })
  progress.processed = to
  progress.total = total
  for (const name of ['created', 'updated', 'unchanged', 'continued', 'failed'] as const)
    progress[name] += counts[name]
  options.onProgress?.({ ...progress })
}

/** Reads and converts the next rows while the database works on the ones before. */
async function importRows(job: Job): Promise<void> {
  const { plan, source, run, options, continuations } = job
  const [seen, order] = [new Occurrences(), contentOrder(plan)]
  let writing = Promise.resolve()
  let rows: ImportRow[] = []
  async function hand(): Promise<void> {
    await writing
    options.signal?.throwIfAborted()
    writing = commitBatch(job, rows)
    // Told where it is awaited.
    writing.catch(() => {})
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
    await writing
  }
}

/** One event for all records: whoever wants to know which reads them by the time of the import. */
async function finish({ options, run, progress, file, continuations }: Job): Promise<void> {
  const call = { actor: run.actor, requestId: run.requestId }
  await inTransaction(options.kernel, `${run.collection}.import`, call, async (ctx) => {
    if (!(await endRun(ctx.db, run.id, 'completed', { remarks: remarksOf(file, continuations) })))
      throw new TakenAway()
    if (run.options.dryRun) return
    ctx.emit(defineEvent(`${run.collection}.imported.v1`, 'Records were imported'), { id: run.id })
  })
  options.onProgress?.({ ...progress, total: progress.processed })
}

async function carryOut(options: RunOptions, run: Run): Promise<void> {
  const { kernel, currency } = options
  const model = kernel.registry.byCollection(run.collection)
  if (!model) throw new Problem(notImportable)
  if (run.path === null) throw new Problem(fileGone)
  const file = { path: run.path, name: run.fileName }
  const opened = await openFile(
    { kernel, sql: kernel.database, actor: run.actor, currency },
    model,
    file,
    run.options,
  )
  const { source, mapped, plan } = opened
  try {
    if (!(await startRun(kernel.database, run.id, source.format, source.headers, mappingOf(mapped)))) return
    const progress: Progress = {
      processed: run.processed,
      total: undefined,
      created: 0,
      updated: 0,
      unchanged: 0,
      continued: 0,
      failed: 0,
    }
    const [keysSeen, continuations] = [new Occurrences(), new Continuations(plan)]
    const job: Job = { options, run, plan, source, file: opened, continuations, keysSeen, progress }
    await importRows(job)
    await finish(job)
  } finally {
    await source.close()
  }
}

async function discardFile({ kernel }: RunOptions, run: Run): Promise<void> {
  if (run.path === null) return
  await forgetPath(kernel.database, run.id)
  if (run.owned) await rm(run.path, { force: true })
}

async function fail(sql: Sql, id: string, { message, errors }: Problem): Promise<void> {
  const places = errors.map((error) => ` ${error.pointer.split('/').at(-1)}: ${error.message}`)
  await endRun(sql, id, 'failed', { error: message + places.join('') })
}

/**
 * Carries out an import, or goes on where its last committed batch ended. An import that is over is left as it is.
 * @throws what is no fault of the file (the database is away, the signal was given): call it again later
 */
export async function runImport(options: RunOptions, id: string): Promise<void> {
  const { database } = options.kernel
  const run = await readRun(database, id)
  if (!run) return
  try {
    if (run.status === 'pending' || run.status === 'running') await carryOut(options, run)
  } catch (error) {
    if (error instanceof TakenAway) {
      if ((await readRun(database, id))?.status === 'running') return
    } else if (!(error instanceof Problem)) throw error
    else await fail(database, id, error)
  }
  await discardFile(options, run)
}
