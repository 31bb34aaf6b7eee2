import { type Context, Problem } from '@bezel/core'
import { isTerminal } from '../domain/piece-axes.ts'
import { Memo, MemoLine } from '../entities/memo.ts'
import { Piece } from '../entities/piece.ts'
import { Stone } from '../entities/stone.ts'
import { documentIncomplete, documentStatus } from '../errors.ts'
import { memoSettled } from '../events.ts'
import { goodsOf } from '../ledger/goods.ts'
import { type Goods, type GoodsKind, goodsOfLine } from '../ledger/tables.ts'
import { changeOwnershipLocked, transitionLocked } from '../ledger/transition.ts'
import { milliCarats } from '../parcel/cost.ts'
import type { Into } from './buy.ts'
import { type LineRecord, linesOf, type MemoRecord, otherSide } from './memos.ts'
import { isParcelLine, type ParcelLine, settleParcel } from './parcels.ts'
import { restOf, type Settling, settlePart } from './parts.ts'

type SettledLine = Settling | 'lost'

/** Where a memo stands once its lines do: the last one settled ends it. */
export function memoStatus(lines: LineRecord[]): MemoRecord['status'] {
  if (lines.every((line) => line.status === 'out' && line.returnedCount + line.invoicedCount === 0))
    return 'issued'
  if (lines.some(({ status }) => status === 'out')) return 'partly_returned'
  return lines.some(({ status }) => status === 'invoiced') ? 'invoiced' : 'returned'
}

/** A part of the stones of a line, and into which of our parcels bought ones go. */
export interface LinePart extends Into {
  lineId: string
  count: number
  carat: number
}

interface SettleGrounds {
  lineIds?: string[] | undefined
  parts?: LinePart[] | undefined
  locationId?: string | undefined
  reason?: string | undefined
  at?: string | undefined
}

/** Goods already given back are not bought any more. */
function assertNotGivenBack({ direction }: MemoRecord, { status }: Goods): void {
  if (direction === 'out' || status !== 'returned_to_vendor') return
  throw new Problem(documentIncomplete, {
    detail: 'Goods that were given back to the vendor cannot be bought. Record their return.',
  })
}

/** What became of a line's goods by other ways than the memo: then just the line is left to settle. */
function settledElsewhere({ direction }: MemoRecord, goods: Goods, as: Settling): SettledLine | undefined {
  if (as === 'returned' && goods.status === 'lost') return 'lost'
  if (direction === 'in') {
    const done = as === 'invoiced' ? goods.ownership !== 'vendor_memo' : goods.status === 'returned_to_vendor'
    return done ? as : undefined
  }
  if (goods.status === 'memo_out' || goods.resumes === 'memo_out') return undefined
  return as === 'returned' || isTerminal(goods.status) ? as : undefined
}

/** What is bought for the value on the memo costs that much, where nobody entered a cost. */
async function priceBought(ctx: Context, kind: GoodsKind, { id }: Goods, { value }: LineRecord) {
  if (kind === 'stone') {
    const { cost } = await ctx.records(Stone).get(id)
    if (!cost) await ctx.records(Stone).update(id, { cost: value })
    return
  }
  const { cost, labourCost, otherCost } = await ctx.records(Piece).get(id)
  if (!cost && !labourCost && !otherCost) await ctx.records(Piece).update(id, { cost: value })
}

interface Said {
  counterparty: string
  document: string
  reason?: string | undefined
  at?: string | undefined
  locationId?: string | undefined
}

/** Settles a part of a parcel's stones, or the whole rest, and answers what the line says afterwards. */
async function settleStones(
  ctx: Context,
  memo: MemoRecord,
  line: ParcelLine,
  as: Settling,
  named: LinePart | undefined,
  { locationId: _, ...grounds }: Said,
): Promise<Partial<LineRecord>> {
  const part = named ? { count: named.count, milliCarats: milliCarats(named.carat) } : restOf(line)
  const said = settlePart(line, part, as)
  const into = { intoId: named?.intoId, parcelNumber: named?.parcelNumber }
  await settleParcel(ctx, memo, line, { part, as, into }, grounds)
  return said
}

async function settleGoods(
  ctx: Context,
  memo: MemoRecord,
  line: LineRecord,
  as: Settling,
  grounds: Said,
): Promise<SettledLine> {
  const { kind, id } = goodsOfLine(line)
  const goods = await goodsOf(ctx, kind).lock(id)
  if (as === 'invoiced') assertNotGivenBack(memo, goods)
  const settled = settledElsewhere(memo, goods, as)
  if (settled) return settled
  if (memo.direction === 'in' && as === 'invoiced') {
    await priceBought(ctx, kind, goods, line)
    await changeOwnershipLocked(ctx, kind, goods, 'owned', grounds)
    return as
  }
  const back = memo.direction === 'in' ? 'return_to_vendor' : 'return_from_memo'
  await transitionLocked(ctx, kind, goods, as === 'invoiced' ? 'sell' : back, grounds)
  return as
}

function refuse(detail: string): Problem {
  return new Problem(documentStatus, { detail })
}

/** The lines that are meant: those named, whole or in part, or all that are still out. @throws Problem when one is not out */
function chosenLines(lines: LineRecord[], { lineIds, parts }: SettleGrounds): LineRecord[] {
  const named =
    lineIds || parts ? [...(lineIds ?? []), ...(parts ?? []).map(({ lineId }) => lineId)] : undefined
  const wanted = lines.filter((line) => (named ? named.includes(line.id) : line.status === 'out'))
  const settled = wanted.filter(({ status }) => status !== 'out')
  if (wanted.length === 0 || settled.length > 0 || (named && wanted.length !== named.length))
    throw refuse('Name lines of this memo that are still out, each once.')
  const whole = wanted.find((line) => !isParcelLine(line) && parts?.some(({ lineId }) => lineId === line.id))
  if (whole) throw refuse('Only lines with stones of a parcel are settled in parts.')
  return wanted
}

/**
 * Takes goods back or invoices them: all that are still out, the named lines, or parts of lines with stones of a parcel. Out:
 * they return to a location or are sold. In: they go back to the vendor or become ours. Goods reported lost meanwhile are
 * invoiced (the holder pays) or end as lost.
 */
export async function settleMemo(
  ctx: Context,
  id: string,
  as: Settling,
  grounds: SettleGrounds,
): Promise<MemoRecord> {
  const memo = await ctx.records(Memo).lock(id)
  const lines = await linesOf(ctx, memo)
  const { lineIds: _, parts, ...more } = grounds
  const said = { ...more, counterparty: await otherSide(ctx, memo), document: `memo ${memo.number}` }
  for (const line of chosenLines(lines, grounds)) {
    const part = parts?.find(({ lineId }) => lineId === line.id)
    const after = isParcelLine(line)
      ? await settleStones(ctx, memo, line, as, part, said)
      : { status: await settleGoods(ctx, memo, line, as, said) }
    Object.assign(line, after)
    await ctx.records(MemoLine).update(line.id, after)
  }
  ctx.emit(memoSettled, { memoId: id, as })
  return ctx.records(Memo).update(id, { status: memoStatus(lines) })
}
