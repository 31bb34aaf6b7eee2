import { type Context, Problem } from '@bezel/core'
import { isTerminal } from '../domain/piece-axes.ts'
import { Memo, MemoLine } from '../entities/memo.ts'
import { Piece } from '../entities/piece.ts'
import { Stone } from '../entities/stone.ts'
import { documentIncomplete } from '../errors.ts'
import { memoSettled } from '../events.ts'
import { goodsOf } from '../ledger/goods.ts'
import { type Goods, type GoodsKind, goodsOfLine } from '../ledger/tables.ts'
import { changeOwnershipLocked, transitionLocked } from '../ledger/transition.ts'
import { type LineRecord, linesOf, type MemoRecord, otherSide, refuse } from './memos.ts'
import { isParcelLine, settleParcel } from './parcels.ts'

type Settling = 'returned' | 'invoiced'
type SettledLine = Settling | 'lost'

/** Where a memo stands once its lines do: the last one settled ends it. */
export function memoStatus(lines: Pick<LineRecord, 'status'>[]): MemoRecord['status'] {
  if (lines.every(({ status }) => status === 'out')) return 'issued'
  if (lines.some(({ status }) => status === 'out')) return 'partly_returned'
  return lines.some(({ status }) => status === 'invoiced') ? 'invoiced' : 'returned'
}

interface SettleGrounds {
  lineIds?: string[] | undefined
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

async function settleGoods(
  ctx: Context,
  memo: MemoRecord,
  line: LineRecord,
  as: Settling,
  grounds: SettleGrounds & { counterparty: string },
): Promise<SettledLine> {
  if (isParcelLine(line)) {
    const { counterparty, reason, at } = grounds
    await settleParcel(ctx, line, as, { counterparty, reason, at, document: `memo ${memo.number}` })
    return as
  }
  const { kind, id } = goodsOfLine(line)
  const goods = await goodsOf(ctx, kind).lock(id)
  if (as === 'invoiced') assertNotGivenBack(memo, goods)
  const settled = settledElsewhere(memo, goods, as)
  if (settled) return settled
  const { lineIds: _, ...said } = grounds
  const movement = { ...said, document: `memo ${memo.number}` }
  if (memo.direction === 'in' && as === 'invoiced') {
    await priceBought(ctx, kind, goods, line)
    await changeOwnershipLocked(ctx, kind, goods, 'owned', movement)
    return as
  }
  const back = memo.direction === 'in' ? 'return_to_vendor' : 'return_from_memo'
  await transitionLocked(ctx, kind, goods, as === 'invoiced' ? 'sell' : back, movement)
  return as
}

/**
 * Takes goods back or invoices them, all that are still out or the named lines. Out: they return to a location or are
 * sold. In: they go back to the vendor or become ours. Goods reported lost meanwhile are invoiced (the holder pays) or
 * end as lost.
 */
export async function settleMemo(
  ctx: Context,
  id: string,
  as: Settling,
  grounds: SettleGrounds,
): Promise<MemoRecord> {
  const memo = await ctx.records(Memo).lock(id)
  if (memo.status !== 'issued' && memo.status !== 'partly_returned')
    throw refuse(memo, 'only goods of an issued memo can be returned or invoiced.')
  const counterparty = await otherSide(ctx, memo)
  const lines = await linesOf(ctx, memo)
  const { lineIds } = grounds
  const wanted = lines.filter((line) => (lineIds ? lineIds.includes(line.id) : line.status === 'out'))
  const settled = wanted.filter(({ status }) => status !== 'out')
  if (wanted.length === 0 || settled.length > 0 || (lineIds && wanted.length !== new Set(lineIds).size))
    throw refuse(memo, 'name lines of this memo that are still out.')
  for (const line of wanted) {
    line.status = await settleGoods(ctx, memo, line, as, { ...grounds, counterparty })
    await ctx.records(MemoLine).update(line.id, { status: line.status })
  }
  ctx.emit(memoSettled, { memoId: id, as })
  return ctx.records(Memo).update(id, { status: memoStatus(lines) })
}
