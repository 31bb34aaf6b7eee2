import { type Actor, permissions } from '../access/actor.ts'
import type { Sql } from '../database/types.ts'
import type { Context } from '../operation/context.ts'
import type { ImportOptions } from './import.ts'

/** What it takes to carry out an import, or to go on with one. */
export interface Run {
  id: string
  collection: string
  fileName: string
  status: string
  /** Rows of the file that are done. */
  processed: number
  path: string | null
  /** Whether the file is ours to delete. */
  owned: boolean
  options: ImportOptions
  actor: Actor
  requestId: string
}

export interface NewRun {
  id: string
  collection: string
  fileName: string
  path: string
  owned: boolean
  options: ImportOptions
}

interface KeptActor {
  type: Actor['type']
  id: string | null
  name: string
  granted: string[]
  stores: Actor['stores']
}

function keptActor({ type, id, name, permissions: { granted }, stores }: Actor): KeptActor {
  return { type, id, name, granted: [...granted], stores }
}

/** Notes an import in the transaction of the operation that asks for it. */
export async function insertRun(ctx: Context, run: NewRun): Promise<void> {
  await ctx.db.query(
    `with made as (
       insert into imports (id, created_at, updated_at, collection, file_name, status, dry_run, actor_id)
       values ($1, $2, $2, $3, $4, 'pending', $5, $6) returning id
     )
     insert into bezel_core.import_runs (import_id, path, owned, options, actor, request_id)
     select id, $7, $8, $9::jsonb, $10::jsonb, $11 from made`,
    [
      run.id,
      ctx.now,
      run.collection,
      run.fileName,
      run.options.dryRun,
      ctx.actor.id,
      run.path,
      run.owned,
      JSON.stringify(run.options),
      JSON.stringify(keptActor(ctx.actor)),
      ctx.requestId,
    ],
  )
}

export async function readRun(sql: Sql, id: string): Promise<Run | undefined> {
  const [row] = await sql.query<Omit<Run, 'actor'> & { actor: KeptActor }>(
    `select i.id, i.collection, i.file_name as "fileName", i.status, i.processed, r.path, r.owned, r.options, r.actor, r.request_id as "requestId"
     from imports i join bezel_core.import_runs r on r.import_id = i.id where i.id = $1`,
    [id],
  )
  if (!row) return undefined
  const { granted, ...actor } = row.actor
  return { ...row, actor: { ...actor, permissions: permissions(granted) } }
}

/** Notes how the file was understood. @returns false for an import that is over already */
export async function startRun(
  sql: Sql,
  id: string,
  format: string,
  headers: string[],
  mapping: unknown,
): Promise<boolean> {
  const rows = await sql.query(
    `with told as (update bezel_core.import_runs set headers = $3 where import_id = $1)
     update imports set status = 'running', format = $2, mapping = $4::jsonb, started_at = coalesce(started_at, now()),
       updated_at = now(), version = version + 1
     where id = $1 and status in ('pending', 'running') returning id`,
    [id, format, headers, JSON.stringify(mapping)],
  )
  return rows.length > 0
}

export interface Counts {
  created: number
  updated: number
  unchanged: number
  continued: number
  failed: number
}

/**
 * Adds a batch to the counts, in its transaction.
 * @returns false when the import was cancelled meanwhile, or another process is further than `from`
 */
export async function addProgress(
  sql: Sql,
  id: string,
  from: number,
  to: number,
  total: number | undefined,
  counts: Counts,
): Promise<boolean> {
  const { created, updated, unchanged, continued, failed } = counts
  const rows = await sql.query(
    `update imports set processed = $2, total = coalesce($3, total), created = created + $4, updated = updated + $5,
       unchanged = unchanged + $6, failed = failed + $7, continued = continued + $9, updated_at = now(), version = version + 1
     where id = $1 and status = 'running' and processed = $8 returning id`,
    [id, to, total ?? null, created, updated, unchanged, failed, from, continued],
  )
  return rows.length > 0
}

/** Ends an import that is still under way. @returns whether it was */
export async function endRun(
  sql: Sql,
  id: string,
  status: 'completed' | 'cancelled' | 'failed',
  { error = null, remarks = null }: { error?: string | null; remarks?: string | null } = {},
): Promise<boolean> {
  const rows = await sql.query(
    `update imports set status = $2, error = $3, remarks = $4, total = case when $2 = 'completed' then processed else total end,
       finished_at = now(), updated_at = now(), version = version + 1
     where id = $1 and status in ('pending', 'running') returning id`,
    [id, status, error?.slice(0, 2000), remarks?.slice(0, 4000)],
  )
  return rows.length > 0
}

/** Takes up a failed import whose file was kept, in the name of another. @returns its file; undefined where there is none */
export async function restartRun(ctx: Context, id: string): Promise<string | undefined> {
  const [row] = await ctx.db.query<{ path: string }>(
    `with restarted as (
       update imports i set status = 'pending', error = null, finished_at = null, updated_at = now(), version = version + 1
       where id = $1 and status = 'failed' and exists (
         select from bezel_core.import_runs r where r.import_id = i.id and r.path is not null)
       returning id
     )
     update bezel_core.import_runs r set actor = $2::jsonb, request_id = $3 from restarted
     where r.import_id = restarted.id returning r.path`,
    [id, JSON.stringify(keptActor(ctx.actor)), ctx.requestId],
  )
  return row?.path
}

export async function forgetPath(sql: Sql, id: string): Promise<void> {
  await sql.query('update bezel_core.import_runs set path = null where import_id = $1', [id])
}
