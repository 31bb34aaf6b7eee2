import { type Context, Problem } from '@bezel/core'
import { locationRule, type PieceStatus } from '../domain/piece-axes.ts'
import { placeImpossible } from '../errors.ts'
import type { Goods } from './tables.ts'

export function refusePlace(message: string): Problem {
  return new Problem(placeImpossible, { detail: message, errors: [{ pointer: '/locationId', message }] })
}

/** The store of a location. @throws Problem INVENTORY_PLACE_IMPOSSIBLE where there is no such location */
export async function storeOfLocation(ctx: Context, locationId: string): Promise<string> {
  const [row] = await ctx.db.query<{ storeId: string }>(
    'select store_id as "storeId" from locations where id = $1',
    [locationId],
  )
  if (!row) throw refusePlace('There is no such location. Choose another.')
  return row.storeId
}

/**
 * Where goods lie after they reached a status: in the named location, which must be of their store (or gives them
 * one), else where they were; nowhere when the status has no place.
 */
export async function placeAfter(
  ctx: Context,
  goods: Goods,
  status: PieceStatus,
  locationId: string | undefined,
  storeId: string | null = goods.storeId,
): Promise<Pick<Goods, 'storeId' | 'locationId'>> {
  if (locationRule(status) === 'none') return { storeId, locationId: null }
  // A ring at the bench is not in its case any more: it lies where it is said to lie, else with the workshop.
  const leaves = status === 'in_service' && goods.status !== status
  if (!locationId)
    return { storeId, locationId: storeId === goods.storeId && !leaves ? goods.locationId : null }
  const locationStore = await storeOfLocation(ctx, locationId)
  if (storeId && storeId !== locationStore)
    throw refusePlace('This location is in another store. Choose one of the store where the goods are.')
  return { storeId: locationStore, locationId }
}

type Place = Pick<Goods, 'storeId' | 'locationId'>

interface Placed {
  before: Place | undefined
  after: Place
}

/** A location must be of the store that the goods are in, and only goods in our hands lie anywhere. */
export async function assertPlaces(ctx: Context, writes: Placed[]): Promise<void> {
  const placed = writes.filter(
    ({ before, after }) =>
      after.locationId && (after.locationId !== before?.locationId || after.storeId !== before?.storeId),
  )
  if (placed.length === 0) return
  const wrong = await ctx.db.query<{ id: string }>(
    `select from unnest($1::uuid[], $2::uuid[]) as g(location_id, store_id)
     join locations l on l.id = g.location_id where l.store_id is distinct from g.store_id limit 1`,
    [placed.map(({ after }) => after.locationId), placed.map(({ after }) => after.storeId)],
  )
  if (wrong.length > 0)
    throw refusePlace('This location is in another store. Choose one of the store of the goods.')
}
