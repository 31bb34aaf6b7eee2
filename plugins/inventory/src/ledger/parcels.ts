import { type Context, type Money, Problem, type RecordWrite } from '@bezel/core'
import { changeParcel, EMPTY_PARCEL } from '../domain/parcel-ledger.ts'
import type { Ownership } from '../domain/piece-axes.ts'
import { heldByDocument, parcelRemainder, parcelShort, storeFixed } from '../errors.ts'
import { costOf, milliCarats } from '../parcel/cost.ts'
import { recordMovements } from './movement.ts'
import { assertPlaces } from './places.ts'

interface ParcelState {
  id: string
  count: number
  carat: number
  costPerCarat: Money | null
  ownership: Ownership
  lentCount: number
  storeId: string
  locationId: string | null
}

interface Known {
  count: number
  milliCarats: number
  storeId: string | null
  locationId: string | null
  ownership: Ownership
  amount: number | null
  currency: string | null
}

/** What the ledger says of a parcel. */
async function knownOf(ctx: Context, id: string): Promise<Known> {
  const [row] = await ctx.db.query<Known>(
    `select coalesce(sum(count_change), 0)::bigint as count, coalesce(sum(carat_change), 0)::bigint as "milliCarats",
       (array_agg(store_id order by at desc))[1] as "storeId", (array_agg(to_location_id order by at desc))[1] as "locationId",
       coalesce((array_agg(to_ownership order by at desc))[1], 'owned') as ownership,
       (array_agg(book_cost_amount order by at desc))[1] as amount, (array_agg(book_cost_currency order by at desc))[1] as currency
     from movements where parcel_id = $1`,
    [id],
  )
  return (
    row ?? {
      ...EMPTY_PARCEL,
      storeId: null,
      locationId: null,
      ownership: 'owned',
      amount: null,
      currency: null,
    }
  )
}

/** Stones on their way to another store are taken out of the parcel there, once it has arrived. */
export async function assertParcelHere(ctx: Context, parcelId: string): Promise<void> {
  const [found] = await ctx.db.query<{ number: string }>(
    `select d.number from transfer_lines l join transfers d on d.id = l.transfer_id
     where l.parcel_id = $1 and d.status in ('sent', 'received') and l.received <> 'received' limit 1`,
    [parcelId],
  )
  if (found)
    throw new Problem(heldByDocument, {
      detail: `The parcel is on its way with transfer ${found.number}. Receive or cancel it first.`,
    })
}

type Change = 'receive' | 'correct' | 'change_ownership' | 'move' | 'nothing'

/** What a write changed that no movement tells yet. A service writes its row first. */
function changeOf(before: ParcelState | undefined, after: ParcelState, known: Known): Change {
  if (!before) return 'receive'
  if (before.storeId !== after.storeId && known.storeId !== after.storeId) throw new Problem(storeFixed)
  if (known.ownership !== after.ownership && after.lentCount > 0)
    throw new Problem(heldByDocument, {
      detail: 'Stones of the parcel stand on a memo. Return or invoice them there.',
    })
  // Nothing was ever in it, so there is nothing to tell.
  if (known.storeId === null && after.count === 0) return 'nothing'
  const book = costOf(after, milliCarats(after.carat))
  const same =
    known.count === after.count &&
    known.milliCarats === milliCarats(after.carat) &&
    known.amount === (book?.amount ?? null) &&
    known.currency === (book?.currency ?? null)
  if (!same) return 'correct'
  if (known.ownership !== after.ownership) return 'change_ownership'
  return known.locationId === after.locationId && known.storeId === after.storeId ? 'nothing' : 'move'
}

async function recordParcel(
  ctx: Context,
  before: ParcelState | undefined,
  after: ParcelState,
): Promise<void> {
  const known = await knownOf(ctx, after.id)
  const type = changeOf(before, after, known)
  const weight = milliCarats(after.carat)
  const change = { count: after.count - known.count, milliCarats: weight - known.milliCarats }
  if (type === 'nothing' || (type === 'receive' && change.count === 0 && change.milliCarats === 0)) return
  const checked = changeParcel(known, change)
  if (!checked.ok)
    throw new Problem(checked.code === 'INVENTORY_PARCEL_SHORT' ? parcelShort : parcelRemainder, {
      detail: checked.message,
    })
  if (before) await assertParcelHere(ctx, after.id)
  await recordMovements(ctx, [
    {
      type,
      parcelId: after.id,
      countChange: change.count,
      milliCaratChange: change.milliCarats,
      fromLocationId: before?.locationId ?? null,
      toLocationId: after.locationId,
      ...(type === 'change_ownership' && { fromOwnership: known.ownership }),
      storeId: after.storeId,
      bookCost: costOf(after, weight),
      reason: before ? 'Changed with the record' : undefined,
    },
  ])
}

/** What a parcel holds is always the sum of its movements: what a write changes without one gets one. */
export async function recordParcels(ctx: Context, writes: RecordWrite[]): Promise<void> {
  const parcels = writes.flatMap(({ before, after }) =>
    after ? [{ before: before as ParcelState | undefined, after: after as unknown as ParcelState }] : [],
  )
  await assertPlaces(ctx, parcels)
  for (const { before, after } of parcels) await recordParcel(ctx, before, after)
}

/** The same for imported parcels. */
export async function recordImportedParcels(
  ctx: Context,
  { created, updated }: { created: string[]; updated: string[] },
): Promise<void> {
  const known = new Set(updated)
  const parcels = await ctx.db.query<ParcelState>(
    `select id, count, carat / 1000.0::float8 as carat, store_id as "storeId", location_id as "locationId",
       ownership, lent_count as "lentCount", case when cost_per_carat_amount is not null then
         jsonb_build_object('amount', cost_per_carat_amount, 'currency', cost_per_carat_currency) end as "costPerCarat"
     from parcels where id = any($1) order by id`,
    [[...created, ...updated]],
  )
  for (const parcel of parcels) await recordParcel(ctx, known.has(parcel.id) ? parcel : undefined, parcel)
}
