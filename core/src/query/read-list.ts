import type { Actor } from '../access/actor.ts'
import type { Sql } from '../database/types.ts'
import type { KindContext } from '../entity/field.ts'
import type { Model } from '../entity/model.ts'
import { invalidCursor } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import { afterSql, cursorFields, decodeCursor, encodeCursor } from './cursor.ts'
import type { ListQuery, Page, SortKey } from './list-query.ts'
import { linkFields, loadRelations } from './relations.ts'
import { type Row, rowReader } from './rows.ts'
import { type SearchMode, type SearchSql, searchSql } from './search.ts'
import type { Selection } from './selection.ts'
import { type Parameters, parameters, quote, selectList } from './sql.ts'
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
  const columns = [selectList([...selection.fields, ...linkFields(selection), ...cursorFields(query.sort)])]
  if (found) columns.push(`${found.rank} as ":rank"`)
  if (query.total) columns.push(`(select count(*) ${from}${filter}) as ":total"`)
  if (query.cursor) {
    const at = decodeCursor(query.sort, query.cursor, found ? 1 : 0)
    where.push(found ? rankedAfter(found.rank, query.sort, at, params) : afterSql(query.sort, at, params))
  }
  const page = where.length > 0 ? ` where ${where.join(' and ')}` : ''
  const order = orderSql(query.sort, found?.rank)
  const limit = params.add(query.limit + 1)
  return {
    text: `select ${columns.join(', ')} ${from}${page} order by ${order} limit ${limit}`,
    values: params.values,
  }
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

/** A malformed value inside a cursor shows up as a type error of the database; to the caller it is a wrong cursor. */
async function run(
  context: ReadContext,
  { text, values }: Statement,
  cursor: string | undefined,
): Promise<Row[]> {
  try {
    return await context.sql.query(text, values)
  } catch (error) {
    if (cursor && /^22/.test((error as { code?: string }).code ?? '')) throw new Problem(invalidCursor)
    throw error
  }
}

async function readRows(context: ReadContext, selection: Selection, query: ListQuery): Promise<Row[]> {
  const similar = query.cursor?.startsWith('~')
  const asked = similar ? { ...query, cursor: query.cursor?.slice(1) } : query
  const rows = await run(
    context,
    listStatement(context, selection, asked, similar ? 'similar' : 'words'),
    query.cursor,
  )
  if (rows.length > 0 || !query.search || query.cursor) return rows
  const alike = await run(context, listStatement(context, selection, asked, 'similar'), undefined)
  return alike.map((row) => ({ ...row, ':similar': true }))
}

/** Reads one page: one statement, and one more per level of relations. */
export async function readList(context: ReadContext, selection: Selection, query: ListQuery): Promise<Page> {
  const rows = await readRows(context, selection, query)
  const kept = rows.length > query.limit ? rows.slice(0, query.limit) : rows
  const last = kept.at(-1)
  const more = rows.length > query.limit && last !== undefined
  const mark = query.cursor?.startsWith('~') || last?.[':similar'] ? '~' : ''
  const nextCursor = more ? mark + encodeCursor(query.sort, last, query.search ? [last[':rank']] : []) : null

  const read = rowReader(selection.fields, context.kinds)
  const data = kept.map(read)
  await loadRelations(context, selection, kept, data)
  if (!query.total) return { data, page: { nextCursor } }
  const counted = rows[0]?.[':total'] as number | undefined
  const total = counted ?? (query.cursor ? await countMatches(context, selection.model, query) : 0)
  return { data, page: { nextCursor, total } }
}
