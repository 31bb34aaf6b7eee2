import type { Context } from '@bezel/core'
import { Parcel } from '../entities/parcel.ts'
import { StockCount } from '../entities/stock-count.ts'
import { countFinished } from '../events.ts'
import { goodsOf } from '../ledger/goods.ts'
import type { Goods } from '../ledger/tables.ts'
import { moveLocked, transitionLocked } from '../ledger/transition.ts'
import { changeLocked } from '../parcel/change.ts'
import { milliCarats } from '../parcel/cost.ts'
import type { Counted } from './expected.ts'
import type { CountRecord } from './scan.ts'
import { printVariance, type Variance, varianceOf } from './variance.ts'

/** What closing a count does to the books; nothing unless asked. */
export interface Closing {
  bookMissing?: boolean | undefined
  moveFound?: boolean | undefined
  correctParcels?: boolean | undefined
  at?: string | undefined
}

/** Locks goods in the order of their ids; those that somebody moved or sold since the comparison are left alone. */
async function unchanged(ctx: Context, lines: { goods: Counted }[]): Promise<[Counted, Goods][]> {
  const locked: [Counted, Goods][] = []
  for (const { goods } of [...lines].sort((a, b) => (a.goods.pieceId < b.goods.pieceId ? -1 : 1))) {
    const now = await goodsOf(ctx, goods.kind).lock(goods.pieceId)
    if (now.status === goods.status && (now.locationId ?? now.storeId) === goods.locationId)
      locked.push([goods, now])
  }
  return locked
}

async function bookMissing(ctx: Context, count: CountRecord, { report, goods }: Variance, at?: string) {
  const missing = report.missing.map(({ pieceId }) => ({ goods: goods.get(pieceId) as Counted }))
  for (const [{ kind }, now] of await unchanged(ctx, missing)) {
    const grounds = { reason: `Missing in the count "${count.name}"`, document: `count ${count.name}`, at }
    await transitionLocked(ctx, kind, now, 'report_lost', grounds)
  }
}

/** Goods of this store that were found in another place of it lie there from now on. */
async function moveFound(ctx: Context, count: CountRecord, { report, goods }: Variance) {
  const places = new Map(
    report.elsewhere.map(({ piece, foundAt }) => [piece.pieceId, foundAt ?? count.locationId]),
  )
  const found = report.elsewhere.map(({ piece }) => ({ goods: goods.get(piece.pieceId) as Counted }))
  const own = await ctx.db.query<{ id: string }>(
    'select id from pieces where store_id = $1 and id = any($2) union all select id from stones where store_id = $1 and id = any($2)',
    [count.storeId, found.map((line) => line.goods.pieceId)],
  )
  const ours = new Set(own.map(({ id }) => id))
  const movable = found.filter((line) => ours.has(line.goods.pieceId) && places.get(line.goods.pieceId))
  for (const [{ kind, pieceId }, now] of await unchanged(ctx, movable)) {
    const locationId = places.get(pieceId) as string
    if (locationId !== count.storeId)
      await moveLocked(ctx, kind, now, { locationId, document: `count ${count.name}` })
  }
}

async function correctParcels(ctx: Context, count: CountRecord, { parcels }: Variance) {
  for (const {
    parcelId,
    count: stones,
    milliCarats: weight,
    expectedCount,
    expectedMilliCarats,
  } of parcels) {
    const parcel = await ctx.records(Parcel).lock(parcelId)
    if (parcel.count !== expectedCount || milliCarats(parcel.carat) !== expectedMilliCarats) continue
    const grounds = { reason: `Counted in "${count.name}"`, document: `count ${count.name}` }
    await changeLocked(ctx, parcel, 'correct', { count: stones, milliCarats: weight }, grounds)
  }
}

/**
 * Closes a count and keeps its report. The books change only as asked: missing goods are booked as lost, goods found
 * in another place of the store moved there, parcels corrected.
 */
export async function closeCount(ctx: Context, id: string, closing: Closing): Promise<CountRecord> {
  const count = await ctx.records(StockCount).lock(id)
  const variance = await varianceOf(ctx, count)
  if (closing.bookMissing) await bookMissing(ctx, count, variance, closing.at)
  if (closing.moveFound) await moveFound(ctx, count, variance)
  if (closing.correctParcels) await correctParcels(ctx, count, variance)
  ctx.emit(countFinished, { stockCountId: id })
  const closedAt = closing.at ?? ctx.now.toISOString()
  const report = printVariance(variance, false)
  return ctx.records(StockCount).update(id, { status: 'closed', closedAt, report })
}
