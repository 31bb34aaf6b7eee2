import type { Context } from '@bezel/core'
import type { MetalContent, SpotPrices } from '../domain/piece-cost.ts'
import type { PricedPiece } from '../domain/price-rule.ts'
import { type PreciousMetal, purityOfFineness, type SpotPrice } from '../domain/units.ts'
import { goodsTables } from '../ledger/tables.ts'

export interface LatestSpot {
  id: string
  metal: PreciousMetal
  at: string
  amount: number
  currency: string
}

/** The latest spot price of each metal in each currency, no later than now. */
export async function latestSpots(ctx: Context): Promise<LatestSpot[]> {
  return ctx.db.query<LatestSpot>(
    `select distinct on (metal, price_per_ounce_currency) id, metal, at, price_per_ounce_amount as amount, price_per_ounce_currency as currency
     from spot_prices where at <= $1 order by metal, price_per_ounce_currency, at desc`,
    [ctx.now],
  )
}

/** Spot prices as pricing takes them: those in the rule's currency. */
export function spotsFor(spots: LatestSpot[], currency: string): SpotPrices {
  const usable = spots.filter((spot) => spot.currency === currency)
  return Object.fromEntries(
    usable.map(({ metal, amount }): [PreciousMetal, SpotPrice] => [
      metal,
      { minorUnits: BigInt(amount), per: 'ozt' },
    ]),
  )
}

/** A piece with what its price is made of. */
export interface RepricedPiece extends PricedPiece {
  id: string
  itemNumber: string
  name: string
  current: { amount: number; currency: string } | null
  /** A currency other than the rule's in which the piece has costs or its price. */
  otherCurrency: string | null
}

interface Row {
  id: string
  itemNumber: string
  name: string
  amount: number | null
  currency: string | null
  labour: number | null
  other: number | null
  stones: number | null
  uncosted: number | null
  book: number | null
  currencies: string[]
  metals: { metal: string; fineness: number; net: number }[]
}

const batch = `
  select t.id, s.uncosted, (${goodsTables.piece.cost})::bigint as book, t.item_number as "itemNumber", t.name, t.price_amount as amount, t.price_currency as currency,
    t.labour_cost_amount as labour, t.other_cost_amount as other, s.cost as stones,
    array_remove(array[t.price_currency, t.cost_currency, t.labour_cost_currency, t.other_cost_currency] || s.currencies, null) as currencies,
    coalesce(m.metals, '[]') as metals
  from pieces t left join styles y on y.id = t.style_id
  left join lateral (select sum(cost_amount)::bigint as cost,
      coalesce(sum(count) filter (where cost_amount is null), 0)::bigint as uncosted, array_agg(distinct cost_currency) as currencies
    from piece_stones where piece_id = t.id and removed_at is null) s on true
  left join lateral (select jsonb_agg(jsonb_build_object('metal', a.metal, 'fineness', a.fineness, 'net', x.net_weight)) as metals
    from piece_metals x join alloys a on a.id = x.alloy_id where x.piece_id = t.id) m on true
  where t.status in ('in_stock', 'reserved') and t.ownership <> 'customer_property'
    and ($1::text is null or y.category = $1) and ($2::uuid[] is null or t.store_id = any($2))
    and ($3::uuid[] is null or t.id = any($3)) and t.id > $4
  order by t.id limit $5`

function contentOf({ metal, fineness, net }: Row['metals'][number]): MetalContent[] {
  // Steel and the like have no spot price; what they cost is part of the other costs.
  if (metal === 'other') return []
  return [{ metal: metal as PreciousMetal, netCentigrams: net, purity: purityOfFineness(fineness) }]
}

function pieceOf(row: Row, currency: string): RepricedPiece {
  const { id, itemNumber, name, amount } = row
  return {
    id,
    itemNumber,
    name,
    metals: row.metals.flatMap(contentOf),
    stones: BigInt(row.stones ?? 0),
    labour: BigInt(row.labour ?? 0),
    other: BigInt(row.other ?? 0),
    current: amount === null || row.currency === null ? null : { amount, currency: row.currency },
    uncostedStones: row.uncosted ?? 0,
    ...(row.book !== null && { bookCost: BigInt(row.book) }),
    otherCurrency: row.currencies.find((one) => one !== currency) ?? null,
    ...(amount !== null && { currentPrice: BigInt(amount) }),
  }
}

export interface Selected {
  category: string | null
  currency: string
  pieceIds?: string[] | undefined
  after?: string | undefined
  limit: number
}

/** The next pieces that a rule prices, by id: those for sale in the actor's stores. */
export async function nextPieces(ctx: Context, { category, currency, pieceIds, after, limit }: Selected) {
  const stores = ctx.actor.stores === 'all' ? null : ctx.actor.stores
  const first = '00000000-0000-0000-0000-000000000000'
  const rows = await ctx.db.query<Row>(batch, [category, stores, pieceIds ?? null, after ?? first, limit])
  return rows.map((row) => pieceOf(row, currency))
}
