import pg from 'pg'
import type { Manifest, RecordedMigration, SequenceState, TableShape } from './manifest.ts'

/** Anything that runs a statement on one connection. */
export type Queryable = Pick<pg.ClientBase, 'query'>

/** The schemas that belong to Bezel: entities, the core's own, the job queue's. */
export const bezelSchemas = ['public', 'bezel_core', 'graphile_worker']

/** The queue's own ledger says which of its migrations ran on *this* database, so it is never copied. */
const notCopied = ['graphile_worker.migrations']

/** Tables with data of their own, partitions excluded (their parent stands for them) and those of extensions too. */
export async function readTables(sql: Queryable): Promise<TableShape[]> {
  const { rows } = await sql.query<TableShape>(
    `select n.nspname as schema, c.relname as name, c.relkind as kind,
            coalesce((select json_agg(json_build_object('name', a.attname, 'type', t.typname || ':' || a.atttypmod) order by a.attnum)
                        from pg_attribute a join pg_type t on t.oid = a.atttypid
                       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''),
                     '[]') as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition
        and n.nspname || '.' || c.relname <> all($2)
        and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      order by 1, 2`,
    [bezelSchemas, notCopied],
  )
  return rows.filter((table) => table.columns.length > 0)
}

export async function readSequences(sql: Queryable): Promise<SequenceState[]> {
  const { rows } = await sql.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1) and c.relkind = 'S'
      order by 1, 2`,
    [bezelSchemas],
  )
  const states: SequenceState[] = []
  for (const { schema, name } of rows) {
    const state = await sql.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quote({ schema, name })}`,
    )
    for (const { last, called } of state.rows) states.push({ schema, name, last, called })
  }
  return states
}

/** The migrations that ran on this database; none when it has no ledger. */
export async function readMigrations(sql: Queryable): Promise<RecordedMigration[]> {
  const ledger = await sql.query(`select to_regclass('bezel_core.migrations') as found`)
  if (!ledger.rows[0]?.found) return []
  const { rows } = await sql.query<RecordedMigration>(
    'select plugin, name, checksum from bezel_core.migrations order by applied_at, name',
  )
  return rows
}

export async function readManifest(sql: Queryable): Promise<Manifest> {
  const { rows } = await sql.query<{ taken: Date; postgres: string }>(
    `select now() as taken, current_setting('server_version') as postgres`,
  )
  const [about] = rows
  if (!about) throw new Error('PostgreSQL answered no row')
  return {
    taken: about.taken.toISOString(),
    postgres: about.postgres,
    migrations: await readMigrations(sql),
    tables: await readTables(sql),
    sequences: await readSequences(sql),
  }
}

/** The statement that writes a table's rows out as text. */
export function copyOut(table: TableShape): string {
  const only = table.kind === 'r' ? 'only ' : ''
  return `copy (select ${columnList(table)} from ${only}${quote(table)}) to stdout`
}

/** The statement that reads them back. */
export function copyIn(table: TableShape): string {
  return `copy ${quote(table)} (${columnList(table)}) from stdin`
}

export function quote({ schema, name }: { schema: string; name: string }): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
}

function columnList(table: TableShape): string {
  return table.columns.map((column) => pg.escapeIdentifier(column.name)).join(', ')
}

const settings = `
  set local client_encoding = 'UTF8';
  set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres';
  set local bytea_output = 'hex';
  set local extra_float_digits = 1;
  set local timezone = 'UTC';
  set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0;
  set local lock_timeout = '10s';
  set local row_security = off`

/**
 * Begins a transaction in which values are read and written alike whatever the server's, the database's or the role's
 * own settings are. It has no snapshot yet.
 */
export async function beginTransaction(sql: Queryable, mode: string): Promise<void> {
  const { rows } = await sql.query<{ major: number }>(
    `select current_setting('server_version_num')::int / 10000 as major`,
  )
  const timeout = (rows[0]?.major ?? 0) >= 17 ? '; set local transaction_timeout = 0' : ''
  await sql.query(`begin ${mode}; ${settings}${timeout}`)
}
