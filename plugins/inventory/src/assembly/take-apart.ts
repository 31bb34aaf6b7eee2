import { type Context, Problem } from '@bezel/core'
import { Parcel } from '../entities/parcel.ts'
import { Piece } from '../entities/piece.ts'
import { PieceComponent, PieceStone } from '../entities/piece-parts.ts'
import { notAssembled, placeImpossible } from '../errors.ts'
import { pieceAssembled, pieceTakenApart } from '../events.ts'
import { goodsOf } from '../ledger/goods.ts'
import type { Goods } from '../ledger/tables.ts'
import { transitionLocked } from '../ledger/transition.ts'
import { changeLocked, type ParcelRecord } from '../parcel/change.ts'
import { milliCarats } from '../parcel/cost.ts'
import { linkedParts, type PieceRecord } from './parts.ts'

type Links = Awaited<ReturnType<typeof linkedParts>>

async function linksOf(ctx: Context, piece: PieceRecord, state: 'set' | 'removed'): Promise<Links> {
  const links = await linkedParts(ctx, piece.id, state)
  if (links.components.length + links.stones.length + links.parcels.length === 0)
    throw new Problem(notAssembled)
  return links
}

/** Parts come back to the store where the piece is, wherever they were taken from. */
async function recoverGoods(
  ctx: Context,
  { components, stones }: Links,
  piece: PieceRecord,
  locationId: string,
) {
  const grounds = { locationId, document: piece.itemNumber }
  for (const { id, componentId } of components) {
    const part = await goodsOf(ctx, 'piece', 'all').lock(componentId)
    await transitionLocked(ctx, 'piece', part, 'recover', grounds, piece.storeId)
    await ctx.records(PieceComponent).update(id, { removedAt: ctx.now.toISOString() })
  }
  for (const { id, stoneId } of stones) {
    const part = await goodsOf(ctx, 'stone', 'all').lock(stoneId as string)
    await transitionLocked(ctx, 'stone', part, 'recover', grounds, piece.storeId)
    await ctx.records(PieceStone).update(id, { removedAt: ctx.now.toISOString() })
  }
}

async function lockParcel(ctx: Context, id: string, piece: PieceRecord): Promise<ParcelRecord> {
  const parcel = await ctx.records(Parcel, { stores: 'all' }).lock(id)
  if (parcel.storeId === piece.storeId) return parcel
  throw new Problem(placeImpossible, {
    detail: `Stones of it belong to parcel ${parcel.parcelNumber} in another store. Transfer the piece there first.`,
  })
}

async function refillParcels(ctx: Context, { parcels }: Links, piece: PieceRecord): Promise<void> {
  for (const { id, parcelId, count, carat, cost } of parcels) {
    const parcel = await lockParcel(ctx, parcelId as string, piece)
    const change = { count, milliCarats: milliCarats(carat ?? 0) }
    await changeLocked(ctx, parcel, 'unset', change, { document: piece.itemNumber }, cost)
    await ctx.records(PieceStone).update(id, { removedAt: ctx.now.toISOString() })
  }
}

/**
 * Takes a piece apart: mountings and stones are in stock again at the given location, stones of parcels back in them,
 * each with its own weight and cost. The piece stays as what it was, and can be put together again.
 */
export async function takeApart(
  ctx: Context,
  id: string,
  grounds: { locationId: string; reason?: string | undefined },
): Promise<PieceRecord> {
  const piece = await ctx.records(Piece).lock(id)
  const links = await linksOf(ctx, piece, 'set')
  await transitionLocked(ctx, 'piece', piece, 'take_apart', { reason: grounds.reason })
  await recoverGoods(ctx, links, piece, grounds.locationId)
  await refillParcels(ctx, links, piece)
  ctx.emit(pieceTakenApart, { pieceId: id })
  return ctx.records(Piece).get(id)
}

async function takeFromParcels(ctx: Context, { parcels }: Links, piece: PieceRecord): Promise<void> {
  for (const { id, parcelId, count, carat } of parcels) {
    const parcel = await lockParcel(ctx, parcelId as string, piece)
    const change = { count: -count, milliCarats: -milliCarats(carat ?? 0) }
    await changeLocked(ctx, parcel, 'set', change, { document: piece.itemNumber })
    await ctx.records(PieceStone).update(id, { removedAt: null })
  }
}

/** The way back of `takeApart`: the very same parts are used up again. They must all be in stock in the piece's store. */
export async function putTogether(ctx: Context, id: string, locationId: string): Promise<PieceRecord> {
  const piece = await ctx.records(Piece).lock(id)
  const links = await linksOf(ctx, piece, 'removed')
  const parts: ['piece' | 'stone', string][] = [
    ...links.components.map(({ componentId }): ['piece', string] => ['piece', componentId]),
    ...links.stones.map(({ stoneId }): ['stone', string] => ['stone', stoneId as string]),
  ]
  for (const [kind, partId] of parts) {
    const part: Goods = await goodsOf(ctx, kind).lock(partId)
    if (part.storeId !== piece.storeId)
      throw new Problem(placeImpossible, { detail: 'All parts must be in the store of the piece.' })
    await transitionLocked(ctx, kind, part, 'use_up', { document: piece.itemNumber })
  }
  for (const row of links.components) await ctx.records(PieceComponent).update(row.id, { removedAt: null })
  for (const row of links.stones) await ctx.records(PieceStone).update(row.id, { removedAt: null })
  await takeFromParcels(ctx, links, piece)
  await transitionLocked(ctx, 'piece', piece, 'recover', { locationId })
  ctx.emit(pieceAssembled, { pieceId: id })
  return ctx.records(Piece).get(id)
}
