import { type Context, Problem } from '@bezel/core'
import { Parcel } from '../entities/parcel.ts'
import { heldByDocument } from '../errors.ts'
import { parcelChanged } from '../events.ts'
import { recordMovements } from '../ledger/movement.ts'
import { assertParcelHere } from '../ledger/parcels.ts'
import { refusePlace } from '../ledger/places.ts'
import { costOf, milliCarats } from '../parcel/cost.ts'

interface Said {
  document: string
  reason?: string | undefined
  at?: string | undefined
}

/** Writes where a locked parcel went, whole, with its row in the ledger. */
async function go(
  ctx: Context,
  parcelId: string,
  type: 'transfer_out' | 'transfer_in',
  to: { storeId: string; locationId: string | null },
  said: Said,
): Promise<void> {
  const records = ctx.records(Parcel, { stores: 'all' })
  const parcel = await records.lock(parcelId)
  await recordMovements(ctx, [
    {
      ...said,
      type,
      parcelId,
      countChange: 0,
      milliCaratChange: 0,
      fromLocationId: parcel.locationId,
      toLocationId: to.locationId,
      storeId: to.storeId,
      bookCost: costOf(parcel, milliCarats(parcel.carat)),
    },
  ])
  ctx.emit(parcelChanged, { parcelId, movement: type })
  await records.update(parcelId, to)
}

/** Sends a parcel that is here, in the store which sends it. */
export async function sendParcel(ctx: Context, parcelId: string, storeId: string, said: Said): Promise<void> {
  const parcel = await ctx.records(Parcel).lock(parcelId)
  if (parcel.storeId !== storeId) throw refusePlace('Goods on a transfer must be in the store that sends it.')
  if (parcel.count === 0) throw refusePlace('An empty parcel cannot be sent.')
  if (parcel.lentCount > 0)
    throw new Problem(heldByDocument, {
      detail: 'Stones of the parcel stand on a memo. Settle that, or split off what shall go.',
    })
  await assertParcelHere(ctx, parcelId)
  await go(ctx, parcelId, 'transfer_out', { storeId, locationId: null }, said)
}

/** Puts a parcel that was on its way into a location of the store where it arrived. */
export async function receiveParcel(
  ctx: Context,
  parcelId: string,
  to: { storeId: string; locationId: string },
  said: Said,
): Promise<void> {
  await go(ctx, parcelId, 'transfer_in', to, said)
}
