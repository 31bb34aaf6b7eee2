import { createWriteStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { system } from '../../access/actor.ts'
import type { App } from '../../app/create-app.ts'
import type { RecordOf } from '../../entity/entity.ts'
import type { Import, ImportOptions } from '../../importing/import.ts'
import { importing } from '../../importing/importing.ts'
import type { Progress } from '../../importing/progress.ts'
import type { RowProblem } from '../../importing/row.ts'
import type { MadeFile } from '../../operation/operation.ts'
import { inTransaction } from '../../operation/transaction.ts'
import { type Arguments, UsageError } from '../arguments.ts'
import { modelFor, serviceOf } from '../model-for.ts'
import { withApp } from '../with-app.ts'

const SHOWN_ERRORS = 10
const SAY_MS = 1000

type Run = RecordOf<typeof Import>

const callOf = () => ({ actor: system, requestId: 'cli' })

async function readJson(
  flag: string,
  path: string | true | undefined,
): Promise<Record<string, never> | undefined> {
  if (typeof path !== 'string') return undefined
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`--${flag} ${path} cannot be read as JSON: ${(error as Error).message}`)
  }
}

async function optionsOf({ flags }: Arguments): Promise<ImportOptions> {
  return {
    dryRun: flags.has('dry-run'),
    mapping: await readJson('map', flags.get('map')),
    defaults: await readJson('defaults', flags.get('defaults')),
  }
}

/** Says how far it is, about once a second. */
function teller(): (progress: Progress) => void {
  let said = performance.now()
  return ({ processed, total }) => {
    if (performance.now() - said < SAY_MS) return
    said = performance.now()
    process.stderr.write(`${processed}${total ? ` of about ${total}` : ''} rows\n`)
  }
}

async function runImport(app: App, id: string): Promise<Run> {
  const cancel = () => void app.run('imports.cancel', { id }, callOf()).catch(() => {})
  process.once('SIGINT', cancel)
  process.once('SIGTERM', cancel)
  try {
    await serviceOf(app, importing).run(id, { onProgress: teller() })
  } finally {
    process.off('SIGINT', cancel)
    process.off('SIGTERM', cancel)
  }
  return (await app.run('imports.get', { id }, callOf())) as Run
}

async function sayErrors(app: App, { id, failed }: Run, file: string | true | undefined): Promise<void> {
  if (failed === 0) return
  if (typeof file === 'string') {
    const { content } = (await app.run('imports.errors', { id }, callOf())) as MadeFile
    await pipeline(content as Readable, createWriteStream(file))
    process.stderr.write(`${failed} rows were rejected; they stand in ${file} with the reasons.\n`)
    return
  }
  const rows = await app.database.query<{ line: number; problems: RowProblem[] }>(
    'select line, problems from bezel_core.import_errors where import_id = $1 order by line limit $2',
    [id, SHOWN_ERRORS],
  )
  for (const { line, problems } of rows) {
    const reasons = problems.map(({ field, message }) => (field ? `${field} ${message}` : message))
    process.stderr.write(`Line ${line}: ${reasons.join('; ')}\n`)
  }
  process.stderr.write(
    `${failed} rows were rejected. Add --errors <file.csv> to get them all, with the reasons.\n`,
  )
}

function sayCounts({ status, dryRun, created, updated, unchanged, continued, failed, error }: Run): string {
  if (status === 'failed') return `Nothing more was imported: ${error}`
  const joined = continued > 0 ? `${continued} more rows about them, ` : ''
  const counts = `${created} created, ${updated} updated, ${unchanged} unchanged, ${joined}${failed} rejected`
  if (status === 'cancelled') return `Cancelled: ${counts}.`
  return dryRun ? `Nothing was written. There would be ${counts}.` : `${counts}.`
}

/**
 * `bezel import <collection> <file> [--dry-run] [--map file.json] [--defaults file.json] [--errors rejected.csv]`, also while
 * the server runs. Exit status 0 only when every row came in: a script must not take half an import for a whole one.
 */
export async function run(args: Arguments): Promise<void> {
  const [collection, file] = args.positional
  if (!collection || !file) throw new UsageError('Say what to import where: bezel import <collection> <file>')
  if (!(await stat(file).catch(() => undefined))?.isFile())
    throw new UsageError(`There is no file "${file}". Check the path.`)
  const options = await optionsOf(args)
  await withApp(async (app) => {
    const model = modelFor(app, collection, 'import')
    const source = { path: resolve(file), name: basename(file) }
    const id = await inTransaction(app.kernel, `${collection}.import`, callOf(), (ctx) =>
      serviceOf(app, importing).beginWith(ctx, model, source, options),
    )
    const result = await runImport(app, id)
    await sayErrors(app, result, args.flags.get('errors'))
    if (result.remarks) process.stderr.write(`${result.remarks}\n`)
    process.stdout.write(`${args.json ? JSON.stringify(result) : sayCounts(result)}\n`)
    if (result.status !== 'completed' || result.failed > 0) process.exitCode = 1
  })
}
