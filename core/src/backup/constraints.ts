import pg from 'pg'
import { type Queryable, quote } from './catalog.ts'
import type { TableShape } from './manifest.ts'

/**
 * Takes foreign keys and triggers away while rows are copied, so that neither the order of the tables, nor cycles
 * between them, nor what a trigger would do matter. An owner may do this; no superuser is needed.
 * @returns puts everything back as it was; the foreign keys are checked then
 */
export async function suspendRules(sql: Queryable, tables: TableShape[]): Promise<() => Promise<void>> {
  const oids = await withPartitions(sql, tables.map(quote))
  const undo = [...(await dropForeignKeys(sql, oids)), ...(await disableTriggers(sql, oids))]
  return async () => {
    // Deferred constraints that still wait would forbid the statements that follow.
    await sql.query('set constraints all immediate')
    for (const statement of undo) await sql.query(statement)
  }
}

/** A partition may have triggers and references of its own. */
async function withPartitions(sql: Queryable, tables: string[]): Promise<string[]> {
  const { rows } = await sql.query<{ oid: string }>(
    `select t.oid::text from unnest($1::text[]) as wanted, lateral (
       select wanted::regclass::oid as oid union select relid::oid from pg_partition_tree(wanted::regclass)
     ) t`,
    [tables],
  )
  return rows.map((row) => row.oid)
}

const tableOf = `from pg_class c join pg_namespace n on n.oid = c.relnamespace`

interface Named {
  schema: string
  table: string
  name: string
}

async function dropForeignKeys(sql: Queryable, oids: string[]): Promise<string[]> {
  const { rows } = await sql.query<Named & { definition: string; comment: string | null }>(
    `select n.nspname as schema, c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition,
            obj_description(k.oid, 'pg_constraint') as comment
       ${tableOf} join pg_constraint k on k.conrelid = c.oid
      where c.oid = any($1::oid[]) and k.contype = 'f' and k.conparentid = 0`,
    [oids],
  )
  const undo: string[] = []
  for (const { schema, table, name, definition, comment } of rows) {
    const on = quote({ schema, name: table })
    const constraint = pg.escapeIdentifier(name)
    await sql.query(`alter table ${on} drop constraint ${constraint}`)
    undo.push(`alter table ${on} add constraint ${constraint} ${definition}`)
    if (comment) undo.push(`comment on constraint ${constraint} on ${on} is ${pg.escapeLiteral(comment)}`)
  }
  return undo
}

/** `D`, disabled already, is left alone. */
const enable: Record<string, string> = { O: 'enable', A: 'enable always', R: 'enable replica' }

async function disableTriggers(sql: Queryable, oids: string[]): Promise<string[]> {
  const { rows } = await sql.query<Named & { state: string }>(
    `select n.nspname as schema, c.relname as table, g.tgname as name, g.tgenabled as state
       ${tableOf} join pg_trigger g on g.tgrelid = c.oid
      where c.oid = any($1::oid[]) and not g.tgisinternal and g.tgparentid = 0 and g.tgenabled <> 'D'`,
    [oids],
  )
  const undo: string[] = []
  for (const { schema, table, name, state } of rows) {
    const on = quote({ schema, name: table })
    const trigger = pg.escapeIdentifier(name)
    await sql.query(`alter table ${on} disable trigger ${trigger}`)
    undo.push(`alter table ${on} ${enable[state]} trigger ${trigger}`)
  }
  return undo
}
