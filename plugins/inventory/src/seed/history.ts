import type { Context } from '@bezel/core'
import { assemble } from '../assembly/assemble.ts'
import type { PieceRecord, StoneRecord } from '../assembly/parts.ts'
import { scan } from '../count/scan.ts'
import { Memo } from '../entities/memo.ts'
import { Piece } from '../entities/piece.ts'
import { StockCount } from '../entities/stock-count.ts'
import { Transfer } from '../entities/transfer.ts'
import { goodsOf } from '../ledger/goods.ts'
import type { GoodsKind } from '../ledger/tables.ts'
import { type Grounds, transitionLocked } from '../ledger/transition.ts'
import { issueMemo } from '../memo/memos.ts'
import { settleMemo } from '../memo/settle.ts'
import type { ParcelRecord } from '../parcel/change.ts'
import { receiveTransfer, sendTransfer } from '../transfer/transfers.ts'
import type { Basics } from './basics.ts'
import { type Chance, dateOf, daysAgo, usd } from './chance.ts'

/** Everything in the shop, of which history takes what it needs; nothing is taken twice. */
export interface Stock {
  pieces: PieceRecord[]
  stones: StoneRecord[]
  parcels: ParcelRecord[]
}

async function happens(
  ctx: Context,
  kind: GoodsKind,
  id: string,
  transition: string,
  grounds: Grounds,
): Promise<void> {
  await transitionLocked(ctx, kind, await goodsOf(ctx, kind).lock(id), transition, grounds)
}

/** Some days after its receipt, and before now. */
function later(ctx: Context, chance: Chance, { receivedOn }: { receivedOn: string | null }): string {
  const age = Math.floor((ctx.now.getTime() - Date.parse(receivedOn ?? dateOf(ctx.now))) / 86_400_000)
  return daysAgo(ctx.now, chance.whole(1, Math.max(1, age - 1)), chance.whole(10, 18)).toISOString()
}

const buyers = ['A. Whitfield', 'J. Moreau', 'S. Lindqvist', 'R. Okafor', 'M. Castellan', 'T. Brandt']

/** What customers did: bought, reserved, put on layaway; and what went to the workshop. */
async function sellAndServe(ctx: Context, chance: Chance, { pieces, stones }: Stock): Promise<void> {
  const plans: [string, number, (chance: Chance) => Grounds][] = [
    ['sell', 62, () => ({ document: 'Demo sale' })],
    ['reserve', 9, (chance) => ({ counterparty: chance.pick(buyers) })],
    ['start_layaway', 6, (chance) => ({ counterparty: chance.pick(buyers) })],
    ['send_to_service', 6, () => ({ reason: 'Resize and polish' })],
    ['place_hold', 1, () => ({ reason: 'Police inquiry' })],
  ]
  for (const [transition, count, grounds] of plans) {
    for (const piece of pieces.splice(0, count)) {
      const at = later(ctx, chance, piece)
      await happens(ctx, 'piece', piece.id, transition, { ...grounds(chance), at })
    }
  }
  for (const stone of stones.splice(0, 18)) {
    await happens(ctx, 'stone', stone.id, 'sell', { document: 'Demo sale', at: later(ctx, chance, stone) })
  }
  const [returned] = pieces.filter(({ ownership }) => ownership === 'consignment').slice(0, 1)
  if (returned)
    await happens(ctx, 'piece', returned.id, 'return_to_vendor', {
      counterparty: 'Larkspur Designs',
      at: later(ctx, chance, returned),
    })
}

function takeFrom(stock: PieceRecord[], storeId: string | undefined, count: number): PieceRecord[] {
  const taken = stock
    .filter((piece) => piece.storeId === storeId && piece.ownership === 'owned')
    .slice(0, count)
  for (const piece of taken) stock.splice(stock.indexOf(piece), 1)
  return taken
}

const linesFor = (pieces: PieceRecord[]) =>
  pieces.map(({ id, price }) => ({ pieceId: id, value: price ?? usd(100_000) }))

async function lendOnMemo(ctx: Context, { stores, locations }: Basics, { pieces }: Stock): Promise<void> {
  const storeId = stores[0]?.id as string
  const memo = (number: string, counterparty: string, dueIn: number, goods: PieceRecord[]) =>
    ctx.records(Memo).create({
      number,
      direction: 'out',
      storeId,
      counterparty,
      dueOn: dateOf(daysAgo(ctx.now, -dueIn)),
      riskOfLoss: 'holder',
      lines: linesFor(goods),
    })
  const [first, second, third] = [
    takeFrom(pieces, storeId, 4),
    takeFrom(pieces, storeId, 3),
    takeFrom(pieces, storeId, 2),
  ]
  const overdue = await memo('M-1001', 'Gallery Northside', -6, first)
  await issueMemo(ctx, overdue.id, daysAgo(ctx.now, 9).toISOString())
  const running = await memo('M-1002', 'Wedding fair committee', 12, second)
  await issueMemo(ctx, running.id, daysAgo(ctx.now, 5).toISOString())
  const safe = locations.find((place) => place.storeId === storeId && place.type === 'safe')
  const back = await memo('M-1003', 'Studio Verre', 20, third)
  await issueMemo(ctx, back.id, daysAgo(ctx.now, 8).toISOString())
  await settleMemo(ctx, back.id, 'returned', { locationId: safe?.id, at: daysAgo(ctx.now, 3).toISOString() })
}

async function sendToOtherStores(
  ctx: Context,
  { stores, locations }: Basics,
  { pieces }: Stock,
): Promise<void> {
  const [from, to] = stores
  const transfer = (number: string, reason: string, goods: PieceRecord[]) =>
    ctx.records(Transfer).create({
      number,
      fromStoreId: from?.id as string,
      toStoreId: to?.id as string,
      reason,
      lines: goods.map(({ id }) => ({ pieceId: id })),
    })
  const safe = locations.find(({ storeId, type }) => storeId === to?.id && type === 'safe')
  const arrived = await transfer('T-501', 'Season display', takeFrom(pieces, from?.id, 5))
  await sendTransfer(ctx, arrived.id, daysAgo(ctx.now, 14).toISOString())
  await receiveTransfer(ctx, arrived.id, {
    locationId: safe?.id as string,
    at: daysAgo(ctx.now, 12).toISOString(),
  })
  const underway = await transfer('T-502', 'Customer wants to see them', takeFrom(pieces, from?.id, 3))
  await sendTransfer(ctx, underway.id, daysAgo(ctx.now, 1).toISOString())
}

/** Three rings made in the own workshop, whose mountings and stones are used up. */
async function makeRings(
  ctx: Context,
  { stores, locations, alloys }: Basics,
  { stones, parcels }: Stock,
): Promise<void> {
  const storeId = stores[0]?.id as string
  const bench = locations.find((place) => place.storeId === storeId && place.type === 'workshop')
  const loose = stones.filter((stone) => stone.storeId === storeId && stone.shape === 'round').slice(0, 3)
  const mountings = await ctx.records(Piece).createMany(
    loose.map((_, index) => ({
      itemNumber: `MT-${301 + index}`,
      name: 'Cathedral mounting',
      storeId,
      locationId: bench?.id ?? null,
      grossWeight: 4.1,
      cost: usd(24_000),
      labourCost: usd(6_000),
      receivedOn: dateOf(daysAgo(ctx.now, 40)),
      metals: [{ alloyId: alloys[4]?.id as string, netWeight: 4.1, grossWeight: 4.1 }],
    })) as never,
  )
  for (const [index, stone] of loose.entries()) {
    stones.splice(stones.indexOf(stone), 1)
    const melee = { parcelId: parcels[1]?.id as string, count: 16, carat: 0.204, position: 'Shoulders' }
    await assemble(
      ctx,
      {
        itemNumber: `${100_901 + index}`,
        name: 'Cathedral ring, made here',
        locationId: bench?.id,
        labourCost: usd(18_000),
        price: usd((stone.price?.amount ?? 0) + 189_500),
      },
      {
        mountingIds: [mountings[index]?.id as string],
        stones: [{ stoneId: stone.id, position: 'Centre' }],
        parcels: [melee],
      },
    )
  }
}

/** A count of the second store that somebody began this morning, most of it scanned. */
async function beginCount(ctx: Context, { stores }: Basics): Promise<void> {
  const storeId = stores[1]?.id as string
  const count = await ctx.records(StockCount).create({ name: 'Harbour, this week', storeId })
  const rows = await ctx.db.query<{ code: string }>(
    `select coalesce(epc, item_number) as code from pieces where store_id = $1 and location_id is not null order by item_number`,
    [storeId],
  )
  const codes = rows.map(({ code }) => code).filter((_, index) => index % 6 !== 5)
  if (codes.length > 0) await scan(ctx, count.id, codes, undefined)
}

/** Two years of a small shop, through the same services as everything else, so that its ledger is whole. */
export async function seedHistory(ctx: Context, chance: Chance, basics: Basics, stock: Stock): Promise<void> {
  await sellAndServe(ctx, chance, stock)
  await lendOnMemo(ctx, basics, stock)
  await sendToOtherStores(ctx, basics, stock)
  await makeRings(ctx, basics, stock)
  await beginCount(ctx, basics)
}
