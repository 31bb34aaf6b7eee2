import type { Actor } from '../access/actor.ts'
import type { Sql } from '../database/types.ts'
import type { Values } from '../entity/columns.ts'
import type { KindContext } from '../entity/field.ts'
import type { Model } from '../entity/model.ts'
import { invalidCursor } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import { afterSql, cursorFields, decodeCursor, encodeCursor } from './cursor.ts'
import type { ListQuery, Page, SortKey } from './list-query.ts'
import { linkFields, loadRelations } from './relations.ts'
import { type SearchMode, type SearchSql, searchSql } from './search.ts'
import { type Selected, selected } from './selected.ts'
import type { Selection } from './selection.ts'
import { type Parameters, parameters, quote } from './sql.ts'
import { whereSql } from './where.ts'

export interface ReadContext {
  sql: Sql
  actor: Actor
  kinds: KindContext
}

function orderSql(keys: SortKey[], rank: string | undefined): string {
  const parts = keys.map(({ field, descending }) => `${field.main}${descending ? ' desc' : ''}`)
  return [...(rank ? [`${rank} desc`] : []), ...parts].join(', ')
}

/** Keyset condition for ranked results: a lower rank, or the same rank and later in the order. */
function rankedAfter(rank: string, keys: SortKey[], at: unknown[], params: Parameters): string {
  const [rankAt, ...rest] = at
  const placeholder = params.add(rankAt)
  return `(${rank} < ${placeholder} or (${rank} = ${placeholder} and ${afterSql(keys, rest, params)}))`
}

interface Statement {
  text: string
  values: unknown[]
  columns: Selected
}

/** What stands behind the fields of a row. */
interface Extras {
  rank: unknown
  total: unknown
}

function listStatement(
  context: ReadContext,
  selection: Selection,
  query: ListQuery,
  mode: SearchMode,
): Statement {
  const { model } = selection
  const params = parameters()
  const where = whereSql(context.actor, model, query, params)
  let found: SearchSql | undefined
  if (query.search) {
    found = searchSql(query.search, mode, params)
    where.push(found.condition)
  }
  const from = `from ${quote(model.table)} t`
  const filter = where.length > 0 ? ` where ${where.join(' and ')}` : ''
  const columns = selected(selection, [...linkFields(selection), ...cursorFields(query.sort)])
  const rank = found?.rank ?? 'null'
  const total = query.total ? `(select count(*) ${from}${filter})` : 'null'
  if (query.cursor) {
    const at = decodeCursor(query.sort, query.cursor, found ? 1 : 0)
    where.push(found ? rankedAfter(found.rank, query.sort, at, params) : afterSql(query.sort, at, params))
  }
  const page = where.length > 0 ? ` where ${where.join(' and ')}` : ''
  const order = orderSql(query.sort, found?.rank)
  const limit = params.add(query.limit + 1)
  return {
    text: `select ${columns.sql}, ${rank}, ${total} ${from}${page} order by ${order} limit ${limit}`,
    values: params.values,
    columns,
  }
}

function extrasOf(row: Values): Extras {
  return { rank: row.at(-2), total: row.at(-1) }
}

async function countMatches(context: ReadContext, model: Model, query: ListQuery): Promise<number> {
  const params = parameters()
  const where = whereSql(context.actor, model, query, params)
  if (query.search) where.push(searchSql(query.search, 'words', params).condition)
  const filter = where.length > 0 ? ` where ${where.join(' and ')}` : ''
  const [row] = await context.sql.query<{ total: number }>(
    `select count(*) as total from ${quote(model.table)} t${filter}`,
    params.values,
  )
  return row?.total ?? 0
}

interface Found {
  rows: Values[]
  columns: Selected
  /** No word was found, so these are rows whose words look alike. */
  similar: boolean
}

/** A malformed value inside a cursor shows up as a type error of the database; to the caller it is a wrong cursor. */
async function run(
  context: ReadContext,
  selection: Selection,
  query: ListQuery,
  mode: SearchMode,
): Promise<Found> {
  const { text, values, columns } = listStatement(context, selection, query, mode)
  try {
    return { rows: await context.sql.values(text, values), columns, similar: mode === 'similar' }
  } catch (error) {
    if (query.cursor && /^22/.test((error as { code?: string }).code ?? '')) throw new Problem(invalidCursor)
    throw error
  }
}

/** Cursors of similar rows are marked, so that the next page goes on among those. */
const similarMark = '~'

async function find(context: ReadContext, selection: Selection, query: ListQuery): Promise<Found> {
  if (query.cursor?.startsWith(similarMark))
    return run(context, selection, { ...query, cursor: query.cursor.slice(1) }, 'similar')
  const found = await run(context, selection, query, 'words')
  if (found.rows.length > 0 || !query.search || query.cursor) return found
  return run(context, selection, query, 'similar')
}

function cursorAfter({ columns, similar }: Found, query: ListQuery, last: Values): string {
  const at = query.sort.map(({ field }) => last[columns.at(field)])
  const position = query.search ? [extrasOf(last).rank, ...at] : at
  return (similar ? similarMark : '') + encodeCursor(query.sort, position)
}

/** Reads one page: one statement, and one more per level of relations. */
export async function readList(context: ReadContext, selection: Selection, query: ListQuery): Promise<Page> {
  const found = await find(context, selection, query)
  const { columns } = found
  const kept = found.rows.slice(0, query.limit)
  const last = kept.at(-1)
  const nextCursor = found.rows.length > query.limit && last ? cursorAfter(found, query, last) : null

  const data = columns.records(kept, context.kinds)
  await loadRelations(context, selection, columns.valuesOf(kept), data)
  if (!query.total) return { data, page: { nextCursor } }
  const counted = last && (extrasOf(last).total as number)
  const total = counted ?? (query.cursor ? await countMatches(context, selection.model, query) : 0)
  return { data, page: { nextCursor, total } }
}
