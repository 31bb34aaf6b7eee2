import type { Context, RecordOf } from '@bezel/core'
import { Alloy } from '../entities/alloy.ts'
import { Location } from '../entities/location.ts'
import { PriceRule } from '../entities/price-rule.ts'
import { SpotPrice } from '../entities/spot-price.ts'
import { Store } from '../entities/store.ts'
import { Supplier } from '../entities/supplier.ts'
import { type Chance, daysAgo, usd } from './chance.ts'

export interface Basics {
  stores: RecordOf<typeof Store>[]
  locations: RecordOf<typeof Location>[]
  suppliers: RecordOf<typeof Supplier>[]
  alloys: RecordOf<typeof Alloy>[]
}

const stores = [
  { code: 'MS', name: 'Main Street', city: 'Portland' },
  { code: 'HB', name: 'Harbour', city: 'Astoria' },
  { code: 'AT', name: 'Atelier', city: 'Portland' },
]

const places = [
  { code: 'SAFE', name: 'Safe', type: 'safe' },
  { code: 'CASE-1', name: 'Bridal case', type: 'case' },
  { code: 'CASE-2', name: 'Gold case', type: 'case' },
  { code: 'WINDOW', name: 'Window', type: 'window' },
  { code: 'BENCH', name: 'Workshop', type: 'workshop' },
] as const

const suppliers = [
  ['Northlight Diamonds', 'NLD', 'Net 30; memo up to 60 days'],
  ['Meridian Gem Trading', 'MGT', 'Memo 30 days, insured by the holder'],
  ['Alder & Finch Casting', 'AFC', null],
  ['Blue Harbor Pearls', 'BHP', null],
  ['Casa Ferrer Joyas', 'CFJ', 'Consignment, settled monthly'],
  ['Old Mill Findings', 'OMF', null],
  ['Tidewater Sapphires', 'TWS', 'Memo 45 days'],
  ['Larkspur Designs', 'LKD', 'Consignment, settled monthly'],
  ['Kestrel Watch Supply', 'KWS', null],
  ['Silverbrook Makers', 'SBM', null],
  ['Evergreen Lab Diamonds', 'ELD', 'Net 15'],
  ['Granite Peak Estate', 'GPE', 'Estate lots, final sale'],
] as const

const alloys = [
  ['14KY', '14K yellow gold', 'gold', 'yellow', 585, '14K'],
  ['14KW', '14K white gold', 'gold', 'white', 585, '14K'],
  ['14KR', '14K rose gold', 'gold', 'rose', 585, '14K'],
  ['18KY', '18K yellow gold', 'gold', 'yellow', 750, '750'],
  ['18KW', '18K white gold', 'gold', 'white', 750, '750'],
  ['PT950', 'Platinum 950', 'platinum', 'white', 950, 'PT950'],
  ['PD950', 'Palladium 950', 'palladium', 'white', 950, 'PD950'],
  ['AG925', 'Sterling silver', 'silver', 'white', 925, '925'],
] as const

/** Monthly prices of a troy ounce over two years, in dollars, as a walk from where it begins. */
const metals = [
  { metal: 'gold', start: 2350, step: 0.035 },
  { metal: 'silver', start: 28, step: 0.05 },
  { metal: 'platinum', start: 980, step: 0.03 },
  { metal: 'palladium', start: 1010, step: 0.04 },
] as const

async function seedSpotPrices(ctx: Context, chance: Chance): Promise<void> {
  const rows = metals.flatMap(({ metal, start, step }) => {
    let price: number = start
    return Array.from({ length: 25 }, (_, month) => {
      price *= 1 + (chance.next() - 0.42) * step
      const at = daysAgo(ctx.now, Math.round((24 - month) * 30.4), 9).toISOString()
      return { metal, at, pricePerOunce: usd(price * 100), source: 'Demo data' }
    })
  })
  await ctx.records(SpotPrice).createMany(rows)
}

async function seedPriceRules(ctx: Context): Promise<void> {
  await ctx.records(PriceRule).createMany([
    {
      name: 'Bridal: keystone on metal of the day',
      active: true,
      category: 'ring',
      parameters: {
        currency: 'USD',
        pricing: { kind: 'multiple', hundredths: 230 },
        metalLoss: 800,
        metalPremium: 500,
        charm: { every: 10_000, endings: [9_500], rounding: 'nearest' },
        guardrails: { minMargin: 4_500, maxChange: 1_500 },
      },
    },
    {
      name: 'Gold chains by weight',
      active: true,
      category: 'necklace',
      parameters: {
        currency: 'USD',
        pricing: { kind: 'markup', markup: 11_000 },
        metalPremium: 600,
        charm: { every: 1_000, endings: [0, 500], rounding: 'up' },
        guardrails: { minMargin: 3_500, floor: 9_500, maxChange: 2_000 },
      },
    },
  ])
}

/** Stores with their cases and safes, suppliers, alloys, and what metal cost over the last two years. */
export async function seedBasics(ctx: Context, chance: Chance): Promise<Basics> {
  const madeStores = await ctx.records(Store).createMany(stores)
  const madeLocations = await ctx
    .records(Location)
    .createMany(
      madeStores.flatMap(({ id, code }) =>
        places.map((place) => ({ ...place, storeId: id, code: `${code}-${place.code}` })),
      ),
    )
  const madeSuppliers = await ctx.records(Supplier).createMany(
    suppliers.map(([name, code, memoTerms]) => ({
      name,
      code,
      memoTerms,
      email: `orders@${code.toLowerCase()}.example`,
      website: `https://${code.toLowerCase()}.example`,
    })),
  )
  const madeAlloys = await ctx.records(Alloy).createMany(
    alloys.map(([code, name, metal, color, fineness, stamp]) => ({
      code,
      name,
      metal,
      color,
      fineness,
      stamp,
    })),
  )
  await seedSpotPrices(ctx, chance)
  await seedPriceRules(ctx)
  return { stores: madeStores, locations: madeLocations, suppliers: madeSuppliers, alloys: madeAlloys }
}
