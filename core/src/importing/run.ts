import { rm } from 'node:fs/promises'
import type { Sql } from '../database/types.ts'
import { Problem } from '../errors/problem.ts'
import { documentsOf } from './documents.ts'
import { fileGone, notImportable } from './errors.ts'
import { mappingOf, openFile } from './open-file.ts'
import { type Job, type RunOptions, startOf, TakenAway } from './progress.ts'
import { importDocuments } from './run-documents.ts'
import { importRows } from './run-rows.ts'
import { endRun, forgetPath, type Run, readRun, startRun } from './runs.ts'
import { importForbidden } from './still-allowed.ts'

async function carryOut(options: RunOptions, run: Run): Promise<void> {
  const { kernel, currency } = options
  const model = kernel.registry.byCollection(run.collection)
  if (!model) throw new Problem(notImportable)
  if (run.path === null) throw new Problem(fileGone)
  const documents = await documentsOf(model, run.path)
  const job: Job = { options, run, progress: startOf(run) }
  if (documents) {
    if (await startRun(kernel.database, run.id, documents.format, ['Record'], null))
      await importDocuments(job, documents, run.path)
    return
  }
  const file = await openFile(
    { kernel, sql: kernel.database, actor: run.actor, currency },
    model,
    { path: run.path, name: run.fileName },
    run.options,
  )
  try {
    const { format, headers } = file.source
    if (await startRun(kernel.database, run.id, format, headers, mappingOf(file.mapped)))
      await importRows(job, file)
  } finally {
    await file.source.close()
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
    // Its file is kept, for whoever resumes it.
    if (error instanceof Problem && error.code === importForbidden.code) return
  }
  await discardFile(options, run)
}
