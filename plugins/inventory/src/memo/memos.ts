import { type Context, Problem, type RecordOf } from '@bezel/core'
import { Memo, MemoLine } from '../entities/memo.ts'
import { documentIncomplete, documentStatus } from '../errors.ts'
import { memoIssued, memoSettled } from '../events.ts'
import { goodsOf } from '../ledger/goods.ts'
import { type Goods, type GoodsKind, goodsOfLine } from '../ledger/tables.ts'
import { changeOwnershipLocked, transitionLocked } from '../ledger/transition.ts'

type MemoRecord = RecordOf<typeof Memo>
type LineRecord = RecordOf<typeof MemoLine>

function refuse(memo: MemoRecord, wanted: string): Problem {
  const state = memo.status.replaceAll('_', ' ')
  return new Problem(documentStatus, { detail: `Memo ${memo.number} is ${state}: ${wanted}` })
}

/** Lines in the order of their goods, so that two documents with the same goods do not wait for each other. */
async function linesOf(ctx: Context, memo: MemoRecord): Promise<LineRecord[]> {
  const lines = await ctx.records(MemoLine).find({ memoId: memo.id })
  return lines.sort((a, b) => (goodsOfLine(a).id < goodsOfLine(b).id ? -1 : 1))
}

/** The other side's name: who has the goods, or whose they are. */
async function otherSide(ctx: Context, memo: MemoRecord): Promise<string> {
  const [supplier] = await ctx.db.query<{ name: string }>('select name from suppliers where id = $1', [
    memo.supplierId,
  ])
  const name = memo.direction === 'in' ? supplier?.name : (memo.counterparty ?? supplier?.name)
  if (name) return name
  const pointer = memo.direction === 'in' ? '/supplierId' : '/counterparty'
  throw new Problem(documentIncomplete, {
    detail: 'The memo does not say who the other side is.',
    errors: [{ pointer, message: 'is required' }],
  })
}

/** Goods that came in on memo are the vendor's, and here already: receiving them made them so. */
function assertVendors(goods: Goods): void {
  if (goods.ownership === 'vendor_memo' && goods.status === 'in_stock') return
  throw new Problem(documentIncomplete, {
    detail: 'Goods on a memo from a supplier must be in stock with the ownership "vendor memo".',
  })
}

/** Lends the goods: out, they leave on memo; in, the vendor's goods are noted as outstanding. */
export async function issueMemo(ctx: Context, id: string, at?: string): Promise<MemoRecord> {
  const memo = await ctx.records(Memo).lock(id)
  if (memo.status !== 'draft') throw refuse(memo, 'only a draft can be issued.')
  const counterparty = await otherSide(ctx, memo)
  const lines = await linesOf(ctx, memo)
  if (lines.length === 0)
    throw new Problem(documentIncomplete, { detail: 'The memo has no lines. Add the goods first.' })
  for (const line of lines) {
    const { kind, id: goodsId } = goodsOfLine(line)
    const goods = await goodsOf(ctx, kind).lock(goodsId)
    if (memo.direction === 'in') assertVendors(goods)
    else
      await transitionLocked(ctx, kind, goods, 'lend_on_memo', {
        counterparty,
        document: `memo ${memo.number}`,
        at,
      })
    await ctx.records(MemoLine).update(line.id, { status: 'out' })
  }
  ctx.emit(memoIssued, { memoId: id })
  return ctx
    .records(Memo)
    .update(id, { status: 'issued', issuedOn: (at ?? ctx.now.toISOString()).slice(0, 10) })
}

type Settling = 'returned' | 'invoiced'

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

async function settleGoods(
  ctx: Context,
  memo: MemoRecord,
  kind: GoodsKind,
  goods: Goods,
  as: Settling,
  grounds: SettleGrounds & { counterparty: string },
): Promise<void> {
  const { lineIds: _, ...said } = grounds
  const movement = { ...said, document: `memo ${memo.number}` }
  if (memo.direction === 'in' && as === 'invoiced') {
    await changeOwnershipLocked(ctx, kind, goods, 'owned', movement)
    return
  }
  const back = memo.direction === 'in' ? 'return_to_vendor' : 'return_from_memo'
  await transitionLocked(ctx, kind, goods, as === 'invoiced' ? 'sell' : back, movement)
}

/**
 * Takes goods back or invoices them, all that are still out or the named lines. Out: they return to a location or are
 * sold. In: they go back to the vendor or become ours.
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
    const { kind, id: goodsId } = goodsOfLine(line)
    const goods = await goodsOf(ctx, kind).lock(goodsId)
    await settleGoods(ctx, memo, kind, goods, as, { ...grounds, counterparty })
    await ctx.records(MemoLine).update(line.id, { status: as })
    line.status = as
  }
  ctx.emit(memoSettled, { memoId: id, as })
  return ctx.records(Memo).update(id, { status: memoStatus(lines) })
}

/** The end of a memo with which everything is done. */
export async function closeMemo(ctx: Context, id: string): Promise<MemoRecord> {
  const memo = await ctx.records(Memo).lock(id)
  if (memo.status !== 'returned' && memo.status !== 'invoiced')
    throw refuse(memo, 'goods are still out. Return or invoice them first.')
  return ctx.records(Memo).update(id, { status: 'closed' })
}

/** What the goods of a memo are worth, by what became of them, in each currency. */
export async function memoSummary(ctx: Context, id: string) {
  const memo = await ctx.records(Memo).get(id)
  const lines = await ctx.records(MemoLine).find({ memoId: id })
  const totals = new Map<string, { status: string; lines: number; amount: number; currency: string }>()
  for (const { status, value } of lines) {
    const key = `${status} ${value.currency}`
    const sum = totals.get(key) ?? { status, lines: 0, amount: 0, currency: value.currency }
    totals.set(key, { ...sum, lines: sum.lines + 1, amount: sum.amount + value.amount })
  }
  const outstanding = memo.status === 'issued' || memo.status === 'partly_returned'
  const today = ctx.now.toISOString().slice(0, 10)
  const late = outstanding && memo.dueOn !== null && memo.dueOn < today
  const overdueDays = late
    ? Math.round((Date.parse(today) - Date.parse(memo.dueOn as string)) / 86_400_000)
    : 0
  return {
    status: memo.status,
    overdue: late,
    overdueDays,
    totals: [...totals.values()].map(({ amount, currency, ...rest }) => ({
      ...rest,
      value: { amount, currency },
    })),
  }
}
