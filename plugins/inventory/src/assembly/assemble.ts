import { type Context, type Money, Problem } from '@bezel/core'
import { Piece } from '../entities/piece.ts'
import { PieceComponent, PieceStone } from '../entities/piece-parts.ts'
import { notAssembled } from '../errors.ts'
import { pieceAssembled } from '../events.ts'
import type { Goods, GoodsKind } from '../ledger/tables.ts'
import { transitionLocked } from '../ledger/transition.ts'
import { changeLocked } from '../parcel/change.ts'
import { costOf, milliCarats } from '../parcel/cost.ts'
import {
  commonOwner,
  commonStore,
  inherited,
  lockParts,
  type Parts,
  type PieceRecord,
  sumOf,
  type WantedParts,
} from './parts.ts'

/** What is said of the new piece besides its parts. */
export interface Assembled {
  itemNumber: string
  name: string
  styleId?: string | undefined
  locationId?: string | undefined
  labourCost?: Money | undefined
  otherCost?: Money | undefined
  price?: Money | undefined
  ringSize?: number | undefined
  /** Whose it is, where the parts are not all of one owner. */
  ownership?: 'owned' | 'customer_property' | undefined
}

/** Gross grams: the mountings' and a fifth of a gram for each carat; null when a mounting was not weighed. */
function grossWeight({ mountings, stones, parcels }: Parts): number | null {
  if (mountings.length === 0 || mountings.some(({ grossWeight }) => grossWeight === null)) return null
  const centigrams = mountings.reduce((sum, { grossWeight }) => sum + Math.round((grossWeight ?? 0) * 100), 0)
  const thousandths = [...stones, ...parcels].reduce((sum, { carat }) => sum + milliCarats(carat), 0)
  return (centigrams + Math.round(thousandths / 50)) / 100
}

async function consume(ctx: Context, kind: GoodsKind, part: Goods, into: string): Promise<void> {
  await transitionLocked(ctx, kind, part, 'use_up', { document: into })
}

/** Takes the parts out of the stock and links them to the piece; each has its row in the ledger. */
async function setParts(ctx: Context, piece: PieceRecord, parts: Parts): Promise<void> {
  const { id: pieceId, itemNumber } = piece
  for (const mounting of parts.mountings) {
    await consume(ctx, 'piece', mounting, itemNumber)
    await ctx.records(PieceComponent).create({ pieceId, componentId: mounting.id })
  }
  for (const { id: stoneId, species, shape, carat, cost, position, ...stone } of parts.stones) {
    await consume(ctx, 'stone', { id: stoneId, ...stone } as Goods, itemNumber)
    await ctx
      .records(PieceStone)
      .create({ pieceId, stoneId, species, shape, count: 1, carat, cost, position })
  }
  for (const { parcel, count, carat, position } of parts.parcels) {
    const thousandths = milliCarats(carat)
    const cost = costOf(parcel, thousandths)
    const change = { count: -count, milliCarats: -thousandths }
    await changeLocked(ctx, parcel, 'set', change, { document: itemNumber })
    const { species, shape } = parcel
    const row = { pieceId, parcelId: parcel.id, species, shape, count, carat, cost, position }
    await ctx.records(PieceStone).create(row)
  }
}

/**
 * Makes a piece of mountings, single stones and stones of parcels. The parts leave the stock and stay linked to it;
 * their costs and weights add up to its own.
 */
export async function assemble(ctx: Context, said: Assembled, wanted: WantedParts): Promise<PieceRecord> {
  const parts = await lockParts(ctx, wanted)
  const { mountings, stones, parcels } = parts
  if (mountings.length + stones.length + parcels.length === 0)
    throw new Problem(notAssembled, { detail: 'Name at least one part to make the piece of.' })
  const parcelCosts = parcels.map(({ parcel, carat }) => costOf(parcel, milliCarats(carat)))
  const [first] = mountings.length > 0 ? mountings : stones
  const { labourCost, otherCost, ownership, ...facts } = said
  const piece = await ctx.records(Piece).create({
    ...(await inherited(ctx, mountings)),
    ...(facts as object),
    storeId: commonStore(parts),
    locationId: said.locationId ?? first?.locationId ?? null,
    ownership: commonOwner(parts, ownership),
    grossWeight: grossWeight(parts),
    cost: sumOf([...mountings.map(({ cost }) => cost), ...stones.map(({ cost }) => cost), ...parcelCosts]),
    labourCost: sumOf([...mountings.map((part) => part.labourCost), labourCost]),
    otherCost: sumOf([...mountings.map((part) => part.otherCost), otherCost]),
  })
  await setParts(ctx, piece, parts)
  ctx.emit(pieceAssembled, { pieceId: piece.id })
  return ctx.records(Piece).get(piece.id)
}
