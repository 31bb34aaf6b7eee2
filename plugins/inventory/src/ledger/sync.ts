import { type Context, makeIds } from '@bezel/core'
import { type GoodsKind, goodsTables } from './tables.ts'

/** When goods were received that the ledger does not know yet, `$3` being now. */
const receivedAt = `case when t.received_on < ($3 at time zone 'UTC')::date
  then (t.received_on + time '12:00') at time zone 'UTC' else $3 end`

const statements = {
  piece: syncSql('piece'),
  stone: syncSql('stone'),
}

const receipts = {
  piece: receiptSql('piece'),
  stone: receiptSql('stone'),
}

/** The first row of goods that were made in this very transaction: what `syncSql` would write, without a look at the ledger. */
function receiptSql(kind: GoodsKind): string {
  const { table, column, cost, currency } = goodsTables[kind]
  return `
    insert into movements (id, version, created_at, updated_at, at, type, ${column}, to_status, to_resumes, to_ownership,
      to_location_id, store_id, book_cost_amount, book_cost_currency, actor)
    select n.id, 1, $3, $3, ${receivedAt}, 'receive', t.id, t.status, t.resumes, t.ownership, t.location_id, t.store_id,
      ${cost}, ${currency}, $4
    from unnest($1::uuid[], $2::uuid[]) as n(id, goods) join ${table} t on t.id = n.goods`
}

/**
 * Goods whose last row in the ledger is not what they are get one that says so: `receive` where there is none, dated on
 * the day they were received, else the given type. One statement, however many goods.
 */
function syncSql(kind: GoodsKind): string {
  const { table, column, cost, currency } = goodsTables[kind]
  return `
    insert into movements (id, version, created_at, updated_at, at, type, ${column}, from_status, to_status, from_resumes,
      to_resumes, from_ownership, to_ownership, from_location_id, to_location_id, store_id,
      book_cost_amount, book_cost_currency, reason, actor)
    select n.id, 1, $3, $3,
      case when last.at is not null then greatest($3, last.at + interval '1 ms')
        else ${receivedAt} end,
      case when last.at is null then 'receive' else $4 end, t.id, last.to_status, t.status, last.to_resumes, t.resumes,
      last.to_ownership, t.ownership, last.to_location_id, t.location_id, t.store_id, ${cost}, ${currency},
      case when last.at is not null then $5 end, $6
    from unnest($1::uuid[], $2::uuid[]) as n(id, goods)
    join ${table} t on t.id = n.goods
    left join lateral (select * from movements l where l.${column} = t.id order by l.at desc limit 1) last on true
    where last.at is null
      or (last.to_status, last.to_resumes, last.to_ownership, last.to_location_id, last.store_id, last.book_cost_amount, last.book_cost_currency)
        is distinct from (t.status, t.resumes, t.ownership, t.location_id, t.store_id, ${cost}, ${currency})`
}

/** Brings the ledger up to what goods are now; see `syncSql`. */
export async function syncLedger(
  ctx: Context,
  kind: GoodsKind,
  ids: string[],
  change: { type: string; reason: string | null } = { type: 'correct', reason: 'Changed by an import' },
): Promise<void> {
  if (ids.length === 0) return
  const rowIds = makeIds(ctx.newId, ids.length)
  await ctx.db.query(statements[kind], [rowIds, ids, ctx.now, change.type, change.reason, ctx.actor.name])
}

/** Begins the ledger of goods that were made in this transaction. */
export async function beginLedger(ctx: Context, kind: GoodsKind, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await ctx.db.query(receipts[kind], [makeIds(ctx.newId, ids.length), ids, ctx.now, ctx.actor.name])
}
