import { type Context, Problem } from '@bezel/core'
import { changeParcel, describeStones, type ParcelBalance } from '../domain/parcel-ledger.ts'
import { Parcel } from '../entities/parcel.ts'
import { documentIncomplete, parcelRemainder, parcelShort } from '../errors.ts'
import { parcelChanged } from '../events.ts'
import { recordMovements } from '../ledger/movement.ts'
import { assertParcelHere } from '../ledger/parcels.ts'
import { refusePlace } from '../ledger/places.ts'
import { changeLocked, type ParcelGrounds, type ParcelRecord } from '../parcel/change.ts'
import { costOf, milliCarats } from '../parcel/cost.ts'
import { buyStones, type Into } from './buy.ts'
import type { LineRecord, MemoRecord } from './memos.ts'
import { priceOf, restOf, type Settling } from './parts.ts'

/** A line that names a part of a parcel. */
export type ParcelLine = LineRecord & { parcelId: string; count: number; carat: number }

export function isParcelLine(line: LineRecord): line is ParcelLine {
  return line.parcelId !== null
}

/**
 * Notes that stones of a parcel went on a memo or came off it. They are in the parcel either way, so what it holds stays;
 * the ledger tells whom they went to, and how many in words.
 */
async function note(
  ctx: Context,
  parcel: ParcelRecord,
  type: 'lend_on_memo' | 'return_from_memo',
  part: ParcelBalance,
  grounds: ParcelGrounds,
): Promise<ParcelRecord> {
  const sign = type === 'lend_on_memo' ? 1 : -1
  const quantity = describeStones(part)
  await recordMovements(ctx, [
    {
      ...grounds,
      reason: grounds.reason ? `${quantity}: ${grounds.reason}`.slice(0, 500) : quantity,
      type,
      parcelId: parcel.id,
      countChange: 0,
      milliCaratChange: 0,
      fromLocationId: parcel.locationId,
      toLocationId: parcel.locationId,
      storeId: parcel.storeId,
      bookCost: costOf(parcel, milliCarats(parcel.carat)),
    },
  ])
  ctx.emit(parcelChanged, { parcelId: parcel.id, movement: type })
  return bind(ctx, parcel, { count: sign * part.count, milliCarats: sign * part.milliCarats })
}

/** Changes how much of a parcel stands on memos. */
function bind(ctx: Context, parcel: ParcelRecord, { count, milliCarats: more }: ParcelBalance) {
  return ctx.records(Parcel).update(parcel.id, {
    lentCount: parcel.lentCount + count,
    lentCarat: (milliCarats(parcel.lentCarat) + more) / 1000,
  })
}

function assertOwner({ direction }: MemoRecord, { ownership }: ParcelRecord): void {
  if ((direction === 'in') === (ownership === 'vendor_memo')) return
  throw new Problem(documentIncomplete, {
    detail:
      direction === 'in'
        ? 'A parcel on a memo from a supplier must have the ownership "vendor memo".'
        : "A supplier's parcel is not lent on. Buy the stones first.",
  })
}

/**
 * Puts a part of a parcel of the memo's store on the memo: out, it is with the other side from now on; in, the supplier's
 * stones are here, and leave the parcel through the memo alone.
 * @throws Problem INVENTORY_PARCEL_SHORT, INVENTORY_PARCEL_REMAINDER
 */
export async function lendParcel(
  ctx: Context,
  memo: MemoRecord,
  line: ParcelLine,
  grounds: ParcelGrounds,
): Promise<void> {
  const parcel = await ctx.records(Parcel).lock(line.parcelId)
  if (parcel.storeId !== memo.storeId)
    throw refusePlace('Goods on a memo must be in the store of the memo. Transfer them first.')
  assertOwner(memo, parcel)
  await assertParcelHere(ctx, parcel.id)
  const here = {
    count: parcel.count - parcel.lentCount,
    milliCarats: milliCarats(parcel.carat) - milliCarats(parcel.lentCarat),
  }
  const part = restOf(line)
  const left = changeParcel(here, { count: -part.count, milliCarats: -part.milliCarats })
  if (!left.ok)
    throw new Problem(left.code === 'INVENTORY_PARCEL_SHORT' ? parcelShort : parcelRemainder, {
      detail: left.message,
    })
  if (memo.direction === 'in') await bind(ctx, parcel, part)
  else await note(ctx, parcel, 'lend_on_memo', part, grounds)
}

/** Takes a part of a line's stones back into their parcel, or sells them out of it; a supplier's go back or become ours. */
export async function settleParcel(
  ctx: Context,
  memo: MemoRecord,
  line: ParcelLine,
  { part, as, into }: { part: ParcelBalance; as: Settling; into: Into },
  grounds: ParcelGrounds,
): Promise<void> {
  const parcel = await ctx.records(Parcel).lock(line.parcelId)
  const taken = { count: -part.count, milliCarats: -part.milliCarats }
  if (memo.direction === 'out') {
    const back = await note(ctx, parcel, 'return_from_memo', part, grounds)
    if (as === 'invoiced') await changeLocked(ctx, back, 'sell', taken, grounds)
    return
  }
  const free = await bind(ctx, parcel, taken)
  if (as === 'returned') await changeLocked(ctx, free, 'return_to_vendor', taken, grounds)
  else await buyStones(ctx, free, { part, price: priceOf(line, part), into }, grounds)
}
