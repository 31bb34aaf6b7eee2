import type { ImportedRecords } from '../entity/entity.ts'
import { valueTaken } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { Context } from '../operation/context.ts'
import { parameters, quote } from '../query/sql.ts'
import { scopeSql } from '../query/where.ts'
import { type Change, findChanges } from './differences.ts'
import { assertImportedFiles } from './files.ts'
import { insertRows } from './insert.ts'
import { matchRows } from './match.ts'
import type { Plan } from './plan.ts'
import type { ImportRow, RowProblem } from './row.ts'
import { keyText, naturalKeyOf } from './row-key.ts'
import type { Turn } from './turn.ts'
import { updateRows } from './update.ts'

/** What became of the rows of a batch. */
export interface Written {
  created: string[]
  changes: Change[]
  unchanged: number
  failed: { row: ImportRow; problems: RowProblem[] }[]
}

function problemsOf({ errors, message }: Problem): RowProblem[] {
  if (errors.length === 0) return [{ message }]
  return errors.map((error) => ({ field: error.pointer.slice(1), message: error.message }))
}

/** Runs work that the database, or a rule of the entity, may refuse; what it wrote and said is undone then. */
async function attempt(ctx: Context, work: () => Promise<void>): Promise<Problem | undefined> {
  await ctx.db.query('savepoint import_rows')
  const result = await ctx.attempt(work)
  // Back behind the attempt's own savepoint: those of thousands of wrong rows would pile up.
  if (result instanceof Problem) await ctx.db.query('rollback to savepoint import_rows')
  await ctx.db.query('release savepoint import_rows')
  return result instanceof Problem ? result : undefined
}

/**
 * Writes rows all at once; where the database refuses them, halves until it is known which ones.
 * @returns refused rows with the reason
 */
async function isolate<Row>(
  ctx: Context,
  rows: Row[],
  write: (rows: Row[]) => Promise<void>,
): Promise<[Row, Problem][]> {
  if (rows.length === 0) return []
  const problem = await attempt(ctx, () => write(rows))
  if (!problem) return []
  if (rows.length === 1) return [[rows[0] as Row, problem]]
  const half = Math.ceil(rows.length / 2)
  const first = await isolate(ctx, rows.slice(0, half), write)
  return [...first, ...(await isolate(ctx, rows.slice(half), write))]
}

/** What a new record lacks, or has that the actor may not give it. */
function wrongWithNew({ table, actor, model, scopeSlot }: Plan, { cells }: ImportRow): RowProblem[] {
  const problems = table.missing(cells)
  if (!model.scope || actor.stores === 'all' || cells[scopeSlot]) return problems
  const message = 'is required, for you work in some stores only. Give it in the file, or as a default.'
  return [...problems, { field: model.scope.name, message }]
}

/** Lets the entity do what follows from its new and changed records. */
async function follow(ctx: Context, { model }: Plan, records: ImportedRecords): Promise<void> {
  await model.entity.import?.imported?.(ctx, records)
}

/** Whether the rule of the entity leaves the new records to the actor, as it would those that it reads. */
async function assertWithinRows(ctx: Context, { model, actor }: Plan, ids: string[]): Promise<void> {
  if (!model.entity.rows || actor.type === 'system') return
  const params = parameters()
  const where = [`t.id = any(${params.add(ids)})`, ...scopeSql(actor, model, params, 'write')]
  const [row] = await ctx.db.query<{ count: number }>(
    `select count(*) as count from ${quote(model.table)} t where ${where.join(' and ')}`,
    params.values,
  )
  if (row?.count !== ids.length) {
    throw new Problem({
      code: 'IMPORT_ROW_NOT_YOURS',
      status: 403,
      message: 'You may not create this record.',
    })
  }
}

/** Equal natural keys within a batch: the later row is about the record that the earlier one makes. */
function splitRepeated(plan: Plan, rows: ImportRow[]): [first: ImportRow[], later: ImportRow[]] {
  const seen = new Set<string>()
  const later: ImportRow[] = []
  const first = rows.filter((row) => {
    const key = keyText(plan, row)
    if (key === undefined) return true
    if (!seen.has(key)) {
      seen.add(key)
      return true
    }
    later.push(row)
    return false
  })
  return [first, later]
}

async function writeOnce(
  ctx: Context,
  plan: Plan,
  rows: ImportRow[],
  stamp: string,
  turn: Turn,
): Promise<Written> {
  const written: Written = { created: [], changes: [], unchanged: 0, failed: [] }
  const { found, ambiguous } = await matchRows(ctx, plan, rows)
  const doubtful = new Set(ambiguous)
  for (const row of doubtful) {
    const message =
      'Several records have this key, and the file does not tell which one is meant. Give the id, or merge them.'
    written.failed.push({ row, problems: [{ field: plan.model.naturalKey[0]?.name ?? 'id', message }] })
  }
  const known = rows.flatMap((row) => {
    const existing = doubtful.has(row) ? undefined : found.get(row)
    return existing ? [[row, existing] as [typeof row, typeof existing]] : []
  })
  const fresh = rows.filter((row) => !found.has(row))
  const complete = fresh.filter((row) => {
    const problems = wrongWithNew(plan, row)
    if (problems.length > 0) written.failed.push({ row, problems })
    return problems.length === 0
  })
  const refuse = ([row, problem]: [ImportRow, Problem]) =>
    written.failed.push({ row, problems: problemsOf(problem) })
  const refused = await isolate(ctx, complete, async (some) => {
    await assertImportedFiles(
      ctx,
      plan,
      some.map((row) => ({ row })),
    )
    const ids = await insertRows(ctx, plan, some, stamp)
    await turn()
    await assertWithinRows(ctx, plan, ids)
    await follow(ctx, plan, { created: ids, updated: [], before: [] })
    written.created.push(...ids)
  })
  // Made by somebody else since we looked: compare with theirs instead.
  const taken = refused.filter(([row, { code }]) => code === valueTaken.code && naturalKeyOf(plan, row))
  for (const one of refused) if (!taken.includes(one)) refuse(one)
  const late =
    taken.length > 0
      ? await matchRows(
          ctx,
          plan,
          taken.map(([row]) => row),
        )
      : undefined
  for (const one of taken) {
    const existing = late?.found.get(one[0])
    if (existing) known.push([one[0], existing])
    else refuse(one)
  }
  const changes = await findChanges(ctx, plan, known)
  const notChanged = await isolate(ctx, changes, async (some) => {
    await assertImportedFiles(
      ctx,
      plan,
      some.map(({ row, existing }) => ({ row, before: existing.values })),
    )
    await updateRows(ctx, plan, some, stamp)
    await follow(ctx, plan, {
      created: [],
      updated: some.map(({ existing }) => existing.id),
      before: some.map(({ existing }) => existing.values),
    })
  })
  for (const [{ row }, problem] of notChanged) refuse([row, problem])
  const failed = new Set(notChanged.map(([change]) => change))
  written.changes = changes.filter((change) => !failed.has(change))
  written.unchanged = known.length - changes.length
  return written
}

/**
 * Writes the rows of one batch in the transaction of `ctx`: new records by COPY, others only where they differ. A row that
 * the database refuses fails alone.
 * @param turn asked for before what follows from records, which is the entity's own affair and may lock anything
 */
export async function writeBatch(ctx: Context, plan: Plan, rows: ImportRow[], turn: Turn): Promise<Written> {
  const stamp = ctx.now.toISOString()
  const total: Written = { created: [], changes: [], unchanged: 0, failed: [] }
  for (let left = rows; left.length > 0; ) {
    const [first, later] = splitRepeated(plan, left)
    const { created, changes, unchanged, failed } = await writeOnce(ctx, plan, first, stamp, turn)
    for (const id of created) total.created.push(id)
    for (const change of changes) total.changes.push(change)
    for (const one of failed) total.failed.push(one)
    total.unchanged += unchanged
    left = later
  }
  return total
}
