import type { Context } from '@bezel/core'
import { ACTIVE_STATUSES, isOnBooks, type Ownership, type PieceStatus } from '../domain/piece-axes.ts'
import { goodsTables } from '../ledger/tables.ts'

export type StockKind = 'piece' | 'stone' | 'parcel'

export interface StockQuestion {
  at: string
  store?: string | undefined
  kind?: StockKind | undefined
  /** Also what had left by then: sold, scrapped, lost … */
  left?: boolean | undefined
}

export interface StockLine {
  kind: StockKind
  id: string
  number: string | null
  name: string | null
  status: PieceStatus
  ownership: Ownership
  storeId: string | null
  locationId: string | null
  since: string
  onBooks: boolean
  /** Stones and weight of a parcel. */
  count: number | null
  carat: number | null
  cost?: { amount: number; currency: string } | null
}

interface Row extends Omit<StockLine, 'onBooks' | 'cost' | 'carat'> {
  milliCarats: number | null
  amount: number | null
  currency: string | null
}

/** The last row of the ledger of each thing at an instant, within stores and statuses. */
const lastRows = (kind: 'piece' | 'stone', paged: boolean) => {
  const { column } = goodsTables[kind]
  return `
    select last.* from (
      select distinct on (${column}) ${column} as id, to_status, to_ownership, store_id, to_location_id, at,
        book_cost_amount, book_cost_currency
      from movements where ${column} is not null and at <= $1 ${paged ? `and ${column} > $4` : ''}
      order by ${column}, at desc
    ) last
    where last.to_status = any($3) and ($2::uuid[] is null or last.store_id = any($2))`
}

const page = (kind: 'piece' | 'stone') => `
  select '${kind}' as kind, last.id, ${goodsTables[kind].number} as number, ${kind === 'piece' ? 't.name' : `concat_ws(' ', t.shape, trim_scale(t.carat / 1000.0)::text || ' ct', t.color, t.clarity)`} as name,
    last.to_status as status, last.to_ownership as ownership, last.store_id as "storeId", last.to_location_id as "locationId",
    last.at as since, null::bigint as count, null::bigint as "milliCarats", last.book_cost_amount as amount, last.book_cost_currency as currency
  from (${lastRows(kind, true)} order by last.id limit $5) last join ${goodsTables[kind].table} t on t.id = last.id
  order by last.id`

const totals = (kind: 'piece' | 'stone') => `
  select '${kind}' as kind, to_status as status, to_ownership as ownership, book_cost_currency as currency,
    count(*) as goods, sum(book_cost_amount)::bigint as amount
  from (${lastRows(kind, false)}) last group by 1, 2, 3, 4`

/** Parcels hold the sum of their rows until then; one that was used up has left. */
const lastParcels = (paged: boolean) => `
  select * from (
    select last.*, held.count, held.carat, case when held.count > 0 then 'in_stock' else 'consumed' end as status from (
      select distinct on (parcel_id) parcel_id as id, store_id, to_location_id, at, book_cost_amount, book_cost_currency,
        coalesce(to_ownership, 'owned') as ownership
      from movements where parcel_id is not null and at <= $1 ${paged ? 'and parcel_id > $4' : ''}
      order by parcel_id, at desc
    ) last cross join lateral (
      select coalesce(sum(count_change), 0)::bigint as count, coalesce(sum(carat_change), 0)::bigint as carat
      from movements m where m.parcel_id = last.id and m.at <= $1
    ) held
  ) parcels where status = any($3) and ($2::uuid[] is null or store_id = any($2))`

const parcelPage = `
  select 'parcel' as kind, last.id, t.parcel_number as number, t.description as name, last.status, last.ownership,
    last.store_id as "storeId", last.to_location_id as "locationId", last.at as since, last.count, last.carat as "milliCarats",
    last.book_cost_amount as amount, last.book_cost_currency as currency
  from (${lastParcels(true)} order by id limit $5) last join parcels t on t.id = last.id order by last.id`

const parcelTotals = `
  select 'parcel' as kind, status, ownership, book_cost_currency as currency, count(*) as goods,
    sum(book_cost_amount)::bigint as amount
  from (${lastParcels(false)}) last group by 1, 2, 3, 4`

const statements = {
  page: { piece: page('piece'), stone: page('stone'), parcel: parcelPage },
  totals: { piece: totals('piece'), stone: totals('stone'), parcel: parcelTotals },
}

/** Stores that both the question and the actor's scope leave; null for all. */
function storesOf({ actor }: Context, store: string | undefined): readonly string[] | null {
  if (actor.stores === 'all') return store ? [store] : null
  return store ? actor.stores.filter((id) => id === store) : actor.stores
}

function statusesOf({ left }: StockQuestion, all: readonly PieceStatus[]): readonly PieceStatus[] {
  return left ? all : ACTIVE_STATUSES
}

const first = '00000000-0000-0000-0000-000000000000'

const kinds = ['piece', 'stone', 'parcel'] as const

/** `stone:<id>`: pieces come first, then stones, then parcels, each by id. */
function readCursor(cursor: string | undefined, kind: StockKind | undefined): [StockKind, string] {
  if (!cursor) return [kind ?? 'piece', first]
  const match = /^(piece|stone|parcel):([\da-f-]{36})$/i.exec(cursor)
  if (!match) throw new Error('The schema lets no other cursor through.')
  return [match[1] as StockKind, match[2] as string]
}

function lineOf(ctx: Context, { amount, currency, milliCarats, ...row }: Row): StockLine {
  const line = { ...row, carat: milliCarats === null ? null : milliCarats / 1000, onBooks: isOnBooks(row) }
  if (!ctx.actor.permissions.allows('inventory.cost')) return line
  return { ...line, cost: amount === null || currency === null ? null : { amount, currency } }
}

/**
 * What was in stock at an instant, replayed from the ledger: status, owner, place and cost in the books as they were
 * then, a page at a time.
 */
export async function stockAt(
  ctx: Context,
  question: StockQuestion & { cursor?: string | undefined; limit: number },
  statuses: readonly PieceStatus[],
): Promise<{ data: StockLine[]; page: { nextCursor: string | null } }> {
  const stores = storesOf(ctx, question.store)
  const wanted = statusesOf(question, statuses)
  let [kind, after] = readCursor(question.cursor, question.kind)
  const data: StockLine[] = []
  for (;;) {
    const room = question.limit - data.length
    const rows = await ctx.db.query<Row>(statements.page[kind], [
      question.at,
      stores,
      wanted,
      after,
      room + 1,
    ])
    data.push(...rows.slice(0, room).map((row) => lineOf(ctx, row)))
    if (rows.length > room) return { data, page: { nextCursor: `${kind}:${data.at(-1)?.id ?? after}` } }
    const next = kinds[kinds.indexOf(kind) + 1]
    if (!next || question.kind) return { data, page: { nextCursor: null } }
    kind = next
    after = first
  }
}

interface TotalRow {
  kind: StockKind
  status: PieceStatus
  ownership: Ownership
  currency: string | null
  goods: number
  amount: number | null
}

/** How much stock there was at an instant, by kind, status and owner, and what it stood in the books with. */
export async function stockValueAt(ctx: Context, question: StockQuestion, statuses: readonly PieceStatus[]) {
  const values = [question.at, storesOf(ctx, question.store), statusesOf(question, statuses)]
  const groups: TotalRow[] = []
  for (const kind of question.kind ? [question.kind] : kinds)
    groups.push(...(await ctx.db.query<TotalRow>(statements.totals[kind], values)))
  const value = new Map<string, number>()
  for (const { currency, amount, ...axes } of groups) {
    if (currency && isOnBooks(axes)) value.set(currency, (value.get(currency) ?? 0) + (amount ?? 0))
  }
  return {
    onBooks: [...value].map(([currency, amount]) => ({ amount, currency })),
    groups: groups.map(({ currency, amount, ...group }) => ({
      ...group,
      onBooks: isOnBooks(group),
      cost: currency === null ? null : { amount: amount ?? 0, currency },
    })),
  }
}
