import { type Context, type Money, Problem } from '@bezel/core'
import type { ParcelBalance } from '../domain/parcel-ledger.ts'
import { Parcel } from '../entities/parcel.ts'
import { documentIncomplete, ownershipForbids } from '../errors.ts'
import { recordMovements } from '../ledger/movement.ts'
import { refusePlace } from '../ledger/places.ts'
import { changeLocked, type ParcelGrounds, type ParcelRecord } from '../parcel/change.ts'
import { costOf, milliCarats, perCarat } from '../parcel/cost.ts'

/** The parcel that bought stones go into: an existing one, or the number of a new one. */
export interface Into {
  intoId?: string | undefined
  parcelNumber?: string | undefined
}

interface Purchase {
  part: ParcelBalance
  price: Money
  into: Into
}

/** A supplier's whole parcel becomes ours as it is, for the price where nobody entered a cost. */
async function takeOver(
  ctx: Context,
  parcel: ParcelRecord,
  price: Money,
  grounds: ParcelGrounds,
): Promise<void> {
  const thousandths = milliCarats(parcel.carat)
  const costPerCarat = parcel.costPerCarat ?? perCarat(price, thousandths)
  await recordMovements(ctx, [
    {
      ...grounds,
      type: 'change_ownership',
      parcelId: parcel.id,
      fromOwnership: parcel.ownership,
      toOwnership: 'owned',
      countChange: 0,
      milliCaratChange: 0,
      fromLocationId: parcel.locationId,
      toLocationId: parcel.locationId,
      storeId: parcel.storeId,
      bookCost: costOf({ costPerCarat }, thousandths),
    },
  ])
  await ctx.records(Parcel).update(parcel.id, { ownership: 'owned', costPerCarat })
}

async function target(
  ctx: Context,
  from: ParcelRecord,
  { intoId, parcelNumber }: Into,
): Promise<ParcelRecord> {
  const records = ctx.records(Parcel)
  if (intoId !== undefined && parcelNumber === undefined) {
    const into = await records.lock(intoId)
    if (into.storeId !== from.storeId) throw refusePlace('Bought stones go into a parcel of the same store.')
    if (into.ownership === 'owned') return into
    throw new Problem(ownershipForbids, { detail: 'Bought stones go into a parcel of our own.' })
  }
  if (parcelNumber === undefined || intoId !== undefined)
    throw new Problem(documentIncomplete, {
      detail:
        'Only a part of the supplier\'s parcel is bought. Name the parcel of our own for it by "intoId", or the number of a new one by "parcelNumber".',
    })
  const { description, species, shape, color, clarity, size, storeId, locationId, supplierId } = from
  const like = { description, species, shape, color, clarity, size, storeId, locationId, supplierId }
  return records.create({ ...like, parcelNumber })
}

/** Buys stones of a supplier's locked parcel: all it holds become ours where they are, a part goes into a parcel of ours. */
export async function buyStones(
  ctx: Context,
  parcel: ParcelRecord,
  { part, price, into }: Purchase,
  grounds: ParcelGrounds,
): Promise<void> {
  const whole = parcel.count === part.count && milliCarats(parcel.carat) === part.milliCarats
  if (whole && !into.intoId && !into.parcelNumber) return takeOver(ctx, parcel, price, grounds)
  const ours = await target(ctx, parcel, into)
  const taken = { count: -part.count, milliCarats: -part.milliCarats }
  await changeLocked(ctx, parcel, 'split_out', taken, grounds)
  await changeLocked(ctx, ours, 'split_in', part, grounds, price)
}
