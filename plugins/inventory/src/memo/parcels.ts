import { type Context, Problem } from '@bezel/core'
import { changeParcel } from '../domain/parcel-ledger.ts'
import { Parcel } from '../entities/parcel.ts'
import { documentIncomplete, parcelRemainder, parcelShort } from '../errors.ts'
import { parcelChanged } from '../events.ts'
import { recordMovements } from '../ledger/movement.ts'
import { assertParcelHere } from '../ledger/parcels.ts'
import { refusePlace } from '../ledger/places.ts'
import { changeLocked, type ParcelGrounds, type ParcelRecord } from '../parcel/change.ts'
import { costOf, milliCarats } from '../parcel/cost.ts'
import type { LineRecord, MemoRecord } from './memos.ts'

/** A line that names a part of a parcel. */
export type ParcelLine = LineRecord & { parcelId: string; count: number; carat: number }

export function isParcelLine(line: LineRecord): line is ParcelLine {
  return line.parcelId !== null
}

/**
 * Notes that stones of a parcel went out or came back. They are in the books either way, so what the parcel holds stays;
 * the ledger tells whom they went to, and how many in words.
 */
async function note(
  ctx: Context,
  parcel: ParcelRecord,
  type: 'lend_on_memo' | 'return_from_memo',
  { count, carat }: ParcelLine,
  grounds: ParcelGrounds,
): Promise<ParcelRecord> {
  const sign = type === 'lend_on_memo' ? 1 : -1
  const quantity = `${count} ${count === 1 ? 'stone' : 'stones'} of ${carat.toFixed(3)} ct`
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
  return ctx.records(Parcel).update(parcel.id, {
    lentCount: parcel.lentCount + sign * count,
    lentCarat: (milliCarats(parcel.lentCarat) + sign * milliCarats(carat)) / 1000,
  })
}

/** Lends a part of a parcel of the memo's store. @throws Problem INVENTORY_PARCEL_SHORT, INVENTORY_PARCEL_REMAINDER */
export async function lendParcel(
  ctx: Context,
  memo: MemoRecord,
  line: ParcelLine,
  grounds: ParcelGrounds,
): Promise<void> {
  if (memo.direction === 'in')
    throw new Problem(documentIncomplete, {
      detail: 'Parcels go out on memo only. Take stones that came in on memo up one by one.',
    })
  const parcel = await ctx.records(Parcel).lock(line.parcelId)
  if (parcel.storeId !== memo.storeId)
    throw refusePlace('Goods on a memo must be in the store of the memo. Transfer them first.')
  await assertParcelHere(ctx, parcel.id)
  const here = {
    count: parcel.count - parcel.lentCount,
    milliCarats: milliCarats(parcel.carat) - milliCarats(parcel.lentCarat),
  }
  const left = changeParcel(here, { count: -line.count, milliCarats: -milliCarats(line.carat) })
  if (!left.ok)
    throw new Problem(left.code === 'INVENTORY_PARCEL_SHORT' ? parcelShort : parcelRemainder, {
      detail: left.message,
    })
  await note(ctx, parcel, 'lend_on_memo', line, grounds)
}

/** Takes a line's stones back into their parcel, or sells them out of it. */
export async function settleParcel(
  ctx: Context,
  line: ParcelLine,
  as: 'returned' | 'invoiced',
  grounds: ParcelGrounds,
): Promise<void> {
  const locked = await ctx.records(Parcel).lock(line.parcelId)
  const parcel = await note(ctx, locked, 'return_from_memo', line, grounds)
  if (as === 'returned') return
  const sold = { count: -line.count, milliCarats: -milliCarats(line.carat) }
  await changeLocked(ctx, parcel, 'sell', sold, grounds)
}
