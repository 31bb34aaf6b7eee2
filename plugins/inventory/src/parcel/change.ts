import { type Context, type Money, Problem, type RecordOf } from '@bezel/core'
import { changeParcel, type ParcelBalance, type ParcelMovementKind } from '../domain/parcel-ledger.ts'
import { rational, roundToInteger } from '../domain/units.ts'
import { Parcel } from '../entities/parcel.ts'
import { currencyMixed, parcelRemainder, parcelShort } from '../errors.ts'
import { parcelChanged } from '../events.ts'
import { recordMovements } from '../ledger/movement.ts'
import { assertParcelHere } from '../ledger/parcels.ts'
import { costOf, milliCarats, perCarat } from './cost.ts'

export type ParcelRecord = RecordOf<typeof Parcel>

export interface ParcelGrounds {
  reason?: string | undefined
  counterparty?: string | undefined
  document?: string | undefined
  at?: string | undefined
}

/** The cost per carat after stones of a cost came in: the average of both by weight. */
function blended(parcel: ParcelRecord, thousandths: number, cost: Money): Money {
  const held = milliCarats(parcel.carat)
  const { costPerCarat } = parcel
  // Stones that come back at the very price they left at leave the average as it is, roundings apart.
  if (costPerCarat?.currency === cost.currency && costOf(parcel, thousandths)?.amount === cost.amount)
    return costPerCarat
  if (!costPerCarat || held === 0) return perCarat(cost, thousandths)
  if (costPerCarat.currency !== cost.currency)
    throw new Problem(currencyMixed, {
      detail: `The parcel's cost is in ${costPerCarat.currency}, these stones' in ${cost.currency}. Give it in ${costPerCarat.currency}.`,
    })
  const total = BigInt(costPerCarat.amount) * BigInt(held) + BigInt(cost.amount) * 1000n
  const amount = Number(roundToInteger(rational(total, BigInt(held + thousandths))))
  return { amount, currency: cost.currency }
}

/**
 * Changes what a locked parcel holds, with its row in the ledger. Neither count nor weight can go below zero.
 * @param cost what incoming stones cost together
 * @throws Problem INVENTORY_PARCEL_SHORT or INVENTORY_PARCEL_REMAINDER
 */
export async function changeLocked(
  ctx: Context,
  parcel: ParcelRecord,
  type: ParcelMovementKind,
  change: ParcelBalance,
  grounds: ParcelGrounds = {},
  cost: Money | null = null,
): Promise<ParcelRecord> {
  await assertParcelHere(ctx, parcel.id)
  // What is out on memo is the parcel's, but cannot be taken out of it.
  const lent = { count: parcel.lentCount, milliCarats: milliCarats(parcel.lentCarat) }
  const here = { count: parcel.count - lent.count, milliCarats: milliCarats(parcel.carat) - lent.milliCarats }
  const after = changeParcel(here, change)
  if (!after.ok)
    throw new Problem(after.code === 'INVENTORY_PARCEL_SHORT' ? parcelShort : parcelRemainder, {
      detail: after.message,
    })
  const count = after.balance.count + lent.count
  const thousandths = after.balance.milliCarats + lent.milliCarats
  const priced =
    cost && change.milliCarats > 0 ? { costPerCarat: blended(parcel, change.milliCarats, cost) } : {}
  await recordMovements(ctx, [
    {
      ...grounds,
      type,
      parcelId: parcel.id,
      countChange: change.count,
      milliCaratChange: change.milliCarats,
      fromLocationId: parcel.locationId,
      toLocationId: parcel.locationId,
      storeId: parcel.storeId,
      bookCost: costOf({ ...parcel, ...priced }, thousandths),
    },
  ])
  ctx.emit(parcelChanged, { parcelId: parcel.id, movement: type })
  return ctx.records(Parcel).update(parcel.id, { count, carat: thousandths / 1000, ...priced })
}
