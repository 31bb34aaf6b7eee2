import type { Kernel } from '../app/kernel.ts'
import type { Model } from '../entity/model.ts'
import { Problem } from '../errors/problem.ts'
import { defineEvent } from '../events/event.ts'
import type { Context } from '../operation/context.ts'
import { inTransaction } from '../operation/transaction.ts'
import { addProgress, type Counts, endRun, type Run } from './runs.ts'
import { assertStillAllowed } from './still-allowed.ts'

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

/** Somebody cancelled the import, or another process goes on with it. */
export class TakenAway extends Error {}

/** An import under way. */
export interface Job {
  options: RunOptions
  run: Run
  progress: Progress
}

export const COUNTS = ['created', 'updated', 'unchanged', 'continued', 'failed'] as const

export function startOf({ processed }: Run): Progress {
  return { processed, total: undefined, created: 0, updated: 0, unchanged: 0, continued: 0, failed: 0 }
}

/** Ends a dry run's batch like a failure, so that nothing of it stays: no row, no event, no job. */
const nothingKept = { code: 'IMPORT_DRY_RUN', status: 200, message: 'A dry run keeps nothing.' }

/** What work would come to, of which nothing stays. */
export async function undone<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  let result: { value: T } | undefined
  const ended = await ctx.attempt(async () => {
    result = { value: await work() }
    throw new Problem(nothingKept)
  })
  if (!result) throw ended
  return result.value
}

/** Works on one batch in a transaction that also holds how far the import is then. */
export async function inBatch(
  { options, run, progress }: Job,
  to: number,
  total: number | undefined,
  work: (ctx: Context) => Promise<Counts>,
): Promise<void> {
  const call = { actor: run.actor, requestId: run.requestId }
  const counts = await inTransaction(options.kernel, `${run.collection}.import`, call, async (ctx) => {
    const counted = await work(ctx)
    // Last, for the batch may have waited for the one before.
    await assertStillAllowed(ctx.db, options.kernel.registry.byCollection(run.collection) as Model, run.actor)
    if (!(await addProgress(ctx.db, run.id, progress.processed, to, total, counted))) throw new TakenAway()
    return counted
  })
  progress.processed = to
  progress.total = total
  for (const name of COUNTS) progress[name] += counts[name]
  options.onProgress?.({ ...progress })
}

/** One event for all records: whoever wants to know which reads them by the time of the import. */
export async function finish({ options, run, progress }: Job, remarks: string | null): Promise<void> {
  const call = { actor: run.actor, requestId: run.requestId }
  await inTransaction(options.kernel, `${run.collection}.import`, call, async (ctx) => {
    if (!(await endRun(ctx.db, run.id, 'completed', { remarks }))) throw new TakenAway()
    if (run.options.dryRun) return
    ctx.emit(defineEvent(`${run.collection}.imported.v1`, 'Records were imported'), { id: run.id })
  })
  options.onProgress?.({ ...progress, total: progress.processed })
}
