import { type Context, Problem, type RecordOf } from '@bezel/core'
import { Memo, MemoLine } from '../entities/memo.ts'
import { documentIncomplete } from '../errors.ts'
import { memoIssued } from '../events.ts'
import { goodsOf } from '../ledger/goods.ts'
import { assertNotHeld } from '../ledger/held.ts'
import { refusePlace } from '../ledger/places.ts'
import { type Goods, goodsOfLine } from '../ledger/tables.ts'
import { transitionLocked } from '../ledger/transition.ts'
import { isParcelLine, lendParcel } from './parcels.ts'
import { valuesOf } from './parts.ts'

export type MemoRecord = RecordOf<typeof Memo>
export type LineRecord = RecordOf<typeof MemoLine>

const goodsIdOf = (line: LineRecord) => line.parcelId ?? goodsOfLine(line).id

/** Lines in the order of their goods, so that two documents with the same goods do not wait for each other. */
export async function linesOf(ctx: Context, memo: MemoRecord): Promise<LineRecord[]> {
  const lines = await ctx.records(MemoLine).find({ memoId: memo.id })
  return lines.sort((a, b) => (goodsIdOf(a) < goodsIdOf(b) ? -1 : 1))
}

/** The other side's name: who has the goods, or whose they are. */
export async function otherSide(ctx: Context, memo: MemoRecord): Promise<string> {
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

async function lendGoods(
  ctx: Context,
  memo: MemoRecord,
  line: LineRecord,
  grounds: { counterparty: string; document: string; at: string | undefined },
): Promise<void> {
  const { kind, id } = goodsOfLine(line)
  const goods = await goodsOf(ctx, kind).lock(id)
  if (goods.storeId && goods.storeId !== memo.storeId)
    throw refusePlace('Goods on a memo must be in the store of the memo. Transfer them first.')
  if (memo.direction === 'in') {
    assertVendors(goods)
    await assertNotHeld(ctx, kind, goods, 'return_to_vendor')
  } else await transitionLocked(ctx, kind, goods, 'lend_on_memo', grounds)
}

/** Lends the goods: out, they leave on memo; in, the vendor's goods are noted as outstanding. */
export async function issueMemo(ctx: Context, id: string, at?: string): Promise<MemoRecord> {
  const memo = await ctx.records(Memo).lock(id)
  const counterparty = await otherSide(ctx, memo)
  const lines = await linesOf(ctx, memo)
  if (lines.length === 0)
    throw new Problem(documentIncomplete, { detail: 'The memo has no lines. Add the goods first.' })
  const grounds = { counterparty, document: `memo ${memo.number}`, at }
  for (const line of lines) {
    if (isParcelLine(line)) await lendParcel(ctx, memo, line, grounds)
    else await lendGoods(ctx, memo, line, grounds)
    await ctx.records(MemoLine).update(line.id, { status: 'out' })
  }
  ctx.emit(memoIssued, { memoId: id })
  return ctx.records(Memo).update(id, { status: 'issued', issuedOn: ctx.day(at) })
}

/** The end of a memo with which everything is done. */
export function closeMemo(ctx: Context, id: string): Promise<MemoRecord> {
  return ctx.records(Memo).update(id, { status: 'closed' })
}

/** What the goods of a memo are worth, by what became of them, in each currency. */
export async function memoSummary(ctx: Context, id: string) {
  const memo = await ctx.records(Memo).get(id)
  const lines = await ctx.records(MemoLine).find({ memoId: id })
  const totals = new Map<string, { status: string; lines: number; amount: number; currency: string }>()
  const shares = lines.flatMap((line): Pick<LineRecord, 'status' | 'value'>[] =>
    isParcelLine(line) && line.status !== 'listed' ? valuesOf(line) : [line],
  )
  for (const { status, value } of shares) {
    const key = `${status} ${value.currency}`
    const sum = totals.get(key) ?? { status, lines: 0, amount: 0, currency: value.currency }
    totals.set(key, { ...sum, lines: sum.lines + 1, amount: sum.amount + value.amount })
  }
  const outstanding = memo.status === 'issued' || memo.status === 'partly_returned'
  const today = ctx.day()
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
