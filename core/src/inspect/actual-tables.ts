import type { Sql } from '../database/types.ts'

export interface ActualColumn {
  name: string
  type: string
  collation: string | null
  nullable: boolean
  hasDefault: boolean
  /** Expression of a generated column; null for plain ones. */
  generated: string | null
}

export interface ActualIndex {
  name: string
  unique: boolean
  partial: boolean
  method: string
  /** Column names in order; null where the index is on an expression. */
  columns: (string | null)[]
  operatorClasses: string[]
  definition: string
}

export interface ActualTable {
  columns: Map<string, ActualColumn>
  indexes: ActualIndex[]
  foreignKeys: { columns: string[]; target: string }[]
  /** Texts of the check constraints. */
  checks: string[]
}

type Of<T> = T & { table: string }

const columnsSql = `
  select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type, l.collname as collation,
    not a.attnotnull as nullable, a.atthasdef and a.attgenerated = '' as "hasDefault",
    case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end as generated
  from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    left join pg_collation l on l.oid = a.attcollation
  where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname = any($1)
  order by c.relname, a.attnum`

const indexesSql = `
  select c.relname as "table", i.relname as name, x.indisunique as "unique", x.indpred is not null as partial, m.amname as method,
    array(select a.attname::text from unnest(x.indkey::int2[]) with ordinality k(number, place)
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number and k.number > 0
      where k.place <= x.indnkeyatts order by k.place) as columns,
    array(select o.opcname::text from unnest(x.indclass::oid[]) with ordinality k(id, place)
      join pg_opclass o on o.oid = k.id order by k.place) as "operatorClasses",
    pg_get_indexdef(i.oid) as definition
  from pg_index x
    join pg_class c on c.oid = x.indrelid
    join pg_class i on i.oid = x.indexrelid
    join pg_am m on m.oid = i.relam
    join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and x.indisvalid and c.relname = any($1)
  order by i.relname`

const constraintsSql = `
  select c.relname as "table", k.contype as kind, t.relname as target, pg_get_constraintdef(k.oid) as definition,
    array(select a.attname::text from unnest(k.conkey) with ordinality u(number, place)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = u.number order by u.place) as columns
  from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_namespace n on n.oid = c.relnamespace
    left join pg_class t on t.oid = k.confrelid
  where n.nspname = 'public' and k.contype in ('f', 'c') and c.relname = any($1)`

interface ConstraintRow {
  kind: 'f' | 'c'
  target: string
  definition: string
  columns: string[]
}

/** Reads how the given tables of the schema `public` really are; one that does not exist is absent from the result. */
export async function readTables(sql: Sql, names: string[]): Promise<Map<string, ActualTable>> {
  const [columns, indexes, constraints] = await Promise.all([
    sql.query<Of<ActualColumn>>(columnsSql, [names]),
    sql.query<Of<ActualIndex>>(indexesSql, [names]),
    sql.query<Of<ConstraintRow>>(constraintsSql, [names]),
  ])
  const tables = new Map<string, ActualTable>()
  for (const { table, ...column } of columns) {
    const known = tables.get(table) ?? { columns: new Map(), indexes: [], foreignKeys: [], checks: [] }
    known.columns.set(column.name, { ...column, type: column.type.replace(/^public\./, '') })
    tables.set(table, known)
  }
  for (const { table, ...index } of indexes) tables.get(table)?.indexes.push(index)
  for (const { table, kind, target, definition, columns: of } of constraints) {
    if (kind === 'f') tables.get(table)?.foreignKeys.push({ columns: of, target })
    else tables.get(table)?.checks.push(definition)
  }
  return tables
}
