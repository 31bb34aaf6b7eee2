import { createReadStream } from 'node:fs'
import type { DocumentImport, ImportDocument } from '../entity/entity.ts'
import { Problem } from '../errors/problem.ts'
import type { Context } from '../operation/context.ts'
import { finish, inBatch, type Job, undone } from './progress.ts'
import { recordErrors } from './record-batch.ts'
import type { RowProblem } from './row.ts'
import type { Counts } from './runs.ts'

/** Each is written by itself, with its parts: fewer than rows of a table make a transaction of the same length. */
const BATCH = 100

interface Refused {
  document: ImportDocument
  row: number
  problems: RowProblem[]
}

function problemsOf({ errors, message }: Problem): RowProblem[] {
  if (errors.length === 0) return [{ message }]
  return errors.map((error) => ({ field: error.pointer.slice(1), message: error.message }))
}

/** Keeps documents, each for itself: one that fails leaves the others. */
async function keepAll(
  ctx: Context,
  { keep }: DocumentImport,
  batch: ImportDocument[],
  refused: Refused[],
  first: number,
): Promise<Counts> {
  const counts: Counts = { created: 0, updated: 0, unchanged: 0, continued: 0, failed: 0 }
  for (const [at, document] of batch.entries()) {
    const { problem } = document
    const kept = problem ? undefined : await ctx.attempt(() => keep(ctx, document.value))
    if (kept && !(kept instanceof Problem)) {
      counts[kept]++
      continue
    }
    counts.failed++
    const problems = kept ? problemsOf(kept) : [{ message: problem ?? '' }]
    refused.push({ document, row: first + at, problems })
  }
  return counts
}

async function writeBatch(job: Job, documents: DocumentImport, batch: ImportDocument[]): Promise<void> {
  const { run, progress } = job
  const first = progress.processed + 1
  await inBatch(job, progress.processed + batch.length, undefined, async (ctx) => {
    const refused: Refused[] = []
    const work = () => keepAll(ctx, documents, batch, refused, first)
    const counts = run.options.dryRun ? await undone(ctx, work) : await work()
    const rows = refused.map(({ document: { line, title }, row, problems }) => ({
      row: { source: { row, line, values: [title], issue: undefined } },
      problems,
    }))
    await recordErrors(ctx, run, rows)
    return counts
  })
}

/** Imports a file that is no table, document by document. */
export async function importDocuments(job: Job, documents: DocumentImport, path: string): Promise<void> {
  const { options, run } = job
  let batch: ImportDocument[] = []
  let seen = 0
  for await (const document of documents.read(createReadStream(path))) {
    // Done before an interruption.
    if (++seen <= run.processed) continue
    batch.push(document)
    if (batch.length < BATCH) continue
    options.signal?.throwIfAborted()
    await writeBatch(job, documents, batch)
    batch = []
  }
  if (batch.length > 0) await writeBatch(job, documents, batch)
  await finish(job, null)
}
