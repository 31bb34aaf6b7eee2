import type { Context } from '../operation/context.ts'
import { diffOf } from '../records/changes.ts'
import type { SourceRow, Value } from '../transfer/read/types.ts'
import type { Plan } from './plan.ts'
import type { ImportRow, RowProblem } from './row.ts'
import type { Run } from './runs.ts'
import type { Written } from './write-batch.ts'

/** PostgreSQL's JSON can hold neither NUL nor half a surrogate pair. */
function storable(value: Value): Value {
  return typeof value === 'string' ? value.replaceAll('\0', '\ufffd').toWellFormed() : value
}

const goesOnAbout = (line: number) =>
  `It goes on about the record of line ${line}, which was rejected. Correct that one and keep the two together.`

function errorOf({ line, values }: SourceRow, problems: RowProblem[]) {
  return { line, values: values.map((value) => storable(value) ?? null), problems }
}

/** Keeps rejected rows with the reasons, for the file of errors. */
export async function recordErrors(
  ctx: Context,
  run: Run,
  failed: { row: Pick<ImportRow, 'source' | 'continued'>; problems: RowProblem[] }[],
): Promise<void> {
  if (failed.length === 0) return
  const rows = failed.flatMap(({ row: { source, continued = [] }, problems }) => [
    errorOf(source, problems),
    ...continued.map((one) => errorOf(one, [{ message: goesOnAbout(source.line) }])),
  ])
  await ctx.db.query(
    `insert into bezel_core.import_errors (import_id, line, "values", problems)
     select $1, e.line, e.values, e.problems from jsonb_to_recordset($2::jsonb) as e(line int, "values" jsonb, problems jsonb)`,
    [run.id, JSON.stringify(rows)],
  )
}

interface Entry {
  entity: string
  recordId: string
  change: string
  version: number
  diff: Record<string, [unknown, unknown]>
}

function entriesOf(plan: Plan, run: Run, { created, changes }: Written, from: number, to: number): Entry[] {
  const { model } = plan
  const updates = changes.map(
    ({ existing, fields, after }): Entry => ({
      entity: model.name,
      recordId: existing.id,
      change: 'updated',
      version: existing.version + 1,
      diff: diffOf(fields, existing.values, after),
    }),
  )
  if (created.length === 0) return updates
  const facts = {
    collection: model.collection,
    file: run.fileName,
    rows: `${from}-${to}`,
    created: created.length,
  }
  const diff = Object.fromEntries(
    Object.entries(facts).map(([name, value]): [string, [unknown, unknown]] => [name, [null, value]]),
  )
  return [...updates, { entity: 'Import', recordId: run.id, change: 'imported', version: to, diff }]
}

/** History: one entry for all that a batch created, one for each record it changed. */
export async function recordAudit(
  ctx: Context,
  plan: Plan,
  run: Run,
  written: Written,
  from: number,
  to: number,
): Promise<void> {
  const entries = entriesOf(plan, run, written, from, to)
  if (entries.length === 0) return
  const rows = entries.map((entry) => ({ id: ctx.newId(), salt: ctx.newId(), ...entry }))
  await ctx.db.query(
    `insert into bezel_core.audit (id, at, actor_type, actor_id, operation, request_id, entity, record_id, change, version, diff, diff_salt, diff_hash)
     select a.id, $2, $3, $4, $5, $6, a.entity, a."recordId", a.change, a.version, a.diff, a.salt,
       sha256(convert_to(a.salt::text || a.diff::text, 'UTF8'))
     from jsonb_to_recordset($1::jsonb) as a(id uuid, salt uuid, entity text, "recordId" uuid, change text, version int, diff jsonb)`,
    [
      JSON.stringify(rows),
      ctx.now,
      ctx.actor.type,
      ctx.actor.id,
      `${plan.model.collection}.import`,
      ctx.requestId,
    ],
  )
}
