import type { Context } from '@bezel/core'
import { type Coded, codedColumns } from '../codes/find.ts'
import { locationRule, type Ownership, PIECE_STATUSES, type PieceStatus } from '../domain/piece-axes.ts'
import type { CountedPiece } from '../domain/stock-count.ts'
import type { CountRecord } from './scan.ts'

/** Goods as a count compares them; the kind tells pieces from stones. */
export interface Counted extends CountedPiece {
  readonly kind: 'piece' | 'stone'
  readonly name: string | null
  readonly currency: string | null
}

/** Goods that lie in the store but in no named location are counted with the store itself as their place. */
export async function countedPlaces(ctx: Context, count: CountRecord): Promise<ReadonlySet<string>> {
  if (count.locationId) return new Set([count.locationId])
  const locations = await ctx.db.query<{ id: string }>('select id from locations where store_id = $1', [
    count.storeId,
  ])
  return new Set([count.storeId, ...locations.map(({ id }) => id)])
}

/** Database rows → what the count compares; parcels are counted apart. */
export function countedGoods(goods: Coded[], places: ReadonlySet<string>): Counted[] {
  return goods.flatMap(
    ({ kind, id, number, name, storeId, locationId, cost, currency, codes, changedAt, ...axes }) => {
      if (kind === 'parcel') return []
      const status = axes.status as PieceStatus
      // What is at a workshop without a place of ours lies in no store that could be counted.
      const inStore = storeId !== null && places.has(storeId) && locationRule(status) !== 'optional'
      return {
        kind,
        pieceId: id,
        itemNumber: number,
        name,
        codes,
        status,
        ownership: axes.ownership as Ownership,
        locationId: locationId ?? (inStore ? storeId : null),
        changedAt: changedAt && new Date(changedAt).toISOString(),
        currency,
        ...(cost !== null && { cost: BigInt(cost) }),
      }
    },
  )
}

const present = PIECE_STATUSES.filter((status) => locationRule(status) !== 'none')

const expected = `
  select ${codedColumns.piece} from pieces t where t.store_id = $1 and t.status = any($2) and ($3::uuid is null or t.location_id = $3)
  union all
  select ${codedColumns.stone} from stones t where t.store_id = $1 and t.status = any($2) and ($3::uuid is null or t.location_id = $3)`

/** Everything that should lie in the counted places by the books. */
export async function expectedGoods(ctx: Context, count: CountRecord): Promise<Coded[]> {
  return ctx.db.query<Coded>(expected, [count.storeId, present, count.locationId])
}
